"""/why and explain tell what was in a feed when it was first polled from what was alerted. Decided by the real desk."""

import json
from datetime import timedelta

import pytest

from bot.chat.commands import Commands
from bot.chat.pages.plain import plain
from bot.chat.requests import Request
from bot.core.detect.decide import Detector
from bot.core.model import ChatId, Reason, Report, ReportId, SourceId
from bot.jobs.desk import Arrival, Desk, known, store_filed
from bot.jobs.explain import explain
from storage.store import Store
from tests.core.detect.test_decide import START, TOPIC, WEIGHTS

SMALL, GREAT = "Maro's envoy meets Selm for truce talks, colour", "Maro's envoy meets Selm for truce talks"
SEEDED = "already in the feed when it was first polled"
OF_A_SEED = "a further outlet reports what was in a feed when it was first polled, not alerted"
OF_AN_ALERT = "a further outlet reports a development already alerted"


class Room:
    """A desk that files what outlets report, over a store, and what is said of it."""

    def __init__(self, store):
        self.store, self.desk, self.minute = store, Desk([Detector(TOPIC, WEIGHTS)]), 0
        self.commands = Commands(store=store, topics=(TOPIC,), sources=(), clock=lambda: START + timedelta(hours=2))

    def hears(self, outlet, headline, *, seeding=False):
        self.minute += 1
        now = START + timedelta(minutes=self.minute)
        report = Report(
            id=ReportId(f"r-{outlet}"), source=SourceId(outlet), outlet=outlet, family=outlet, language="en",
            headline=headline, summary="", link=f"https://{outlet}.example/1", published=now, seen=now,
        )  # fmt: skip
        arrival = Arrival(report=report, aliases=(f"alias-{outlet}",), seeding=seeding)

        def file(tables):
            (filed,) = self.desk.file([arrival], known(tables, [arrival]), now)
            store_filed(tables, filed, now, self.desk.announcer)
            return filed.decisions[0].reason

        return self.store.write_now(file)

    async def why(self):
        answer = await self.commands.answer("why", Request(chat=ChatId(5), asker=5))
        return plain(answer.html)

    def explained(self, outlet):
        found = json.loads(self.store.read_now(lambda tables: explain(tables, f"r-{outlet}")))
        return [one["in_words"] for one in found["decisions"]]


@pytest.fixture
def room(tmp_path):
    store = Store.open(tmp_path / "a.db")
    yield Room(store)
    store.close()


def filed_as(text):
    """The reports of /why by outlet, with what they were filed as."""
    reports = text.split("\n\n")
    return {
        part.split(". ", 1)[1].split(" · ")[0]: next((one for one in part.splitlines() if one.startswith("Filed")), "")
        for part in reports
        if part[:1].isdigit()
    }


async def test_what_came_with_the_first_poll_was_not_alerted_and_is_said_not_to_be(room):
    assert room.hears("lamp", SMALL, seeding=True) is Reason.SEED
    assert room.hears("drum", SMALL, seeding=True) is Reason.CORROBORATION
    assert await room.why() == "No alert yet."
    assert room.hears("horn", GREAT) is Reason.NEW_DEVELOPMENT
    assert room.hears("bell", GREAT) is Reason.CORROBORATION
    text = await room.why()
    raised = "raises the importance of what was in a feed when it was first polled, not alerted before"
    assert f"{raised} (new_development)" in text
    assert filed_as(text) == {
        "lamp": f"Filed as: {SEEDED}", "drum": f"Filed as: {OF_A_SEED}", "horn": f"Filed as: {raised}",
        "bell": f"Filed as: {OF_AN_ALERT}",
    }  # fmt: skip
    assert [room.explained(one) for one in ("lamp", "drum", "horn", "bell")] == [
        [SEEDED], [OF_A_SEED], [raised], [OF_AN_ALERT],
    ]  # fmt: skip


async def test_what_was_alerted_low_and_then_high_is_said_to_be(room):
    assert room.hears("lamp", SMALL) is Reason.NEW_DEVELOPMENT
    assert room.hears("horn", GREAT) is Reason.NEW_DEVELOPMENT
    raised = "raises the importance of a development alerted before at a lower one"
    text = await room.why()
    assert "first report of a development not alerted before (new_development)" in text
    assert filed_as(text) == {"lamp": "", "horn": f"Filed as: {raised}"}


async def test_what_is_alerted_from_the_start_is_said_as_before(room):
    room.hears("lamp", GREAT)
    room.hears("horn", GREAT)
    text = await room.why()
    assert "first report of a development not alerted before (new_development)" in text
    assert filed_as(text) == {"lamp": "", "horn": f"Filed as: {OF_AN_ALERT}"}
