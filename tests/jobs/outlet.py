"""An outlet whose feed a test may change between two polls."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from aiohttp import web

from tests.feeds.serving import item

START = datetime(2030, 5, 1, 12, tzinfo=UTC)
MIN = timedelta(minutes=1)


class Feed:
    """What an outlet serves now; set `body`, `status` or `headers` to change it."""

    def __init__(self, body: bytes = b"") -> None:
        self.body = body
        self.status = 200
        self.headers: dict[str, str] = {}
        self.paths: list[str] = []

    async def __call__(self, request: web.Request) -> web.Response:
        self.paths.append(request.path)
        tag = f'"{hash(self.body)}"'
        if self.status == 200 and request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers={"ETag": tag})
        return web.Response(
            status=self.status, body=self.body, headers={"ETag": tag, **self.headers}, content_type="text/xml"
        )


def stories(*numbers: int, name: Callable[[int], str] = str, headline: str = "Story", ago: int = 60) -> list[str]:
    return [
        item(
            f"{headline} {n}", guid=f"g{name(n)}", link=f"https://courier.example/{name(n)}", at=START - (ago + n) * MIN
        )
        for n in numbers
    ]
