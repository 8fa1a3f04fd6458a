from datetime import UTC, datetime, timedelta

from bot.core.model import AlertId, ChatId, StorylineId, TopicId
from storage.mutes import Mute

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
CHAT, LINE = ChatId(7), StorylineId("s")


def mute(chat=CHAT, thread=0, hours=8, since=NOW, line=LINE):
    return Mute(
        chat=chat, thread=thread, storyline=line, topic=TopicId("t"), alert=AlertId("a"), since=since,
        until=since + timedelta(hours=hours),
    )  # fmt: skip


def test_a_mute_holds_for_its_place_and_its_time(store):
    store.write_now(lambda tables: tables.mutes.mute(mute()))
    moments = (NOW, NOW + timedelta(hours=7), NOW + timedelta(hours=8))
    assert [store.read_now(lambda tables, at=at: tables.mutes.muted(CHAT, 0, LINE, at)) for at in moments] == [
        True, True, False,
    ]  # fmt: skip
    assert not store.read_now(lambda tables: tables.mutes.muted(ChatId(8), 0, LINE, NOW))
    assert not store.read_now(lambda tables: tables.mutes.muted(CHAT, 3, LINE, NOW))


def test_muted_again_it_gets_the_new_end_and_what_is_over_is_forgotten(store):
    store.write_now(lambda tables: tables.mutes.mute(mute()))
    store.write_now(lambda tables: tables.mutes.mute(mute(hours=24)))
    later = NOW + timedelta(hours=25)
    store.write_now(lambda tables: tables.mutes.mute(mute(line=StorylineId("other"), since=later)))
    found = store.read_now(lambda tables: tables.mutes.of_place(CHAT, 0, NOW))
    assert [one.storyline for one in found] == ["other"]


def test_a_lifted_mute_is_gone_and_lifting_tells(store):
    store.write_now(lambda tables: tables.mutes.mute(mute()))
    assert store.write_now(lambda tables: tables.mutes.lift(CHAT, 0, LINE))
    assert not store.write_now(lambda tables: tables.mutes.lift(CHAT, 0, LINE))
    assert store.read_now(lambda tables: tables.mutes.of_place(CHAT, 0, NOW)) == ()


def test_a_chat_that_is_forgotten_leaves_no_mute(store):
    store.write_now(lambda tables: tables.mutes.mute(mute()))
    store.write_now(lambda tables: tables.talks.forget(CHAT))
    assert store.read_now(lambda tables: tables.mutes.of_place(CHAT, 0, NOW)) == ()
