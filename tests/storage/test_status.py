"""What is folded and read out of reports, stored: batches, rules, pins, and that nothing is taken up twice."""

from datetime import timedelta

import pytest

from bot.core.alert import status as rules
from bot.core.alert.states import Field, State
from bot.core.alert.status import Pin
from bot.core.model import Reason
from storage import uptake
from storage.store import Store
from tests.web.stand import NOW, TOPIC, decided, development, fill, reported

EVER = NOW - timedelta(days=365)


@pytest.fixture
def store(tmp_path):
    opened = Store.open(tmp_path / "a.db")
    opened.write_now(fill)
    yield opened
    opened.close()


def everything(store, number=rules.RULES):
    def read(tables):
        return (
            tables.status.fold(TOPIC.id, number).state,
            tables.status.changes(TOPIC.id, EVER),
            tables.status.deadlines(TOPIC.id, NOW, 20),
            tables.status.figures(TOPIC.id),
            tables.status.statements(TOPIC.id, "ardania", 50),
        )

    return store.read_now(read)


def test_all_reports_are_taken_up_once(store):
    assert uptake.take_up_now(store, (TOPIC,)) == 9
    assert uptake.take_up_now(store, (TOPIC,)) == 0
    assert everything(store)[0].truce.standing.state is State.STRAINED


def test_what_comes_later_is_taken_up_later(store):
    uptake.take_up_now(store, (TOPIC,))

    def more(tables):
        report = reported(-1, "lantern", "Ardania and Coastal Front resume talks, Veland says", 60)
        tables.reports.add(report)
        tables.developments.record(decided(report, "60" * 8, 2))

    store.write_now(more)
    assert uptake.take_up_now(store, (TOPIC,)) == 1
    assert everything(store)[0].talks.standing.state is State.NEGOTIATING


@pytest.mark.parametrize("size", [1, 2, 4, 100])
def test_the_size_of_batches_makes_no_difference(store, monkeypatch, tmp_path, size):
    uptake.take_up_now(store, (TOPIC,))
    other = Store.open(tmp_path / "b.db")
    other.write_now(fill)
    while (found := other.read_now(lambda tables: uptake.batch(tables, TOPIC, size))) is not None:
        other.write_now(lambda tables, found=found: tables.status.save(found))
    assert everything(other) == everything(store)
    other.close()


def test_a_batch_that_somebody_else_wrote_meanwhile_is_dropped(store):
    batch = store.read_now(lambda tables: uptake.batch(tables, TOPIC))
    assert store.write_now(lambda tables: tables.status.save(batch)) is True
    before = everything(store)
    assert store.write_now(lambda tables: tables.status.save(batch)) is False
    assert everything(store) == before


def test_new_rules_read_everything_again_and_keep_pins(store, monkeypatch):
    uptake.take_up_now(store, (TOPIC,))
    before = everything(store)
    pin = Pin(field=Field.TRUCE, state=State.IN_FORCE, phase=None, who="operator 7", at=NOW)
    store.write_now(lambda tables: tables.status.pin(TOPIC.id, pin, State.STRAINED))
    monkeypatch.setattr(uptake, "RULES", f"{rules.RULES}+")
    assert uptake.take_up_now(store, (TOPIC,)) == 9
    assert everything(store, f"{rules.RULES}+") == before
    assert store.read_now(lambda tables: tables.status.pins(TOPIC.id)) == (pin,)


def test_silent_edits_are_searched_and_say_nothing(store):
    def edit(tables):
        report = reported(0, "lantern", "Truce collapses, Ardania says", 61)
        tables.reports.add(report)
        tables.developments.record(decided(report, None, None, reason=Reason.STALE))

    uptake.take_up_now(store, (TOPIC,))
    before = everything(store)
    store.write_now(edit)
    assert uptake.take_up_now(store, (TOPIC,)) == 1
    assert everything(store) == before
    hits = store.read_now(lambda tables: tables.search.find("collapses", (TOPIC.id,), only=False))
    assert [hit.report.headline for hit in hits] == ["Truce collapses, Ardania says"]


def test_a_clock_set_back_loses_nothing(store):
    uptake.take_up_now(store, (TOPIC,))

    def late(tables):
        report = reported(4, "lantern", "Ardania and Coastal Front hold talks, Veland says", 62)
        tables.reports.add(report)
        tables.developments.record(decided(report, "62" * 8, 2))

    store.write_now(late)  # decided an hour before what was taken up last
    assert uptake.take_up_now(store, (TOPIC,)) == 1


def test_pins_replace_each_other_and_come_off_with_a_record(store):
    first = Pin(field=Field.TALKS, state=State.STALLED, phase=None, who="operator 7", at=NOW)
    second = Pin(field=Field.TALKS, state=State.NEGOTIATING, phase=None, who="operator 8", at=NOW + timedelta(hours=1))
    for pin in (first, second):
        store.write_now(lambda tables, pin=pin: tables.status.pin(TOPIC.id, pin, State.UNKNOWN))
    assert store.read_now(lambda tables: tables.status.pins(TOPIC.id)) == (second,)
    off = store.write_now(lambda tables: tables.status.unpin(TOPIC.id, Field.TALKS, "operator 8", NOW))
    assert off
    assert store.read_now(lambda tables: tables.status.pins(TOPIC.id)) == ()
    assert not store.write_now(lambda tables: tables.status.unpin(TOPIC.id, Field.TALKS, "operator 8", NOW))


def test_where_a_field_stood_at_a_moment(store):
    uptake.take_up_now(store, (TOPIC,))

    def at(hours):
        return store.read_now(
            lambda tables: tables.status.standing_at(TOPIC.id, Field.TRUCE, NOW - timedelta(hours=hours))
        )

    assert [at(hours) for hours in (90, 70, 40, 10)] == [State.UNKNOWN, State.AGREED, State.IN_FORCE, State.STRAINED]


def test_of_one_deadline_the_newest_report_is_shown_and_passed_ones_are_not(store):
    def again(tables):
        report = reported(1, "courier", "Coastal Front warns Ardania: until Sunday, or face war", 63)
        tables.reports.add(report)
        tables.developments.record(decided(report, development("d7"), 2, reason=Reason.CORROBORATION))

    store.write_now(again)
    uptake.take_up_now(store, (TOPIC,))
    (stated,) = everything(store)[2]
    assert stated.evidence.outlet == "Port Courier"
    later = store.read_now(lambda tables: tables.status.deadlines(TOPIC.id, stated.deadline.due, 20))
    assert later == ()
