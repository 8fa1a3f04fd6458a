"""Who subscribed before languages were kept is offered theirs, once and in private; nobody is switched unasked."""

import pytest

from bot.core.model import ChatId, SubscriptionKey
from tests.acceptance.people.stage import TOPIC, Stage

OFFERED = {"fr": "Les préférez-vous dans cette langue", "ar": "هل تفضّلها بهذه اللغة"}


@pytest.fixture
async def stage(tmp_path):
    async with Stage(tmp_path) as up:
        up.record("River Front offers to free ten captives")
        yield up
        await up.settled()
        assert not up.api.calls.violations


def subscribed_long_ago(stage, chat):
    """As the store has them from before languages were kept."""
    key = SubscriptionKey(chat=ChatId(chat.id), thread=0, topic=TOPIC.id)
    stage.store.write_now(lambda tables: tables.subscriptions.subscribe(key, stage.now))


def language(stage, chat):
    return stage.store.read_now(lambda tables: tables.talks.language(ChatId(chat.id)))


def person(stage, code):
    user = stage.api.user("Olive", language=code)
    chat = stage.api.private(user)
    subscribed_long_ago(stage, chat)
    return user, chat


@pytest.mark.parametrize(("code", "answer", "name"), [("fr", "Trêve", "Français"), ("ar", "الهدنة", "العربية")])
async def test_it_is_offered_below_the_next_answer_once_and_a_tap_takes_it(stage, code, answer, name):
    user, chat = person(stage, code)
    said = await stage.says(user, chat, "/status")
    assert answer in said.text
    assert OFFERED[code] in said.text.splitlines()[-1]
    assert language(stage, chat) is None
    before = said.text
    assert name in await stage.taps(user, said, name)
    assert said.text == before
    assert language(stage, chat) == code
    assert OFFERED[code] not in (await stage.says(user, chat, "/latest")).text


async def test_who_does_not_take_it_is_not_asked_again_and_stays_with_english(stage):
    user, chat = person(stage, "fr")
    assert OFFERED["fr"] in (await stage.says(user, chat, "/settings")).text
    for command in ("/status", "/latest", "/settings"):
        assert OFFERED["fr"] not in (await stage.says(user, chat, command)).text
    assert language(stage, chat) is None


async def test_it_waits_for_an_answer_that_it_does_not_disturb(stage):
    user, chat = person(stage, "fr")
    for command in ("/language", "/forget", "/export"):
        assert OFFERED["fr"] not in ((await stage.says(user, chat, command)).text or "")
    assert OFFERED["fr"] in (await stage.says(user, chat, "/status")).text


@pytest.mark.parametrize("code", ["en", "de", ""])
async def test_nobody_is_offered_english_or_what_we_do_not_speak(stage, code):
    user, chat = person(stage, code)
    before = await stage.says(user, chat, "/status")
    assert before.rows[-1][0]["text"] == "Refresh"


async def test_who_chose_who_is_not_subscribed_and_groups_are_not_asked(stage):
    user, chat = person(stage, "fr")
    stage.store.write_now(lambda tables: tables.talks.set_language(ChatId(chat.id), "en", stage.now))
    assert "Truce" in (await stage.says(user, chat, "/status")).text

    other = stage.api.user("Ada", language="fr")
    private = stage.api.private(other)
    assert OFFERED["fr"] not in (await stage.says(other, private, "/status")).text

    group = stage.api.group("Newsroom", creator=other)
    subscribed_long_ago(stage, group)
    assert OFFERED["fr"] not in (await stage.says(other, group, "/status")).text
