"""The bot's one HTTP server, up while the bot runs: read-only pages, and the webhook where there is one."""

import contextlib
import logging
from collections.abc import AsyncIterator

from bot.chat.wire.webhook import Take
from bot.clock import Clock
from bot.core.model import Source, Topic
from bot.errors import ConfigError
from storage.store import Store

log = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def pages(
    where: tuple[str, int] | None, hook: tuple[str, Take] | None, *, store: Store, topics: tuple[Topic, ...],
    sources: tuple[Source, ...], clock: Clock,
) -> AsyncIterator[None]:  # fmt: skip
    """Serve at an address, if at any; `hook` is a path and who takes updates. Raises ConfigError where it cannot."""
    if where is None:
        yield
        return
    try:
        from bot.web.hook import add_webhook  # noqa: PLC0415 (needs an optional extra)
        from bot.web.server import Site, serving  # noqa: PLC0415
    except ModuleNotFoundError as problem:
        raise ConfigError("BOT_HTTP", f"pages need {problem.name}: pip install 'trucewire[web]'") from None
    served = Site(store=store, topics=topics, sources=sources, clock=clock).application()
    if hook is not None:
        add_webhook(served, *hook)
    async with contextlib.AsyncExitStack() as stack:
        try:
            origin = await stack.enter_async_context(serving(served, *where))
        except OSError as problem:
            raise ConfigError("BOT_HTTP", f"cannot listen on {where[0]}:{where[1]}: {problem.strerror}") from None
        log.info("pages at %s", origin)
        yield
