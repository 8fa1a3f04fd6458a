from dataclasses import replace

import pytest

from bot.core.model import TopicId
from tests.chat.lookups.person import Bot
from tests.web.stand import TOPIC, fill


@pytest.fixture
def bot(store):
    """With news in it."""
    store.write_now(fill)
    return Bot(store)


@pytest.fixture
def empty(store):
    """Without any."""
    return Bot(store)


@pytest.fixture
def two(store):
    """With a second topic, of which there is no news."""
    store.write_now(fill)
    return Bot(store, topics=(TOPIC, replace(TOPIC, id=TopicId("hills"), name="Hill talks")))
