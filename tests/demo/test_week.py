from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bot.demo.week import DemoWeek, Item, Version, slug

WEEK = DemoWeek.load()
OUTLETS = {outlet.id: outlet for outlet in WEEK.outlets}
MINUTE = timedelta(minutes=1)


def march(day, hour, minute=0):
    return datetime(2025, 3, day, hour, minute, tzinfo=UTC)


def titles(outlet, when):
    return [entry.title for entry in OUTLETS[outlet].entries(when)]


def versions():
    return [(outlet, item, version) for outlet in WEEK.outlets for item in outlet.items for version in item.versions]


def test_seven_days_of_ten_outlets():
    assert WEEK.end - WEEK.start == timedelta(days=7)
    assert len(WEEK.outlets) == 10
    assert len({outlet.host for outlet in WEEK.outlets}) == 10
    assert 250 <= sum(len(outlet.items) for outlet in WEEK.outlets) <= 350


def test_every_quirk_that_the_demo_promises_is_there():
    assert {outlet.dialect for outlet in WEEK.outlets} == {"rss", "atom", "rdf"}
    assert {outlet.guid for outlet in WEEK.outlets} == {"link", "number", "counter", "tag", "none"}
    assert {outlet.links for outlet in WEEK.outlets} == {"number", "slug", "moving-slug"}
    assert {outlet.markup for outlet in WEEK.outlets} == {"plain", "paragraphs", "image"}
    assert {outlet.validators for outlet in WEEK.outlets} == {"both", "etag", "modified", "none"}
    assert {fault.kind for outlet in WEEK.outlets for fault in outlet.faults} == {"500", "malformed"}
    assert {outlet.language[:2] for outlet in WEEK.outlets} == {"en", "fr"}
    assert any(item.gone for outlet in WEEK.outlets for item in outlet.items)


def test_item_ids_are_unique():
    ids = [item.id for outlet in WEEK.outlets for item in outlet.items]
    assert [name for name, times in Counter(ids).items() if times > 1] == []


@pytest.mark.parametrize(("outlet", "item", "version"), versions())
def test_each_version_is_in_order_dated_and_judged(outlet, item, version):
    assert version.title
    assert version.title == version.title.strip()
    assert version.summary.strip()
    assert version.at < WEEK.end
    assert version.dated <= version.at
    assert version.truth in {"bg", "off", *WEEK.developments}
    assert all(before.at < after.at for before, after in pairwise(item.versions))
    assert item.gone is None or item.gone > item.versions[-1].at


@pytest.mark.parametrize("outlet", WEEK.outlets, ids=lambda outlet: outlet.id)
def test_files_are_in_time_order(outlet):
    times = [item.versions[0].at for item in outlet.items]
    assert times == sorted(times)


@pytest.mark.parametrize("outlet", WEEK.outlets, ids=lambda outlet: outlet.id)
def test_each_feed_has_something_to_file_before_the_week_starts(outlet):
    assert len(outlet.entries(WEEK.start)) >= 2


def test_nothing_on_the_talks_before_the_week_is_a_development():
    early = [version for _, _, version in versions() if version.at < WEEK.start]
    assert {version.truth for version in early} <= {"bg", "off"}


def test_no_item_is_pushed_out_before_it_was_in_the_feed_for_an_hour():
    for outlet, item, version in versions():
        when = outlet.served(version.at) + timedelta(hours=1)
        if item.versions[-1] is version:
            assert item.id in {entry.item for entry in outlet.entries(when)}, item.id


def test_every_development_is_told_and_the_great_ones_by_many():
    outlets = defaultdict(set)
    for outlet, _, version in versions():
        outlets[version.truth].add(outlet.id)
    for key, development in WEEK.developments.items():
        least = {1: 4, 2: 1, 3: 1}[development.importance]
        assert len(outlets[key]) >= least, key


def test_an_item_appears_at_its_minute_and_not_before():
    headline = "Hamas agrees to release Israeli-American Edan Alexander and four bodies"
    assert headline not in titles("meridian", march(14, 10, 19))
    assert headline in titles("meridian", march(14, 10, 20))


