"""A stage for each story."""

import pytest

from tests.acceptance.people.stage import Stage


@pytest.fixture
async def stage(tmp_path):
    """The bot before its people, and at the end the check that every call was one that Telegram takes."""
    async with Stage(tmp_path) as one:
        yield one
        await one.settled()
        assert not one.api.calls.violations
