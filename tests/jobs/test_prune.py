"""What ended long ago leaves the database, is counted, and nothing that is still read goes."""

import logging
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.model import ChatId, Decision, DevelopmentId, Reason, ReportId, StorylineId, Topic
from bot.core.people.outcome import Refused, Sent
from bot.jobs.prune import Pruning
from storage.pruning import Pruned
from storage.store import Store
from tests.storage.alerts import NOW, TOPIC, alert, announce, send, subscribe

DAY = timedelta(days=1)
KEEP = 30 * DAY


def pruning(store, at):
    return Pruning(store=store, clock=lambda: at, keep=KEEP)


def told(store, *numbers, at=NOW):
    """Alerts that every chat got, but one whose server refused it."""
    for number in numbers:
        one = alert(number, at, storyline=StorylineId(f"s{number}"))
        store.write_now(lambda tables, one=one: announce(tables, one))
        later = at + timedelta(seconds=5 * number)
        store.write_now(lambda tables, later=later: send(tables, Refused(detail="no rights"), later))
        store.write_now(lambda tables, later=later: send(tables, Sent(message=100), later, 9))


def ledger(store):
    rows = store.read_now(lambda tables: tables.outbox.all())
    return Counter((row.alert, row.chat) for row in rows if row.state.ended)


def decided(number, reason, at, *, version=1):
    def write(tables):
        tables.developments.record(
            Decision(report=ReportId(f"o{number}"), version=version, topic=TOPIC, reason=reason, at=at)
        )

    return write


async def test_ended_deliveries_go_after_their_time_and_every_one_is_counted(store, caplog):
    subscribe(store, 1, 2, 3)
    told(store, 1, 2)
    told(store, 3, at=NOW + 20 * DAY)
    before = ledger(store)
    assert sum(before.values()) == 9
    assert await pruning(store, NOW + 29 * DAY).run() == Pruned(deliveries=0, decisions=0)
    with caplog.at_level(logging.INFO, logger="bot.jobs.prune"):
        assert await pruning(store, NOW + 31 * DAY).run() == Pruned(deliveries=6, decisions=0)
    assert "pruned deliveries=6 decisions=0 announcements=0 notices=0" in caplog.text
    counts = {one: store.read_now(lambda tables, one=one: tables.pruning.deliveries_of(one)) for one in ("a1", "a2")}
    expected = {("alert", "dropped", "refused"): 1, ("alert", "sent", ""): 2}
    assert counts == {"a1": expected, "a2": expected}
    after = ledger(store)
    assert {alert for alert, _ in after} == {"a3"}
    for one in ("a1", "a2", "a3"):  # every (alert, chat) is in the ledger or in the count, once
        pruned = store.read_now(lambda tables, one=one: tables.pruning.deliveries_of(one))
        left = sum(count for (of, _), count in after.items() if of == one)
        assert left + sum(pruned.values()) == sum(count for (of, _), count in before.items() if of == one)
    assert await pruning(store, NOW + 31 * DAY).run() == Pruned(deliveries=0, decisions=0)
    assert store.read_now(lambda tables: tables.pruning.totals()) == (6, 0)


async def test_what_is_open_keeps_all_of_its_chat(store):
    subscribe(store, 1, 2)
    told(store, 1)
    store.write_now(lambda tables: announce(tables, alert(2, NOW + DAY, storyline=StorylineId("s2"))))
    store.write_now(lambda tables: send(tables, Sent(message=7), NOW + DAY))
    waiting = {row.chat for row in store.read_now(lambda tables: tables.outbox.all()) if not row.state.ended}
    assert len(waiting) == 1
    await pruning(store, NOW + 60 * DAY).run()
    kept = store.read_now(lambda tables: tables.outbox.all())
    assert {row.chat for row in kept} == waiting
    assert len(kept) == 2


async def test_a_row_that_ended_late_is_kept_from_its_end(store):
    subscribe(store, 1)
    store.write_now(lambda tables: announce(tables, alert(1)))
    store.write_now(lambda tables: send(tables, Sent(message=1), NOW + 10 * DAY))
    assert (await pruning(store, NOW + 31 * DAY).run()).deliveries == 0
    assert (await pruning(store, NOW + 41 * DAY).run()).deliveries == 2, "it went into a digest, which ended, too"