def test_an_edit_moves_the_counting_guid_and_keeps_the_link():
    before = {entry.item: entry for entry in OUTLETS["northgate"].entries(march(14, 11, 4))}["northgate-141040"]
    after = {entry.item: entry for entry in OUTLETS["northgate"].entries(march(14, 11, 5))}["northgate-141040"]
    assert before.title != after.title
    assert before.link == after.link
    assert (before.guid, after.guid) == (
        "https://news.northgate.example/middle-east/141040#0",
        "https://news.northgate.example/middle-east/141040#1",
    )


def test_a_moving_slug_takes_link_and_guid_along():
    before, after = (
        {entry.item: entry for entry in OUTLETS["corniche"].entries(when)}["corniche-131735"]
        for when in (march(13, 19, 49), march(13, 19, 50))
    )
    assert before.link != after.link
    assert (before.guid, after.guid) == (before.link, after.link)
    assert before.link.rpartition("/")[2] == after.link.rpartition("/")[2] == "a-131735"


def test_the_live_page_keeps_link_guid_and_date_through_all_headlines():
    shown = [
        entry
        for hour in range(24)
        for entry in OUTLETS["ledger"].entries(march(14, 12, 40) + timedelta(hours=hour))
        if entry.item == "ledger-141240"
    ]
    assert len({entry.title for entry in shown}) == 5
    assert len({(entry.link, entry.guid, entry.published) for entry in shown}) == 1


def test_a_redated_item_keeps_its_words():
    day_before, day_after = (
        {entry.item: entry for entry in OUTLETS["carmel"].entries(when)}["carmel-141115"]
        for when in (march(15, 7, 29), march(15, 7, 30))
    )
    assert day_before.title == day_after.title
    assert (day_before.published, day_after.published) == (march(14, 11, 15), march(15, 7, 30))


def test_a_withdrawn_item_disappears():
    headline = "Report: Army ready with plans if hostage talks fail"
    assert headline in titles("carmel", march(17, 13, 59))
    assert headline not in titles("carmel", march(17, 14))


def test_noon_is_printed_whatever_the_hour():
    stamps = {entry.published.time().isoformat() for entry in OUTLETS["relief"].entries(WEEK.end)}
    assert stamps == {"12:00:00"}


def test_wire_copy_is_the_same_to_the_word_in_both_papers():
    def copy(outlet):
        return {v.summary for item in OUTLETS[outlet].items if item.credit == "Corvane" for v in item.versions}

    assert len(copy("sentinel") & copy("whartonbay")) >= 5


def test_faults_begin_and_end_on_time():
    radio = OUTLETS["sable"]
    moments = [march(13, 19, 59), march(13, 20), march(14, 5, 59), march(14, 6), march(14, 12, 59), march(14, 13)]
    assert [radio.fault(when) for when in moments] == [None, "500", "500", "malformed", "malformed", None]
    assert radio.served(march(13, 21, 30)) == march(14, 13)
    assert radio.served(march(15, 1)) == march(15, 1)


def test_the_window_holds_the_newest():
    late = OUTLETS["whartonbay"].entries(WEEK.end)
    assert len(late) == 16
    assert [entry.published for entry in late] == sorted((entry.published for entry in late), reverse=True)


def test_before_its_first_version_an_item_has_no_revision():
    version = Version(at=march(12, 1), title="t", summary="s", dated=march(12, 1), truth="off")
    item = Item(id="x-120100", section="world", credit=None, versions=(version,), gone=march(12, 3))
    assert [item.revision(march(12, hour)) for hour in (0, 1, 2, 3)] == [None, 0, 0, None]


def test_slugs_are_plain_and_short():
    assert slug("Trêve à Gaza : l'impasse") == "treve-a-gaza-limpasse"
    assert slug("One two three four five six seven eight nine") == "one-two-three-four-five-six-seven-eight"
