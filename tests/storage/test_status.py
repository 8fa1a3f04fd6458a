"""What is folded and read out of reports, stored: batches, rules, pins, and that nothing is taken up twice."""

from dataclasses import replace
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
def store(store):
    store.write_now(fill)
    return store


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


def test_what_was_stored_before_a_claim_and_an_act_were_told_apart_is_read_again(store):
    def add(tables):
        report = reported(1, "courier", "Coastal Front accepts truce until Monday", 64)
        tables.reports.add(report)
        tables.developments.record(decided(report, "64" * 8, 2))

    def as_of_old(tables):
        connection = tables.status._connection
        connection.execute("UPDATE deadlines SET evidence = json_remove(evidence, '$.kind')")
        connection.execute("UPDATE taken SET rules = '6'")
        connection.execute("UPDATE status_folds SET rules = '6'")

    def kinds():
        return [one.evidence.kind for one in everything(store)[2] if one.evidence.claimant == "Coastal Front"]

    store.write_now(add)
    uptake.take_up_now(store, (TOPIC,))
    store.write_now(as_of_old)
    assert kinds() == ["attr"]
    assert uptake.take_up_now(store, (TOPIC,)) == 10
    assert kinds() == ["act"]


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
        moment = NOW - timedelta(hours=hours)
        return store.read_now(lambda tables: tables.status.past(TOPIC.id, Field.TRUCE, moment)).state

    assert [at(hours) for hours in (90, 70, 40, 10)] == [State.UNKNOWN, State.AGREED, State.IN_FORCE, State.STRAINED]


def test_a_field_stood_where_the_fold_was_though_an_older_report_came_late(store):
    """The end of the truce is read at 8 hours, and dated before the extension that was read at 10."""
    extended = reported(10, "courier", "Ardania and Coastal Front extend truce, Veland says", 30)
    late = replace(
        reported(8, "lantern", "Veland says truce between Ardania and Coastal Front has collapsed", 31),
        published=NOW - timedelta(hours=12),
    )
    for report in (extended, late):
        store.write_now(lambda tables, report=report: tables.reports.add(report))
        decision = decided(report, report.id, 1)
        store.write_now(lambda tables, decision=decision: tables.developments.record(decision))
    uptake.take_up_now(store, (TOPIC,))
    assert states(store)[0] is State.COLLAPSED
    for moment in (NOW, NOW - timedelta(hours=9)):
        past = store.read_now(lambda tables, moment=moment: tables.status.past(TOPIC.id, Field.TRUCE, moment))
        assert past.state is State.COLLAPSED
    changes = store.read_now(lambda tables: tables.status.changes(TOPIC.id, NOW - timedelta(hours=15)))
    assert [one.after for one in changes if one.field is Field.TRUCE] == [State.EXTENDED, State.COLLAPSED]


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


def further_version(number, hours, headline, summary="", *, reason=Reason.EDIT, source="lantern", explanation=None):
    """A second version of the number-th report, as the desk would have filed it."""

    def write(tables):
        report = reported(hours, source, headline, number, summary=summary, version=2)
        tables.reports.add(report)
        decision = decided(report, None, None, reason=reason)
        tables.developments.record(replace(decision, explanation=explanation or {}))

    return write


def states(store):
    state = everything(store)[0]
    return state.truce.standing.state, state.talks.standing.state


def fresh(path, *more):
    """The news with more of it, taken up in one go."""
    store = Store.open(path)
    for write in (fill, *more):
        store.write_now(write)
    uptake.take_up_now(store, (TOPIC,))
    found = everything(store)
    store.close()
    return found


@pytest.mark.parametrize("reason", [Reason.EDIT, Reason.OFF_TOPIC, Reason.BACKGROUND, Reason.CORRECTION])
def test_a_withdrawn_report_leaves_the_status_and_the_record_says_why(store, tmp_path, reason):
    uptake.take_up_now(store, (TOPIC,))
    assert states(store) == (State.STRAINED, State.NEGOTIATING)
    withdrawn = further_version(8, 1, "Withdrawn: this story has been retracted", reason=reason, source="courier")
    store.write_now(withdrawn)
    assert uptake.take_up_now(store, (TOPIC,)) == 1
    assert states(store) == (State.STRAINED, State.CONCLUDED)
    last = everything(store)[1][-1]
    assert (last.event, last.field, last.before, last.after) == (
        "withdrawn", Field.TALKS, State.NEGOTIATING, State.CONCLUDED,
    )  # fmt: skip
    assert last.evidence[0].headline == "Withdrawn: this story has been retracted"
    at = store.read_now(lambda tables: tables.status.past(TOPIC.id, Field.TALKS, NOW)).state
    assert at is State.CONCLUDED
    assert everything(store) == fresh(tmp_path / "c.db", withdrawn)


def test_what_a_withdrawn_report_stated_is_shown_no_more(store):
    uptake.take_up_now(store, (TOPIC,))
    assert everything(store)[2]
    store.write_now(further_version(9, 1, "Coastal Front and Port Lume", "This story has been withdrawn."))
    uptake.take_up_now(store, (TOPIC,))
    assert everything(store)[2] == ()
    kept = store.read_now(lambda tables: tables.reports.versions(reported(3, "lantern", "", 9).id))
    assert [one.version for one in kept] == [1, 2]


def test_a_report_withdrawn_under_another_link_leaves_the_status(store):
    uptake.take_up_now(store, (TOPIC,))

    def write(tables):
        report = reported(1, "courier", "Withdrawn: our report on talks with Ardania", 70)
        tables.reports.add(report)
        original = reported(6, "courier", "", 8).id
        decision = decided(report, development("d6"), 2, reason=Reason.CORRECTION)
        told = {"correction": {"of": original, "version": 1, "withdrawn": True}}
        tables.developments.record(replace(decision, explanation=told))

    store.write_now(write)
    uptake.take_up_now(store, (TOPIC,))
    assert states(store) == (State.STRAINED, State.CONCLUDED)


def test_an_ordinary_new_headline_takes_nothing_back(store):
    uptake.take_up_now(store, (TOPIC,))
    store.write_now(further_version(8, 1, "Ardania and Coastal Front in Port Lume", source="courier"))
    uptake.take_up_now(store, (TOPIC,))
    assert states(store) == (State.STRAINED, State.NEGOTIATING)