async def test_a_development_that_was_pruned_is_exported_explained_and_corrected_to_nobody(store):
    subscribe(store, 1)
    told(store, 1)
    await pruning(store, NOW + 31 * DAY).run()
    first = alert(1)
    reports = store.read_now(lambda tables: tables.developments.reports(DevelopmentId("d1")))
    assert [one.id for one in reports] == [first.report]
    assert store.read_now(lambda tables: tables.developments.decisions(first.report))
    late = replace(alert(9, NOW + 31 * DAY), development=first.development, reason=Reason.CORRECTION)
    assert store.write_now(lambda tables: tables.outbox.fan_out(late, NOW + 31 * DAY)) == 0


async def test_of_decisions_only_those_off_topic_go(store):
    for number, reason in enumerate(Reason):
        store.write_now(decided(number, reason, NOW))
    store.write_now(decided(90, Reason.OFF_TOPIC, NOW, version=2))
    store.write_now(decided(91, Reason.OFF_TOPIC, NOW + 20 * DAY))
    assert await pruning(store, NOW + 31 * DAY).run() == Pruned(deliveries=0, decisions=1)
    kept = [
        one.reason
        for number in (*range(len(Reason)), 90, 91)
        for one in store.read_now(lambda tables, number=number: tables.developments.decisions(ReportId(f"o{number}")))
    ]
    assert kept == [*(one for one in Reason if one is not Reason.OFF_TOPIC), Reason.OFF_TOPIC, Reason.OFF_TOPIC]
    assert store.read_now(lambda tables: tables.pruning.totals()) == (0, 1)


async def test_pages_are_small_and_the_writer_is_free_between_them(store, monkeypatch):
    subscribe(store, *range(1, 1201))
    store.write_now(lambda tables: announce(tables, alert(1)))
    for hour in range(4):
        store.write_now(lambda tables, hour=hour: send(tables, Sent(message=1), NOW + hour * timedelta(hours=1), 400))
    ended = sum(ledger(store).values())
    assert ended == 1200
    sizes = []
    whole = Store.write

    async def counted(self, work):
        done = await whole(self, work)
        sizes.append(done)
        return done

    monkeypatch.setattr(Store, "write", counted)
    assert (await pruning(store, NOW + 60 * DAY).run()).deliveries == 1200
    assert sizes == [500, 500, 200, None], "the last is what is remembered of it"


async def test_a_row_that_came_back_to_life_is_not_removed(store):
    """What is found on a reader is looked at again where it is removed."""
    subscribe(store, 1)
    store.write_now(lambda tables: announce(tables, alert(1)))
    (row,) = store.read_now(lambda tables: tables.outbox.all())
    assert row.chat == ChatId(1)
    assert store.write_now(lambda tables: tables.pruning.remove_deliveries([row.seq], NOW)) == 0


async def test_what_was_removed_last_is_remembered_with_its_time(store):
    assert store.read_now(lambda tables: tables.pruning.last()) is None
    await pruning(store, NOW).run()
    assert store.read_now(lambda tables: tables.pruning.last()) == (NOW, Pruned())
    subscribe(store, 1)
    told(store, 1)
    store.write_now(decided(90, Reason.OFF_TOPIC, NOW))
    later = NOW + 31 * DAY
    await pruning(store, later).run()
    assert store.read_now(lambda tables: tables.pruning.last()) == (later, Pruned(deliveries=1, decisions=1))


def announced_to_all(store, text, at):
    """Announce a text and let every chat but the first get it, which refuses."""
    store.write_now(lambda tables: tables.announcements.make(text, at))
    store.write_now(lambda tables: send(tables, Refused(detail="no rights"), at))
    store.write_now(lambda tables: send(tables, Sent(message=7), at + timedelta(seconds=5), 9))
    (newest, *_) = store.read_now(lambda tables: tables.announcements.since(at))
    return newest.announcement.id


