"""The HTTP side: /bot<token>/<method> and /file/bot<token>/<path>, on loopback."""

import json

from aiohttp import web

from .body import read_params
from .dispatch import Answer, Dispatcher
from .errors import Refusal, not_found, unauthorized

GRACE = 0.1
BIGGEST_BODY = 64 * 1024 * 1024


class Server:
    """Listens while started. Stopping cuts all connections; the state stays, and so does the port."""

    def __init__(self, dispatcher: Dispatcher, token: str, host: str, port: int) -> None:
        self.dispatcher = dispatcher
        self.token = token
        self.host = host
        self.port = port
        self._runner: web.AppRunner | None = None

    @property
    def running(self) -> bool:
        """Whether it listens."""
        return self._runner is not None

    async def start(self) -> None:
        """Listen; the port is chosen once."""
        app = web.Application(client_max_size=BIGGEST_BODY)
        app.router.add_get("/file/{path:.*}", self._file)
        app.router.add_route("*", "/bot{token}/{method}", self._method)
        app.router.add_route("*", "/{anything:.*}", self._elsewhere)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=GRACE, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, self.host, self.port).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop listening and cut what is open."""
        if self._runner:
            runner, self._runner = self._runner, None
            await runner.cleanup()

    async def _method(self, request: web.Request) -> web.StreamResponse:
        token = request.match_info["token"]
        if token != self.token:
            return _refused(unauthorized() if ":" in token else not_found())
        try:
            params = await read_params(request)
        except Refusal as refusal:
            return _refused(refusal)
        answer = await self.dispatcher.call(request.match_info["method"], params)
        if answer.drop and request.transport:
            request.transport.abort()
        return _response(answer)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        owner, _, path = request.match_info["path"].partition("/")
        content = self.dispatcher.world.files.get(path.removeprefix("files/"))
        if owner != f"bot{self.token}" or content is None:
            return _refused(not_found())
        return web.Response(body=content)

    async def _elsewhere(self, _request: web.Request) -> web.StreamResponse:
        return _refused(not_found())


def _refused(refusal: Refusal) -> web.Response:
    return _response(Answer(refusal.code, json.dumps(refusal.body()), refusal.retry_after))


def _response(answer: Answer) -> web.Response:
    headers = {} if answer.retry_after is None else {"Retry-After": str(answer.retry_after)}
    kind = "application/json" if answer.body.startswith("{") else "text/html"
    return web.Response(status=answer.status or 500, text=answer.body, content_type=kind, headers=headers)
