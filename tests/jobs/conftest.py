import pytest

from bot.clock import VirtualClock
from tests.jobs.postroom import PostRoom
from tests.storage.alerts import NOW


@pytest.fixture
def room(store):
    return PostRoom(store, VirtualClock(NOW))
