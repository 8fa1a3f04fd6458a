from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bot.chat.languages import words
from bot.chat.pages.views import TimelineView
from bot.core.alert.positions import Statement
from bot.core.alert.signals import Evidence
from bot.core.alert.states import Field, State
from bot.core.alert.status import Change
from bot.core.model import Actor, ReportId, Topic, TopicId
from bot.pictures.plan import plan as planned
from bot.pictures.plan import texts

EN = words("en")
START = datetime(2031, 5, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)
TOPIC = Topic(
    id=TopicId("coast"), name="Coast talks", terms=("truce",), places=(),
    actors=(Actor(id="ardania", names=("Ardania",), role="party"), Actor(id="veland", names=("Veland",), role="mediator"),
            Actor(id="league", names=("League",), role="organisation")),
)  # fmt: skip


def plan(view, theme, spoken=EN):
    return planned(view, theme, spoken)


def said(hours, actor, act, *, below=False):
    return Statement(
        actor=actor, role="party", at=START + hours * HOUR, outlet="The Lantern", family="a", headline="h", link=None,
        report=ReportId(f"r{hours}"), development=None, claimant=actor, cue="says", unnamed=False, in_description=below,
        act=act,
    )  # fmt: skip


def moved(hours, before, after, event="moved"):
    at = START + hours * HOUR
    evidence = Evidence(at=at, outlet="The Lantern", family="a", headline="h", link=None, report=ReportId("r"))
    return Change(field=Field.TRUCE, event=event, before=before, after=after, phase=None, at=at, evidence=(evidence,))


def view(changes=(), statements=(), gaps=()):
    return TimelineView(
        topic=TOPIC, since=START, until=START + 48 * HOUR, changes=tuple(changes), truce_before=State.AGREED,
        talks_before=State.UNKNOWN, statements=tuple(statements), lines=(), gaps=tuple(gaps),
    )  # fmt: skip


def test_one_lane_for_each_party_and_mediator_and_none_for_others():
    assert [lane.name for lane in plan(view(), "light").lanes] == ["Ardania", "Veland"]


def test_acts_are_sorted_by_kind_oldest_first_and_descriptions_left_out():
    drawn = plan(
        view(
            statements=[
                said(9, "ardania", "reject"),
                said(5, "ardania", "accept"),
                said(2, "ardania", "meet", below=True),
            ]
        ),
        "dark",
    )
    assert [(mark.at, mark.group) for mark in drawn.lanes[0].marks] == [
        (START + 5 * HOUR, "towards"),
        (START + 9 * HOUR, "away"),
    ]


def test_bands_follow_the_moves_and_cover_the_whole_time():
    bands = plan(view([moved(10, State.AGREED, State.IN_FORCE), moved(11, State.IN_FORCE, State.STRAINED, "reported"),
                       moved(30, State.IN_FORCE, State.COLLAPSED)]), "light").truce  # fmt: skip
    assert [band.state for band in bands] == [State.AGREED, State.IN_FORCE, State.COLLAPSED]
    assert bands[0].start == START
    assert bands[-1].end == START + 48 * HOUR
    assert all(before.end == after.start for before, after in pairwise(bands))


def test_a_gap_that_began_earlier_is_cut_at_the_edge():
    drawn = plan(view(gaps=[(START - HOUR, START + HOUR, "The Lantern")]), "light")
    assert drawn.gaps == ((START, START + HOUR),)


def test_equal_views_make_equal_plans_and_themes_differ():
    assert plan(view(), "light") == plan(view(), "light")
    assert hash(plan(view(), "light")) == hash(plan(view(), "light"))
    assert plan(view(), "light") != plan(view(), "dark")


@pytest.mark.parametrize(
    ("code", "mirrored", "truce", "state", "kind", "day"),
    [("en", False, "Truce", "agreed", "demands, warns", "6 May"),
     ("fr", False, "Trêve", "convenue", "exige, avertit", "6 mai"),
     ("ar", True, "الهدنة", "متفق عليها", "مطالبة أو تحذير", "6 مايو")],
)  # fmt: skip
def test_all_words_of_ours_are_in_the_language_and_names_stay(code, mirrored, truce, state, kind, day):
    drawn = plan(view(), "light", words(code))
    assert drawn.texts.right_to_left is mirrored
    assert drawn.texts.truce == truce
    assert drawn.truce[0].name == state
    assert dict(drawn.texts.kinds)["demand"] == kind
    assert day in [name for _, name in drawn.texts.ticks]
    assert [lane.name for lane in drawn.lanes] == ["Ardania", "Veland"]
    assert drawn.title == "Coast talks"


@pytest.mark.parametrize(("hours", "step"), [(5, 3), (24, 3), (48, 6), (7 * 24, 24), (12 * 24, 48), (30 * 24, 120)])
def test_ticks_are_full_hours_or_midnights_few_enough_to_be_read(hours, step):
    since = START + timedelta(hours=7, minutes=20)
    ticks = [at for at, _ in texts(since, since + hours * HOUR, EN).ticks]
    assert 1 <= len(ticks) <= 9
    assert all(later - earlier == step * HOUR for earlier, later in pairwise(ticks))
    assert all(at.minute == 0 and (step < 24) | (at.hour == 0) for at in ticks)
    assert since <= ticks[0] < since + min(step, 24) * HOUR
    assert ticks[-1] < since + hours * HOUR
