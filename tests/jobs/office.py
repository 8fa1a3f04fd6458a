"""A desk that files reports as a test says, one chat that is subscribed, and what it is told."""

from datetime import UTC, datetime, timedelta

from bot.clock import VirtualClock
from bot.core.intake.edits import Edit
from bot.core.model import (
    ChatId,
    Decision,
    DevelopmentId,
    Report,
    ReportId,
    SourceId,
    StorylineId,
    SubscriptionKey,
    Topic,
    TopicId,
)
from bot.jobs.announce import Announcer
from bot.jobs.deliver import Deliverer
from bot.jobs.desk import Filed, store_filed
from tests.jobs.postroom import Chat

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
TOPIC = Topic(id=TopicId("t"), name="Lake talks", terms=("truce",), places=(), actors=())
ANNOUNCER = Announcer([TOPIC])
CHAT = ChatId(7)


class Office:
    """A store, a chat that is subscribed, and a clock."""

    def __init__(self, store):
        self.store = store
        self.clock = VirtualClock(NOW)
        self.chat = Chat()
        self.deliverer = Deliverer(store=store, sender=self.chat, compose=ANNOUNCER.content, clock=self.clock)
        key = SubscriptionKey(chat=CHAT, thread=0, topic=TOPIC.id)
        store.write_now(lambda tables: tables.subscriptions.subscribe(key, NOW))

    async def files(self, reason, *, name="r1", outlet="The Ledger", headline="Osk says talks resume", version=1,
                    development="d", edit=Edit.NEW, storyline="s", **more):  # fmt: skip
        """File a version of a report, and deliver what is due."""
        now = self.clock()
        report = Report(
            id=ReportId(name), source=SourceId(outlet), outlet=outlet, family=outlet, headline=headline,
            language=more.pop("language", "en"), summary=more.pop("summary", ""), link=f"https://{name}.example/", published=now, seen=now, version=version,
        )  # fmt: skip
        decision = Decision(
            report=report.id, version=version, topic=TOPIC.id, reason=reason, at=now, importance=2,
            development=DevelopmentId(development) if development else None,
            storyline=StorylineId(storyline) if development else None, **more,
        )  # fmt: skip
        filed = Filed(report=report, aliases=(), decisions=(decision,), edit=edit)
        made = self.store.write_now(lambda tables: store_filed(tables, filed, now, ANNOUNCER))
        await self.deliverer.drain()
        return made

    async def passes(self, **time):
        self.clock.turn_to(self.clock() + timedelta(**time))
        await self.deliverer.drain()

    @property
    def sent(self):
        """The messages that were sent."""
        return self.chat.messages

    @property
    def edited(self):
        """The number and the new content of each message that was edited."""
        return [(number, message.content) for _, number, message in self.chat.edited]

    def ledger(self, kind):
        return [one for one in self.store.read_now(lambda tables: tables.outbox.all()) if one.kind is kind]
