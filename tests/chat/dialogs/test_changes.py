"""Settings as typed: what each takes, in the forms people write, and what it refuses with a hint."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.chat.dialogs.changes import SETTINGS, Given, RefusedError, change
from bot.core.model import ChatId, Subscription, SubscriptionKey, TopicId

NOON = datetime(2023, 11, 21, 12, tzinfo=UTC)
ONE = Subscription(key=SubscriptionKey(chat=ChatId(7), thread=0, topic=TopicId("t")), since=NOON)
GIVEN = Given(
    outlets={"harbour": "The Harbour Post", "lantern": "Lantern Wire / Lantern Live"}, languages=("en", "fr"), now=NOON
)

TAKEN = [
    ("level", "important", {"level": 1}),
    ("level", "2", {"level": 2}),
    ("level", "Everything", {"level": 3}),
    ("outlets", "+harbour", {"outlets_in": frozenset({"harbour"})}),
    (
        "outlets",
        "+The Harbour Post, -lantern live",
        {"outlets_in": frozenset({"harbour"}), "outlets_out": frozenset({"lantern"})},
    ),
    ("outlets", "all", {}),
    ("languages", "en, fr", {"languages": frozenset({"en", "fr"})}),
    ("languages", "all", {}),
    ("minimum", "3", {"least_outlets": 3}),
    ("digest", "hourly", {"digest": "hourly"}),
    ("digest", "8", {"digest": time(8)}),
    ("digest", "daily 18:30", {"digest": time(18, 30)}),
    ("digest", "off", {}),
    ("sound", "off", {"silent": True}),
    ("sound", "on", {}),
    ("quiet", "23:00-07:00", {"quiet": (time(23), time(7))}),
    ("quiet", "23 – 7", {"quiet": (time(23), time(7))}),
    ("quiet", "22.30 to 6h15", {"quiet": (time(22, 30), time(6, 15))}),
    ("quiet", "off", {}),
    ("zone", "europe/paris", {"zone": "Europe/Paris"}),
    ("pause", "1h", {"paused_until": NOON + timedelta(hours=1)}),
    ("pause", "720", {"paused_until": NOON + timedelta(days=30)}),
    ("pause", "tomorrow", {"paused_until": NOON + timedelta(hours=20)}),
    ("pause", "off", {}),
]
REFUSED = [
    ("level", "4"), ("level", ""), ("outlets", "+nobody"), ("outlets", ""), ("outlets", "+"), ("languages", "xx"), ("languages", ""),
    ("minimum", "0"), ("minimum", "6"), ("minimum", "²"), ("minimum", "one"), ("digest", "24:00"), ("digest", "7:60"),
    ("digest", "often"), ("sound", ""), ("quiet", "8"), ("quiet", "8-8"), ("quiet", "08:00-8"), ("quiet", "25:00-07:00"),
    ("zone", "Paris"), ("zone", ""), ("pause", "0h"), ("pause", "721h"), ("pause", "-1h"), ("pause", "a while"),
    ("colour", "red"), ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "changes"), TAKEN)
def test_what_is_taken(name, value, changes):
    assert change(ONE, name, value, GIVEN) == replace(ONE, **changes)


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_what_is_refused_with_a_hint(name, value):
    with pytest.raises(RefusedError) as caught:
        change(ONE, name, value, GIVEN)
    assert str(caught.value)


def test_every_setting_is_tried_both_ways():
    assert {name for name, _, _ in TAKEN} == set(SETTINGS)
    assert {name for name, _ in REFUSED} >= set(SETTINGS)


def test_an_outlet_named_without_a_sign_is_as_all_the_others_again():
    chosen = change(ONE, "outlets", "+harbour, -lantern", GIVEN)
    assert change(chosen, "outlets", "harbour, lantern", GIVEN) == ONE


def test_a_second_choice_replaces_the_first():
    assert change(change(ONE, "outlets", "+harbour", GIVEN), "outlets", "-harbour", GIVEN) == replace(
        ONE, outlets_out=frozenset({"harbour"})
    )
