"""Settings: wanted now, later or never, and when a subscription rests, through every change of clocks."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.model import ChatId, ReportId, Subscription, SubscriptionKey, TopicId
from bot.core.people.filters import subject
from bot.core.people.settings import (
    AlertSubject,
    Declined,
    Held,
    Voice,
    Wants,
    in_quiet,
    known_zone,
    lead_for,
    next_digest,
    next_waking,
    rests_until,
    tomorrow,
    wants,
)

NOON = datetime(2023, 11, 21, 12, tzinfo=UTC)
KEY = SubscriptionKey(chat=ChatId(7), thread=0, topic=TopicId("t"))
PLAIN = Subscription(key=KEY, since=NOON)
HARBOUR, LANTERN = Voice(family="harbour", language="en-GB"), Voice(family="lantern", language="fr")


def alert(*voices, importance=2, text="Captives may leave Doha"):
    return AlertSubject(importance=importance, voices=voices or (HARBOUR,), subject=subject(text))


@pytest.mark.parametrize(
    ("settings", "lead"),
    [
        ({}, None),
        ({"outlets_out": frozenset({"lantern"})}, None),
        ({"outlets_out": frozenset({"harbour"})}, "r2"),
        ({"outlets_in": frozenset({"vigie"})}, "r3"),
        ({"languages": frozenset({"fr"})}, "r2"),
        ({"languages": frozenset({"ar"})}, None),
        ({"languages": frozenset({"fr"}), "outlets_out": frozenset({"lantern"})}, "r3"),
    ],
)
def test_the_first_report_that_counts_leads_where_the_alerts_own_does_not(settings, lead):
    told = tuple(
        Voice(family=family, language=language, report=ReportId(name))
        for family, language, name in (("harbour", "en", "r1"), ("lantern", "fr", "r2"), ("vigie", "fr", "r3"))
    )
    assert lead_for(replace(PLAIN, **settings), told) == lead


def local(text, zone):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("settings", "told", "verdict"),
    [
        ({}, alert(), Wants()),
        ({"silent": True}, alert(), Wants(silent=True)),
        ({"level": 1}, alert(), Declined(why="level")),
        ({"level": 3}, alert(importance=3), Wants()),
        ({"filters": ("doha",)}, alert(), Wants()),
        ({"filters": ("cairo", "captives")}, alert(), Wants()),
        ({"filters": ("cairo",)}, alert(), Declined(why="filter")),
        ({"filters": ("(((",)}, alert(), Declined(why="filter")),
        ({"outlets_out": frozenset({"harbour"})}, alert(), Held(until=None, why="outlets")),
        ({"outlets_out": frozenset({"harbour"})}, alert(HARBOUR, LANTERN), Wants()),
        ({"outlets_in": frozenset({"lantern"})}, alert(), Held(until=None, why="outlets")),
        ({"outlets_in": frozenset({"lantern"})}, alert(HARBOUR, LANTERN), Wants()),
        ({"languages": frozenset({"en"})}, alert(), Wants()),
        ({"languages": frozenset({"fr"})}, alert(), Held(until=None, why="outlets")),
        ({"least_outlets": 2}, alert(), Held(until=None, why="outlets")),
        ({"least_outlets": 2}, alert(HARBOUR, HARBOUR), Held(until=None, why="outlets")),
        ({"least_outlets": 2}, alert(HARBOUR, LANTERN), Wants()),
        (
            {"least_outlets": 2, "languages": frozenset({"en"})},
            alert(HARBOUR, LANTERN),
            Held(until=None, why="outlets"),
        ),
        ({"paused_until": NOON + timedelta(hours=1)}, alert(), Held(until=NOON + timedelta(hours=1), why="paused")),
        ({"paused_until": NOON}, alert(), Wants()),
        ({"quiet": (time(11), time(13))}, alert(importance=1), Held(until=NOON + timedelta(hours=1), why="quiet")),
        ({"digest": "hourly"}, alert(), Held(until=NOON + timedelta(hours=1), why="digest")),
        ({"digest": time(8)}, alert(), Held(until=NOON + timedelta(hours=20), why="digest")),
    ],
)
def test_every_setting_changes_what_is_sent(settings, told, verdict):
    assert wants(replace(PLAIN, **settings), told, NOON) == verdict


def test_a_pause_that_ends_in_the_night_lasts_until_the_morning():
    resting = replace(PLAIN, quiet=(time(23), time(7)), paused_until=datetime(2023, 11, 22, 1, tzinfo=UTC))
    assert next_waking(resting, NOON) == datetime(2023, 11, 22, 7, tzinfo=UTC)


def test_a_digest_waits_for_quiet_hours_but_not_for_the_next_digest():
    hourly = replace(PLAIN, digest="hourly")
    assert rests_until(hourly, NOON, digest=True) is None
    assert rests_until(replace(hourly, quiet=(time(11), time(13))), NOON, digest=True) == NOON + timedelta(hours=1)


@pytest.mark.parametrize(
    ("now", "wakes"),
    [
        ("2026-03-28T23:30", "2026-03-29T07:00"),  # the night that lost an hour
        ("2026-10-24T23:30", "2026-10-25T07:00"),  # the night that had one more
        ("2026-03-29T01:30", "2026-03-29T07:00"),
        ("2026-07-01T12:00", "2026-07-01T12:00"),
        ("2026-07-01T07:00", "2026-07-01T07:00"),
        ("2026-07-01T06:59", "2026-07-01T07:00"),
        ("2026-07-01T23:00", "2026-07-02T07:00"),
    ],
)
def test_quiet_hours_end_at_the_time_the_clock_shows(now, wakes):
    sleeper = replace(PLAIN, quiet=(time(23), time(7)), zone="Europe/Paris")
    assert next_waking(sleeper, local(now, "Europe/Paris")) == local(wakes, "Europe/Paris")


def test_a_time_that_the_clocks_skip_is_the_moment_they_change():
    early = replace(PLAIN, digest=time(2, 30), zone="Europe/Paris")
    assert next_digest(early, local("2026-03-28T22:00", "Europe/Paris")) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_a_time_that_comes_twice_is_the_first_of_them():
    early = replace(PLAIN, digest=time(2, 30), zone="Europe/Paris")
    first = next_digest(early, local("2026-10-24T22:00", "Europe/Paris"))
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert next_digest(early, first) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


def test_hours_are_full_on_clocks_that_are_half_an_hour_off():
    assert next_digest(replace(PLAIN, digest="hourly", zone="Asia/Kolkata"), NOON) == NOON + timedelta(minutes=30)


def test_tomorrow_is_eight_or_the_end_of_the_night():
    assert tomorrow(replace(PLAIN, zone="Asia/Tokyo"), NOON) == local("2023-11-22T08:00", "Asia/Tokyo")
    assert tomorrow(replace(PLAIN, quiet=(time(22), time(6))), NOON) == datetime(2023, 11, 22, 6, tzinfo=UTC)


ZONES = st.sampled_from(["UTC", "Europe/Paris", "Asia/Beirut", "Asia/Kolkata", "America/New_York", "Australia/Lord_Howe",
                         "Africa/Cairo", "America/St_Johns", "Pacific/Apia"])  # fmt: skip
MOMENTS = st.datetimes(datetime(2009, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


@given(MOMENTS, ZONES, st.times(), st.times())
def test_waking_is_never_past_never_quiet_and_never_two_days_off(now, zone, start, end):
    start, end = start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0)
    if start == end:
        return
    sleeper = replace(PLAIN, quiet=(start, end), zone=zone)
    wakes = next_waking(sleeper, now)
    assert now <= wakes <= now + timedelta(hours=73)
    assert not in_quiet(sleeper, wakes)


@given(MOMENTS, ZONES, st.times())
def test_a_daily_digest_comes_once_in_a_day(now, zone, clock):
    daily = replace(PLAIN, digest=clock.replace(second=0, microsecond=0), zone=zone)
    first = next_digest(daily, now)
    second = next_digest(daily, first)
    assert now < first < second
    if zone != "Pacific/Apia":  # which left out a whole day
        assert timedelta(hours=21) <= second - first <= timedelta(hours=27)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ("europe/paris", "Europe/Paris"),
        ("america/new york", "America/New_York"),
        ("utc", "UTC"),
        ("Paris", None),
        ("", None),
        ("../../etc/passwd", None),
        ("/etc/passwd", None),
        ("Europe", None),
        ("a\0b", None),
    ],
)
def test_zones_are_known_by_their_iana_names(typed, name):
    assert known_zone(typed) == name
