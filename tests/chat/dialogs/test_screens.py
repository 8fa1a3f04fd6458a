"""The screens of /settings in each language: words agree with what they are said of."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.chat.dialogs.changes import Given
from bot.chat.dialogs.screens import Screens
from bot.chat.languages import words
from bot.core.model import ChatId, Subscription, SubscriptionKey, TopicId

NOON = datetime(2023, 11, 21, 12, tzinfo=UTC)
ONE = Subscription(key=SubscriptionKey(chat=ChatId(7), thread=0, topic=TopicId("t")), since=NOON)
GIVEN = Given(outlets={"harbour": "The Harbour Post"}, languages=("en", "fr"), now=NOON)


@pytest.mark.parametrize(
    ("code", "lines"),
    [("en", ("Outlets: all", "Languages of headlines: all", "Sound: on", "Quiet hours: off")),
     ("fr", ("Médias : tous", "Langues des titres : toutes", "Son : activé", "Heures calmes : aucune")),
     ("ar", ("وسائل الإعلام: كلها", "لغات العناوين: كلها", "الصوت: مفعّل", "ساعات الهدوء: لا توجد"))],
)  # fmt: skip
def test_what_is_not_set_is_said_in_words_that_agree(code, lines):
    shown = Screens(words(code), ONE, "Delta talks", GIVEN).everything().html
    plain = [line.strip("\u200f").replace("\u2068", "").replace("\u2069", "") for line in shown.splitlines()]
    assert [line for line in lines if line not in plain] == []


def test_sound_that_is_off_says_so():
    shown = Screens(words("fr"), replace(ONE, silent=True), "Delta talks", GIVEN).everything().html
    assert "Son : désactivé" in shown
