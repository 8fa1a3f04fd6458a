"""Operators are told of a blind feed and of a queue that grows, once a day for each cause, also after a restart."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.languages import words
from bot.chat.pages.opspage import troubles
from bot.chat.pages.plain import plain
from bot.core.model import Source, SourceId
from bot.errors import UnreachableError
from bot.jobs.watch import Watch
from storage.feeds import FeedNote
from storage.store import Store

START = datetime(2023, 11, 21, 12, tzinfo=UTC)
SOURCES = tuple(
    Source(id=SourceId(one), outlet=f"The {one}", url=f"https://{one}.example/", language="en", family=one)
    for one in ("harbour", "lantern")
)


class Scene:
    def __init__(self, path):
        self.store = Store.open(path)
        self.now = START
        self.told, self.to = [], []
        self.operators, self.away, self.strangers = (17,), set(), set()
        self.restart()

    def restart(self):
        self.watch = Watch(
            store=self.store, sources=SOURCES, clock=lambda: self.now, tell=self.tell, operators=self.operators
        )

    async def tell(self, operator, found):
        if operator in self.away:
            raise UnreachableError("away")
        if operator in self.strangers:
            return False
        self.told.append(plain(troubles(found, words("en"))))
        self.to.append(operator)
        return True

    def blind(self, source, *, yes=True):
        def write(tables):
            state = tables.feeds.state(SourceId(source))
            failing = START - timedelta(hours=7) if yes else None
            changed = replace(
                state, failures=30 if yes else 0, problem="timeout" if yes else None, failing_since=failing,
                attempted_at=self.now, succeeded_at=START - timedelta(days=1) if yes else self.now,
            )  # fmt: skip
            assert changed.blind is yes
            tables.feeds.save(changed)

        self.store.write_now(write)

    def queue(self, number, *, due):
        def write(tables):
            for one in range(number):
                tables.ops._connection.execute(
                    """INSERT INTO deliveries (alert, chat, thread, kind, topic, importance, storyline, priority, state,
                    created_at, changed_at, due_at, expires_at) VALUES (?, 1, 0, 'alert', 't', 2, 's', 3, 'pending', 1, 1, ?, 1)""",
                    (str(one), int(due.timestamp() * 1000)),
                )

        self.store.write_now(write)

    def note(self, kind, text):
        note = FeedNote(at=self.now, source=SourceId("harbour"), kind=kind, text=text)
        self.store.write_now(lambda tables: tables.feeds.add_note(note))

    def unreadable(self, alert, *, chats):
        def write(tables):
            for chat in range(chats):
                tables.ops._connection.execute(
                    "INSERT OR IGNORE INTO unparsable (alert, chat, detail, at) VALUES (?, ?, ?, ?)",
                    (alert, chat, "can't parse entities", int(self.now.timestamp() * 1000)),
                )

        self.store.write_now(write)

    async def later(self, **ahead):
        self.now += timedelta(**ahead)
        return await self.watch.look()


@pytest.fixture
def scene(tmp_path):
    one = Scene(tmp_path / "bot.db")
    yield one
    one.store.close()


async def test_nothing_is_told_while_all_is_well(scene):
    assert await scene.later(minutes=2) == 0
    assert scene.told == []


async def test_a_blind_feed_is_told_once_a_day_and_names_outlet_and_reason(scene):
    scene.blind("harbour")
    assert await scene.later(minutes=2) == 1
    assert "The harbour (harbour) is blind" in scene.told[0]
    assert "timeout" in scene.told[0]
    for _ in range(5):
        assert await scene.later(hours=4) == 0
    assert await scene.later(hours=4) == 1


async def test_a_feed_that_fails_for_a_while_only_is_not_told(scene):
    scene.now = START - timedelta(hours=5)
    scene.blind("harbour")
    assert await scene.later(minutes=2) == 0
    assert await scene.later(hours=2) == 1


async def test_another_feed_is_another_cause_and_both_at_once_are_one_message(scene):
    scene.blind("harbour")
    assert await scene.later(minutes=2) == 1
    scene.blind("lantern")
    assert await scene.later(minutes=2) == 1
    scene.now += timedelta(days=2)
    assert await scene.later(minutes=2) == 2
    assert len(scene.told) == 3
    assert len(scene.told[-1].splitlines()) == 2


async def test_a_restart_does_not_tell_again(scene):
    scene.blind("harbour")
    await scene.later(minutes=2)
    scene.restart()
    assert await scene.later(minutes=2) == 0


async def test_a_long_queue_and_an_old_one_are_told(scene):
    scene.queue(3, due=START - timedelta(minutes=30))
    assert await scene.later(minutes=2) == 1
    assert scene.told == ["The queue grows: 3 wait, the oldest for 32 min"]


async def test_a_short_and_young_queue_is_not(scene):
    scene.queue(3, due=START)
    assert await scene.later(minutes=2) == 0


@pytest.mark.parametrize("kind", ["retired", "moved", "asks_to_move", "rekeyed"])
async def test_a_note_that_asks_for_a_person_is_told_once(scene, kind):
    scene.note(kind, "The harbour (harbour): see to it")
    assert await scene.later(minutes=2) == 1
    assert scene.told == ["The harbour (harbour): see to it"]
    for _ in range(6):
        assert await scene.later(hours=8) == 0
    scene.note(kind, "The harbour (harbour): again")
    assert await scene.later(minutes=2) == 1


async def test_a_second_note_of_a_cause_within_the_day_is_told_when_the_day_is_over(scene):
    scene.note("moved", "first")
    await scene.later(minutes=2)
    scene.now += timedelta(hours=5)
    scene.note("moved", "second")
    assert await scene.later(minutes=2) == 0
    assert await scene.later(hours=20) == 1
    assert scene.told == ["first", "second"]


async def test_an_address_without_end_does_not_make_the_message_too_long(scene):
    scene.note("moved", "moved to https://harbour.example/" + "a" * 5000)
    await scene.later(minutes=2)
    assert len(scene.told[0]) == 250
    assert scene.told[0].endswith("…")


async def test_a_note_that_asks_for_nobody_is_not_told(scene):
    scene.note("overflow", "may have missed reports")
    assert await scene.later(minutes=2) == 0


async def test_an_alert_in_quarantine_is_told_once_with_telegrams_words(scene):
    scene.unreadable("a1", chats=2)
    assert await scene.later(minutes=2) == 0
    scene.unreadable("a1", chats=3)
    assert await scene.later(minutes=2) == 1
    assert scene.told == ["Alert a1 is quarantined, Telegram could not read it in three chats: can't parse entities"]
    for _ in range(6):
        assert await scene.later(hours=8) == 0


async def test_it_looks_at_most_once_a_minute(scene):
    await scene.later(minutes=2)
    scene.blind("harbour")
    assert await scene.later(seconds=10) == 0
    assert await scene.later(seconds=60) == 1


async def test_an_operator_for_whom_telegram_was_away_is_told_later_and_the_others_not_again(scene):
    scene.operators, scene.away = (17, 18, 19), {18}
    scene.restart()
    scene.blind("harbour")
    assert await scene.later(minutes=2) == 2
    assert scene.to == [17, 19]
    assert await scene.later(minutes=2) == 0
    scene.away.clear()
    scene.restart()
    assert await scene.later(minutes=2) == 1
    assert scene.to == [17, 19, 18]
    assert await scene.later(minutes=2) == 0


async def test_an_operator_who_does_not_let_us_in_is_tried_again_every_hour_and_it_is_on_record(scene):
    scene.operators, scene.strangers = (17, 18), {18}
    scene.restart()
    scene.blind("harbour")
    assert await scene.later(minutes=2) == 1
    rows = scene.store.read_now(lambda tables: tables.ops._connection.execute("SELECT * FROM told").fetchall())
    assert [(row["chat"], row["cause"], row["outcome"]) for row in rows] == [
        (17, "blind:harbour", "told"), (18, "blind:harbour", "refused"),
    ]  # fmt: skip
    scene.strangers.clear()
    assert await scene.later(minutes=50) == 0
    assert await scene.later(minutes=10) == 1
    assert scene.to == [17, 18]


async def test_where_there_are_no_operators_the_log_is_told_once_a_day(scene, caplog):
    scene.operators = ()
    scene.restart()
    scene.blind("harbour")
    for _ in range(5):
        await scene.later(hours=4)
    assert caplog.text.count("the log was told: blind:harbour") == 1
    assert "operator" not in caplog.text
    assert scene.told == []


async def test_what_could_not_be_told_before_the_process_ended_is_due_after_it(scene):
    async def dies(operator, found):
        raise KeyboardInterrupt

    scene.blind("harbour")
    scene.now += timedelta(minutes=2)
    watch = Watch(store=scene.store, sources=SOURCES, clock=lambda: scene.now, tell=dies, operators=(17,))
    with pytest.raises(KeyboardInterrupt):
        await watch.look()
    assert await scene.later(minutes=2) == 1
