import aiohttp
import pytest

from storage.store import Store
from tests.web.stand import NOW, SOURCES, TOPIC, fill


class Clock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
async def bot(tmp_path):
    """The site over HTTP on loopback: (origin, client, store, clock)."""
    pytest.importorskip("jinja2", reason="pages are an optional extra: pip install 'trucewire[web]'")
    from bot.web.server import Site, serving

    store, clock = Store.open(tmp_path / "a.db"), Clock()
    await store.write(fill)
    site = Site(store=store, topics=(TOPIC,), sources=SOURCES, clock=clock)
    async with serving(site.application(), "127.0.0.1", 0) as origin, aiohttp.ClientSession(origin) as client:
        yield origin, client, store, clock
    store.close()
