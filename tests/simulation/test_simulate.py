"""The contract under 200 seeds of crashes, lost answers, floods, blocks, moves and jumping clocks; and that it would

notice: each of six bugs, built in one at a time, is caught.
"""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.wire.gate import Gate
from bot.core.people import moves
from bot.core.people.delivery import State
from storage import queue
from storage.fanout import FanOut
from storage.ledger import Ledger
from storage.outbox import OutboxTable
from tests.simulation.simulate import simulate

SEEDS = 200
ENOUGH = 60  # seeds within which a bug must show


def test_no_seed_breaks_the_contract():
    totals, wrong = simulate(range(SEEDS))
    assert wrong == {}
    assert totals["seeds"] == SEEDS
    for name, least in (("crashes", 200), ("ambiguous", 200), ("arrived", 5000), ("edits", 500)):
        assert totals[name] >= least, f"only {totals[name]} {name}: the simulation has become too tame"


def caught(sentence):
    """Whether some seed notices, in these words."""
    for seed in range(ENOUGH):
        _, wrong = simulate([seed])
        if any(sentence in violation for violations in wrong.values() for violation in violations):
            return True
    return False


def test_a_lost_answer_taken_for_a_failure_is_caught(monkeypatch):
    monkeypatch.setattr(moves, "_doubtful", lambda row, now: replace(row, state=State.PENDING, copies=0, changed=now))
    assert caught("unmarked second copy")


def test_a_wait_that_is_counted_from_the_departure_is_caught(monkeypatch):
    wait = OutboxTable._wait

    def at_departure_only(self, chat, now, length, *, keep_floods=False):
        if keep_floods:
            wait(self, chat, now, length, keep_floods=True)

    def forgetting(self, chat):
        self._all.end(asyncio.get_running_loop().time())
        del self._deliveries[chat]

    monkeypatch.setattr(OutboxTable, "_wait", at_departure_only)
    monkeypatch.setattr(Gate, "done", forgetting)
    assert caught("over the limit")


def test_a_flood_wait_that_is_forgotten_is_caught(monkeypatch):
    monkeypatch.setattr(
        OutboxTable, "_flood", lambda self, chat, now, wait: self._wait(chat, now, timedelta(seconds=1.1))
    )
    monkeypatch.setattr(Gate, "close", lambda self, chat, seconds: None)
    assert caught("inside a flood wait")


def test_a_request_that_leaves_before_it_is_written_down_is_caught(monkeypatch):
    move = Ledger.move

    def forgetful(self, row, event, now):
        return moves.move(row, event, now) if isinstance(event, moves.Begin) else move(self, row, event, now)

    monkeypatch.setattr(Ledger, "move", forgetful)
    assert caught("with 0 rows sending")


def test_a_queue_that_serves_the_newest_first_is_caught(monkeypatch):
    def newest(rows, now):
        ready = [row for row in rows if row.state in (State.PENDING, State.IN_DOUBT) and row.due <= now]
        return max(ready, key=lambda row: row.seq, default=None)

    monkeypatch.setattr(queue, "_head", newest)
    assert caught("out of order")


@pytest.mark.parametrize("lost", [1, 2])
def test_a_cursor_that_runs_ahead_of_its_chunk_is_caught(monkeypatch, lost):
    insert = FanOut._insert

    def short(self, alert, kind, about, places, now):
        (chat, thread), last = places
        after = (chat + lost, thread) if chat > -(2**62) else (chat, thread)
        return insert(self, alert, kind, about, (after, last), now)

    monkeypatch.setattr(FanOut, "_insert", short)
    assert caught("deliveries for")
