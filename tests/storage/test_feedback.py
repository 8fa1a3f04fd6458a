from datetime import UTC, datetime

from bot.core.model import Alert, AlertId, ChatId, DevelopmentId, Reason, ReportId, StorylineId, TopicId
from storage.feedback import Verdict, voter

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
CHAT = ChatId(-7)
ALERT = Alert(
    id=AlertId("a"), topic=TopicId("t"), development=DevelopmentId("d"), storyline=StorylineId("s"),
    reason=Reason.NEW_DEVELOPMENT, importance=2, report=ReportId("r"), version=3, created_at=NOW,
)  # fmt: skip


def give(store, asker, verdict):
    store.write_now(lambda tables: tables.feedback.give(ALERT, CHAT, voter(CHAT, asker), verdict, NOW))


def test_everybody_has_one_word_and_the_last_counts(store):
    give(store, 1, Verdict.GOOD)
    give(store, 2, Verdict.GOOD)
    give(store, 1, Verdict.WRONG)
    found = store.read_now(lambda tables: tables.feedback.all())
    assert sorted(one.verdict for one in found) == ["good", "wrong"]
    assert {(one.report, one.version, one.development) for one in found} == {("r", 3, "d")}


def test_who_said_it_cannot_be_read_back_and_differs_by_chat(store):
    assert "12345" not in voter(CHAT, 12345)
    assert voter(CHAT, 1) != voter(ChatId(-8), 1)


def test_a_chat_that_is_forgotten_leaves_no_word(store):
    give(store, 1, Verdict.GOOD)
    store.write_now(lambda tables: tables.talks.forget(CHAT))
    assert store.read_now(lambda tables: tables.feedback.all()) == ()
