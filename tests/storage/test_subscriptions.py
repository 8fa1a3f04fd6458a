"""Subscriptions: every setting comes back as it was stored, and `special` marks those that a fan-out has to ask."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.model import ChatId, Subscription, SubscriptionKey, TopicId
from storage.store import Store

NOW = datetime(2023, 11, 21, 12, tzinfo=UTC)
KEY = SubscriptionKey(chat=ChatId(-100123), thread=7, topic=TopicId("t"))
NAMES = st.frozensets(st.text(min_size=1, max_size=8), max_size=3)
CLOCKS = st.times().map(lambda one: one.replace(second=0, microsecond=0))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    one = Store.open(tmp_path_factory.mktemp("store") / "bot.db")
    one.write_now(lambda tables: tables.subscriptions.subscribe(KEY, NOW))
    yield one
    one.close()


def special(store):
    def read(tables):
        return tables.subscriptions._connection.execute("SELECT special FROM subscriptions").fetchone()[0]

    return bool(store.read_now(read))


SUBSCRIPTIONS = st.builds(
    Subscription,
    key=st.just(KEY), level=st.sampled_from([1, 2, 3]), since=st.just(NOW),
    outlets_in=NAMES, outlets_out=NAMES, languages=NAMES, least_outlets=st.integers(1, 5),
    digest=st.one_of(st.none(), st.just("hourly"), CLOCKS), silent=st.booleans(),
    quiet=st.one_of(st.none(), st.tuples(CLOCKS, CLOCKS)), zone=st.sampled_from(["UTC", "Asia/Beirut"]),
    paused_until=st.one_of(st.none(), st.just(NOW + timedelta(hours=1))),
)  # fmt: skip


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SUBSCRIPTIONS)
def test_settings_come_back_as_they_were_stored(store, subscription):
    store.write_now(lambda tables: tables.subscriptions.save(subscription))
    assert store.read_now(lambda tables: tables.subscriptions.get(KEY)) == subscription


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({}, False), ({"level": 1}, False), ({"silent": True}, False), ({"zone": "Asia/Beirut"}, False),
        ({"outlets_in": frozenset("a")}, True), ({"outlets_out": frozenset("a")}, True), ({"languages": frozenset({"en"})}, True),
        ({"least_outlets": 2}, True), ({"digest": "hourly"}, True), ({"digest": time(0)}, True),
        ({"quiet": (time(0), time(7))}, True), ({"paused_until": NOW}, True),
    ],
)  # fmt: skip
def test_special_are_those_with_settings_beyond_level_and_filters(store, change, wanted):
    plain = Subscription(key=KEY, since=NOW)
    store.write_now(lambda tables: tables.subscriptions.save(replace(plain, **change)))
    assert special(store) is wanted


def test_settings_and_filters_outlive_an_unsubscription(tmp_path):
    store = Store.open(tmp_path / "bot.db")
    try:
        store.write_now(lambda tables: tables.subscriptions.subscribe(KEY, NOW))
        store.write_now(
            lambda tables: tables.subscriptions.save(Subscription(key=KEY, since=NOW, level=1, zone="Asia/Beirut"))
        )
        store.write_now(lambda tables: tables.subscriptions.add_filter(KEY, "doha"))
        assert store.write_now(lambda tables: tables.subscriptions.unsubscribe(KEY))
        assert store.write_now(lambda tables: tables.subscriptions.subscribe(KEY, NOW))
        back = store.read_now(lambda tables: tables.subscriptions.get(KEY))
        assert (back.level, back.zone, back.filters) == (1, "Asia/Beirut", ("doha",))
    finally:
        store.close()
