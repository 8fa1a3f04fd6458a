"""Mutes and feedback through the commands, over a real store: what a tap with something odd in it does."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.commands import Commands
from bot.chat.requests import Kind, Request
from bot.core.model import (
    ChatId,
    Decision,
    DevelopmentId,
    Reason,
    Report,
    ReportId,
    SourceId,
    StorylineId,
    Topic,
    TopicId,
    alert_for,
)
from storage.store import Store

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
TOPIC = Topic(id=TopicId("t"), name="Lake talks", terms=("truce",), places=(), actors=())
REPORT = Report(
    id=ReportId("r"), source=SourceId("s"), outlet="The Ledger", family="l", language="en",
    headline="Osk says <talks> resume", summary="", link=None, published=NOW, seen=NOW,
)  # fmt: skip
DECISION = Decision(
    report=REPORT.id, version=1, topic=TOPIC.id, reason=Reason.NEW_DEVELOPMENT, at=NOW, importance=2,
    development=DevelopmentId("d"), storyline=StorylineId("s1"),
)  # fmt: skip
ALERT = alert_for(DECISION)


class Bot:
    def __init__(self, store):
        self.store, self.now = store, NOW
        self.commands = Commands(store=store, topics=(TOPIC,), sources=(), clock=lambda: self.now)

    async def taps(self, action, kind=Kind.PRIVATE, asker=5):
        return await self.commands.tap(Request(chat=ChatId(5), asker=asker, kind=kind, arguments=action))

    async def asks(self, name):
        return await self.commands.answer(name, Request(chat=ChatId(5), asker=5))

    def verdicts(self):
        return [one.verdict for one in self.store.read_now(lambda tables: tables.feedback.all())]


@pytest.fixture
def bot(tmp_path):
    store = Store.open(tmp_path / "x.db")
    store.write_now(
        lambda tables: (
            tables.reports.add(REPORT), tables.developments.record(DECISION), tables.developments.add_alert(ALERT)
        )
    )  # fmt: skip
    yield Bot(store)
    store.close()


@pytest.mark.parametrize(
    "action", ["mute:nobody:8", "up:nobody", "down:nobody:off", "why:nobody", "rep:", "lift:nobody"]
)
async def test_an_alert_that_is_not_there_makes_a_button_of_long_ago(bot, action):
    answer = await bot.taps(action)
    assert "out of date" in answer.notice
    assert not answer.html
    assert bot.verdicts() == []


@pytest.mark.parametrize("hours", ["0", "-1", "9999", "x"])
async def test_only_the_times_offered_can_be_muted_for(bot, hours):
    answer = await bot.taps(f"mute:{ALERT.id}:{hours}")
    assert [button.label for button in answer.rows[0]] == ["8 hours", "24 hours", "7 days"]
    assert bot.store.read_now(lambda tables: tables.mutes.of_place(ChatId(5), 0, NOW)) == ()


async def test_muted_lists_headlines_as_text_and_forgets_what_is_over(bot):
    await bot.taps(f"mute:{ALERT.id}:8")
    answer = await bot.asks("muted")
    assert "“Osk says &lt;talks&gt; resume” · until 4 Mar 20:00 UTC" in answer.html
    assert [row[0].action for row in answer.rows] == ["lift:s1"]
    bot.now = NOW + timedelta(hours=9)
    assert "Nothing is muted" in (await bot.asks("muted")).html


async def test_a_thumb_down_counts_before_it_is_explained_and_an_odd_reason_is_none(bot):
    await bot.taps(f"down:{ALERT.id}")
    assert bot.verdicts() == ["bad"]
    await bot.taps(f"down:{ALERT.id}:wrong")
    assert bot.verdicts() == ["wrong"]
    await bot.taps(f"down:{ALERT.id}:because", asker=6)
    assert sorted(bot.verdicts()) == ["bad", "wrong"]


async def test_in_a_channel_nothing_is_asked_in_front_of_everybody(bot):
    answer = await bot.taps(f"down:{ALERT.id}", Kind.CHANNEL)
    assert (answer.html, answer.notice) == ("", "Noted, thank you.")
    assert (await bot.taps(f"why:{ALERT.id}", Kind.CHANNEL)).html == ""
    assert (await bot.taps(f"rep:{ALERT.id}", Kind.CHANNEL)).notice == "The Ledger"
