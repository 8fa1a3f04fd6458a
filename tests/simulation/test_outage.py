"""Telegram is away for twelve hours while news goes on: no stale push afterwards, and one digest a subscription."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest

from bot.core.people.delivery import Kind, State
from storage.store import Store
from tests.simulation.hour import Hour
from tests.simulation.virtual import run

HOURS = 12


class Outage(Hour):
    """Alerts before, all through and after an outage."""

    def __init__(self, path, kind):
        super().__init__(11, path, faults={})
        self.kind = kind
        self.back_at = None

    async def main(self):
        self.begin()
        self.news.announce()
        await asyncio.sleep(120)
        self.world.outage = self.kind
        for _ in range(HOURS * 2):
            self.news.announce()
            await asyncio.sleep(1800)
        self.world.outage = None
        self.back_at = self.world.now
        await asyncio.sleep(900)
        self.news.announce()
        await asyncio.sleep(3600)
        await self.end()


@pytest.fixture(params=["refuse", "swallow"])
def drill(tmp_path, request):
    Store.open(tmp_path / "run.db").close()
    one = Outage(tmp_path / "run.db", request.param)
    run(one.main())
    return one


def test_no_stale_push_and_one_digest_for_each_subscription(drill):
    assert drill.world.wrong == []
    rows = {(row.alert, row.chat, row.thread, row.kind, row.round): row for row in drill.rows}
    after = [one for one in drill.world.arrived if one[0] > drill.back_at]
    pushed = [rows[key] for _, _, key, _ in after if key[3] == Kind.ALERT]
    assert pushed
    for row in pushed:
        assert row.composed - row.created < timedelta(minutes=45 if row.importance == 1 else 360)
    digests = Counter((key[1], key[2]) for _, _, key, _ in after if key[3] == Kind.DIGEST)
    assert set(digests.values()) == {1}
    assert digests.keys() == {(row.chat, row.thread) for row in drill.rows}
    assert {row.state for row in drill.rows} <= {
        State.SENT,
        State.DIGESTED,
        State.SUPERSEDED,
        State.DROPPED,
        State.EXPIRED,
    }


def test_the_breaker_lets_next_to_nothing_through_meanwhile(drill):
    assert drill.world.requests < 2 * len(drill.rows)
