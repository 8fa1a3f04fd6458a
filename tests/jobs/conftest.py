import pytest

from bot.clock import VirtualClock
from tests.jobs.office import Office
from tests.jobs.postroom import PostRoom
from tests.storage.alerts import NOW


@pytest.fixture
def room(store):
    """Deliveries without a desk."""
    return PostRoom(store, VirtualClock(NOW))


@pytest.fixture
def office(store):
    """A desk, and one chat that is told."""
    return Office(store)
