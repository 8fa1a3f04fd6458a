import pytest

from tests.acceptance.world import World


@pytest.fixture
async def world(tmp_path):
    """A stage with Telegram on it, and nobody yet."""
    async with World(tmp_path) as stage:
        yield stage
