"""Inline mode: developments to share in any chat, attributed; and the languages people are answered in."""

from datetime import timedelta

import pytest

from bot.chat import catalogues
from bot.chat.house import short
from bot.chat.wire.seals import Seals


async def asks(stage, text, **who):
    user = stage.api.user("Ada", **who)
    asked = await user.asks_inline(text)
    await asked.wait()
    return asked


async def test_developments_that_match_are_offered_newest_first_and_attributed(stage):

    stage.record("River Front offers to free ten captives", summary="The River Front said so.", ago=timedelta(hours=3))
    stage.record("Hill Council names captives", "lantern", ago=timedelta(hours=1))
    stage.record("Lagoon sends envoys")
    asked = await asks(stage, "captives")
    assert [one["title"] for one in asked.results] == [
        "Hill Council names captives",
        "River Front offers to free ten captives",
    ]
    shared = asked.results[1]["input_message_content"]["message_text"]
    assert "The Harbour Post" in shared
    assert "“River Front offers to free ten captives”" in shared
    assert "harbour.example" in shared


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
@pytest.mark.parametrize("words", [1, 12, 40])
async def test_a_description_tells_who_says_so_and_holds_no_address_whole_or_cut(stage, language, words):
    """The title has the headline, the message that is shared has the link."""
    stage.record("River Front offers to free ten captives" + " and keeps its word" * words)
    one = (await asks(stage, "captives", language=language)).results[0]
    told = one["description"]
    assert "http" not in told
    assert "harbour.example" not in told
    assert "River Front offers" not in told
    assert told.lstrip("\u200f\u2068").startswith("The Harbour Post")
    assert len(told) <= 300
    assert "harbour.example" in one["input_message_content"]["message_text"]
    assert len(one["title"]) <= 200
    assert one["title"].endswith(("captives", "word", "keeps", "its", "and", "…"))


async def test_without_words_the_latest_are_offered(stage):
    for number in range(30):
        stage.record(f"Hill Council names {number} captives")
    assert len((await asks(stage, "")).results) == 20


async def test_what_is_offered_in_a_persons_language_is_offered_to_nobody_else(stage):
    """Telegram keeps an answer and gives it to whoever asks the same, unless it is told not to."""
    stage.record("River Front offers to free ten captives")
    await asks(stage, "captives", language="ar")
    assert stage.api.calls.of("answerInlineQuery")[-1]["params"].get("is_personal") in ("true", "True", True)


@pytest.mark.parametrize(
    ("text", "notice"),
    [("nothing like this", "No development matches"), ("(", "These words cannot be read as a filter")],
)
async def test_nothing_to_offer_says_why(stage, text, notice):
    stage.record("River Front offers to free ten captives")
    asked = await asks(stage, text)
    assert asked.results == []
    assert notice in str(stage.api.calls.of("answerInlineQuery")[-1]["params"]["button"])


async def test_an_inline_query_that_is_too_old_is_let_go(stage):
    user = stage.api.user("Ada")
    asked = await user.asks_inline("captives")
    asked.expire()
    await stage.settled()
    assert "one alert" in (await stage.says(user, stage.api.private(user), "/start")).text


async def test_people_are_answered_in_the_language_of_their_telegram(stage):
    stage.record("River Front offers to free ten captives")
    amal = stage.api.user("Amal", language="ar")
    chat = stage.api.private(amal)
    welcome = await stage.says(amal, chat, "/start")
    assert welcome.text.startswith("\u200f")
    assert "يرسل" in welcome.text
    await stage.taps(amal, welcome, "استقبال التنبيهات")
    assert "“River Front offers to free ten captives”" in welcome.text
    assert stage.subscription(chat.id)


async def test_a_language_can_be_chosen_and_stays(stage):
    ada = stage.api.user("Ada", language="en")
    chat = stage.api.private(ada)
    screen = await stage.says(ada, chat, "/language")
    assert screen.buttons == ["English", "العربية", "Français"]
    assert await stage.taps(ada, screen, "Français") == "Désormais je réponds dans cette langue : Français."
    assert "envoie une alerte" in screen.text
    assert "Abonné à" in (await stage.says(ada, chat, "/subscribe")).text
    assert "There are these languages" not in (await stage.says(ada, chat, "/language xx")).text
    assert "English" not in (await stage.says(ada, chat, "/settings")).text


@pytest.mark.parametrize("language", ["ar", "fr"])
async def test_no_english_is_left_on_the_screens_of_another_language(stage, language):
    english = {one for message in catalogues.template() if message.id
               for one in ([message.id] if isinstance(message.id, str) else message.id)
               if "{" not in one and len(one) > 12}  # fmt: skip
    ada = stage.api.user("Ada", language=language)
    chat = stage.api.private(ada)
    seen = [await stage.says(ada, chat, "/subscribe")]
    names = ("settings", "filter", "pause", "privacy", "forget", "language", "channel", "help")
    seen += [await stage.says(ada, chat, f"/{name}") for name in names]
    for screen in ("filters", "outlets", "languages", "minimum", "digest", "quiet", "zone", "end"):
        action = Seals(stage.api.token).close(chat.id, f"see:{short('delta-truce')}:{screen}")
        await ada.sends_callback(seen[1], action)
        await stage.settled()
        for text in [seen[1].html, *seen[1].buttons]:
            assert not [one for one in english if one in text], screen
    for message in seen:
        for text in [message.html, *message.buttons]:
            assert not [one for one in english if one in text], message.text


async def test_menus_and_descriptions_speak_every_language(stage):
    await stage.publish_menu()
    assert stage.api.commands("all_private_chats", "fr")["pause"] == "pas d’alertes pendant un moment"
    assert stage.api.commands("all_group_chats", "ar")["status"]
    described = {one["params"].get("language_code") for one in stage.api.calls.of("setMyShortDescription")}
    assert described == {None, "ar", "fr"}