async def test_an_announcement_that_has_ended_everywhere_goes_with_its_deliveries_and_these_are_counted(store):
    subscribe(store, 1, 2, 3)
    old = announced_to_all(store, "Maintenance at noon", NOW)
    young = announced_to_all(store, "Back again", NOW + 20 * DAY)
    assert await pruning(store, NOW + 29 * DAY).run() == Pruned()
    assert await pruning(store, NOW + 31 * DAY).run() == Pruned(deliveries=3, announcements=1)
    with pytest.raises(KeyError):
        store.read_now(lambda tables: tables.announcements.get(old))
    assert store.read_now(lambda tables: tables.announcements.get(young)).text == "Back again"
    counted = store.read_now(lambda tables: tables.pruning.deliveries_of(old))
    assert counted == {("announcement", "dropped", "refused"): 1, ("announcement", "sent", ""): 2}
    assert len([one for one in store.read_now(lambda tables: tables.outbox.all()) if one.alert == young]) == 3


async def test_an_announcement_stays_while_a_delivery_of_it_does(store):
    subscribe(store, 1, 2)
    name = announced_to_all(store, "Maintenance at noon", NOW)
    store.write_now(lambda tables: announce(tables, alert(1, NOW + DAY)))
    store.write_now(lambda tables: send(tables, Sent(message=7), NOW + DAY))
    assert await pruning(store, NOW + 31 * DAY).run() == Pruned(deliveries=1), "the other chat has something open"
    assert store.read_now(lambda tables: tables.announcements.get(name))
    (row,) = [one for one in store.read_now(lambda tables: tables.outbox.all()) if one.alert == name]
    assert row.state.ended


async def test_an_announcement_to_nobody_goes_too_and_many_go_page_by_page(store):
    for number in range(1100):
        store.write_now(lambda tables, number=number: tables.announcements.make(f"Word {number}", NOW))
    assert await pruning(store, NOW + 31 * DAY).run() == Pruned(announcements=1100)


async def test_an_announcement_that_is_delivered_again_meanwhile_is_not_removed(store):
    """What is found on a reader is looked at again where it is removed."""
    subscribe(store, 1)
    announced_to_all(store, "Maintenance at noon", NOW)
    assert store.read_now(lambda tables: tables.pruning.find_texts("announcements", NOW + DAY)).rows == ()
    assert store.write_now(lambda tables: tables.pruning.remove_texts("announcements", [1])) == 0


async def test_a_notice_of_a_topic_goes_when_no_delivery_of_it_is_left_and_is_counted(store):
    topic = Topic(id=TOPIC, name="Harbour talks", terms=("talks",), places=(), actors=())
    subscribe(store, 1, 2)
    for sentence, at in (("feeds are away", NOW), ("feeds are back", NOW + 20 * DAY)):
        store.write_now(lambda tables, sentence=sentence, at=at: tables.notices.tell(topic, sentence, at))
        store.write_now(lambda tables, at=at: send(tables, Sent(message=7), at, 9))
    old, young = dict.fromkeys(row.alert for row in store.read_now(lambda tables: tables.outbox.all()))
    assert await pruning(store, NOW + 29 * DAY).run() == Pruned()
    assert await pruning(store, NOW + 31 * DAY).run() == Pruned(deliveries=2, notices=1)
    with pytest.raises(KeyError):
        store.read_now(lambda tables: tables.notices.get(old))
    assert store.read_now(lambda tables: tables.notices.get(young)).sentence == "feeds are back"
    assert store.read_now(lambda tables: tables.pruning.deliveries_of(old)) == {("notice", "sent", ""): 2}
    assert store.read_now(lambda tables: tables.pruning.last()) == (NOW + 31 * DAY, Pruned(deliveries=2, notices=1))


async def test_a_notice_stays_while_a_delivery_of_it_does(store):
    topic = Topic(id=TOPIC, name="Harbour talks", terms=("talks",), places=(), actors=())
    subscribe(store, 1)
    store.write_now(lambda tables: tables.notices.tell(topic, "feeds are away", NOW))
    assert await pruning(store, NOW + 31 * DAY).run() == Pruned()
    (row,) = store.read_now(lambda tables: tables.outbox.all())
    assert store.read_now(lambda tables: tables.notices.get(row.alert))
