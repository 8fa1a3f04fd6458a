"""Forum topics that are closed: answers come where they can be seen, alerts end in the ledger with the reason."""

import logging
from datetime import timedelta

import pytest

from bot.core.model import DevelopmentId
from bot.core.people.delivery import State
from tests.acceptance.people.stage import Stage
from tests.botapi import faults

CLOSED = "the topic where you asked"
REMEDY = "once it is open again, or once I am an admin who may manage topics"


@pytest.fixture
async def stage(tmp_path):
    async with Stage(tmp_path) as one:
        one.record("River Front offers to free ten captives")
        yield one
        await one.settled()
        assert not one.api.calls.violations


async def closed_forum(stage, *, language=None, bot="member"):
    ada = stage.api.user("Ada", language=language)
    forum = stage.api.supergroup("Forum <A&B>", creator=ada, forum=True, bot=bot)
    news = stage.api.topic(forum, "News")
    await stage.says(ada, news, "/start")
    await ada.closes_topic(news)
    return ada, forum, news


async def after(stage, forum, doing, messages=2):
    """Do something, and wait for what it brings into the forum: a note and an answer. The messages."""
    before = len(forum.from_bot)
    await doing
    await stage.api.wait_for(lambda: len(forum.from_bot) >= before + messages)
    return forum.from_bot[before:]


async def test_the_answer_comes_in_general_and_says_why_and_to_whom(stage):
    ada, forum, news = await closed_forum(stage)
    note, answer = await after(stage, forum, ada.says(news, "/status"))
    assert note.thread is None
    assert answer.thread is None
    assert f'<a href="tg://user?id={ada.id}">Ada</a>, {CLOSED} is closed' in note.html
    assert REMEDY in note.text
    assert "Truce:" in answer.text
    assert answer.buttons == []
    assert stage.api.private(ada).from_bot == []


async def test_what_was_asked_for_is_done_in_the_topic_all_the_same(stage):
    ada, forum, news = await closed_forum(stage)
    await after(stage, forum, ada.says(news, "/subscribe"))
    assert "Subscribed to Delta truce talks" in forum.last.text
    assert forum.last.buttons == [], "a button would subscribe General"
    assert stage.subscription(forum.id, news.id)
    assert stage.subscription(forum.id, 0) is None


async def asked_for_words(stage):
    """In a topic that was closed meanwhile somebody taps their way to a question; it comes in General."""
    ada, forum, news = await closed_forum(stage)
    await ada.reopens_topic(news)
    screen = await stage.says(ada, news, "/subscribe")
    await ada.closes_topic(news)
    await stage.taps(ada, screen, "Filters")
    _, question = await after(stage, forum, ada.taps(screen, "Add a filter"))
    assert "Which words?" in question.text
    assert question.thread is None
    return ada, forum, news, question


async def test_a_question_is_asked_in_general_and_buttons_wait_for_the_topic(stage):
    ada, forum, news, question = await asked_for_words(stage)
    note, shown = await after(stage, forum, ada.says(forum, "hostages", reply_to=question))
    assert CLOSED in note.text
    assert "hostages" in shown.text
    assert shown.buttons == [], "they would set something for General"
    assert stage.subscription(forum.id, news.id).filters == ()


async def test_a_question_that_came_in_general_goes_on_in_the_topic_once_it_is_open(stage):
    ada, forum, news, question = await asked_for_words(stage)
    await ada.reopens_topic(news)
    (shown,) = await after(stage, forum, ada.says(forum, "captives", reply_to=question), 1)
    assert shown.thread == news.id
    await stage.taps(ada, shown, "Save")
    assert stage.subscription(forum.id, news.id).filters == ("captives",)
    assert stage.subscription(forum.id, 0) is None


async def test_with_general_closed_too_the_answer_comes_in_private(stage):
    ada, forum, news = await closed_forum(stage)
    private = stage.api.private(ada)
    before = len(forum.from_bot)
    stage.api.fail("sendMessage", faults.refused("TOPIC_CLOSED"), chat=forum, times=None)
    await ada.says(news, "/status")
    await stage.api.wait_for(lambda: len(private.from_bot) == 2)
    note, answer = private.from_bot
    assert "The topic where you asked in Forum <A&B> is closed" in note.text
    assert "Truce:" in answer.text
    assert len(forum.from_bot) == before


async def test_an_answer_that_finds_no_way_round_is_in_the_log(stage, caplog):
    bob = stage.api.user("Bob")
    ada, forum, news = await closed_forum(stage)
    stage.api.private(bob, started=False)
    await bob.joins(forum)
    await ada.promotes(forum, bob)
    stage.api.fail("sendMessage", faults.refused("TOPIC_CLOSED"), chat=forum, times=None)
    with caplog.at_level(logging.WARNING, logger="bot.chat.wire.detour"):
        await bob.says(news, "/status")
        await stage.api.wait_for(lambda: caplog.records)
    assert f"no answer to chat {forum.id}, topic {news.id}: the topic is closed" in caplog.text
    assert stage.api.private(bob).from_bot == []


async def test_a_tap_whose_message_may_not_be_edited_any_more_is_answered_in_general(stage):
    ada, forum, news = await closed_forum(stage)
    await ada.reopens_topic(news)
    screen = await stage.says(ada, news, "/status")
    await ada.closes_topic(news)
    stage.api.fail("editMessageText", faults.refused("TOPIC_CLOSED"), chat=forum)
    note, answer = await after(stage, forum, ada.taps(screen, "Deadlines"))
    assert CLOSED in note.text
    assert "none stated that is still open" in answer.text


async def test_an_admin_who_may_manage_topics_answers_in_the_topic(stage):
    ada, _, news = await closed_forum(stage, bot="administrator")
    answer = await stage.says(ada, news, "/status")
    assert answer.thread == news.id
    assert "closed" not in answer.text


@pytest.mark.parametrize(("language", "says"), [("fr", "est fermé"), ("ar", "مغلق")])
async def test_the_note_speaks_the_language_of_the_answer(stage, language, says):
    ada, forum, news = await closed_forum(stage, language=language)
    note, _ = await after(stage, forum, ada.says(news, "/latest"))
    assert says in note.text


async def test_an_alert_to_a_closed_topic_ends_with_the_reason_and_wakes_with_the_topic(stage):
    ada, forum, news = await closed_forum(stage)
    await ada.reopens_topic(news)
    await stage.says(ada, news, "/subscribe")
    await ada.closes_topic(news)
    await stage.settled()
    before = len(forum.from_bot)
    development = stage.record("Hill Council names 4 captives", ago=timedelta(minutes=1))
    stage.store.write_now(lambda tables: announced(tables, development, stage.now))
    await stage.delivers()
    (row,) = stage.store.read_now(lambda tables: tables.outbox.all())
    assert (row.state, row.thread) == (State.DROPPED, news.id)
    assert row.reason.casefold() == "chat_gone: topic_closed"
    assert stage.subscription(forum.id, news.id) is None
    assert len(forum.from_bot) == before
    await ada.reopens_topic(news)
    await stage.api.wait_for(lambda: stage.subscription(forum.id, news.id))


def announced(tables, development: DevelopmentId, now):
    (alert,) = tables.developments.alerts_of(development)
    tables.outbox.fan_out(alert, now)
