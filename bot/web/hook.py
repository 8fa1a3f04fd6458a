"""The webhook's route on the bot's HTTP server: the one place that takes a POST."""

from aiohttp import web

from bot.chat.wire.webhook import SECRET_HEADER, Take


def add_webhook(application: web.Application, path: str, take: Take) -> None:
    """Let `take` have what is posted to `path`; a body of more than a megabyte is refused before it is read whole."""

    async def post(request: web.Request) -> web.Response:
        try:
            body = await request.read()
        except web.HTTPRequestEntityTooLarge:
            return web.Response(status=413)
        return web.Response(status=await take(request.headers.get(SECRET_HEADER), body))

    application.router.add_post(path, post)
