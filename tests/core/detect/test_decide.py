"""Decisions, as stories of a few reports. The weights are made by hand: an act on the subject is news, a look back is not."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.detect.decide import Detector
from bot.core.detect.weights import LinearModel, Weights
from bot.core.model import Actor, Decision, Reason, Report, ReportId, SourceId, Topic, TopicId

START = datetime(2031, 5, 1, 8, tzinfo=UTC)
TOPIC = Topic(
    id=TopicId("orva"), name="Orva talks", terms=("ceasefire", "truce", "captive", "hostage"), places=("Orva",),
    actors=(
        Actor(id="front", names=("FHF",), role="party"),
        Actor(id="republic", names=("Maro",), role="party"),
        Actor(id="selm", names=("Selm",), role="mediator"),
    ),
)  # fmt: skip
WEIGHTS = Weights(
    subject=LinearModel(bias=20.0, weights={}),
    news=LinearModel(
        bias=-2.0,
        weights={
            "f:rule state": 5.0,
            "f:rule step": 4.0,
            "x:class kin": -6.0,
            "x:opener question": -6.0,
            "h:perhap": -2.5,
        },
    ),
    minor=LinearModel(bias=-4.0, weights={"h:colour": 8.0}),
    threshold=0.5,
    minor_threshold=0.6,
)


class Desk:
    """A detector with its memory, fed headlines."""

    def __init__(self, weights: Weights = WEIGHTS) -> None:
        self.detector = Detector(TOPIC, weights)
        self.memory = self.detector.memory()

    def report(self, headline: str, *, outlet: str = "lamp", minute: int = 0, **more: object) -> Report:
        seen = START + timedelta(minutes=minute)
        given = {
            "id": ReportId(f"{outlet}-{headline}"), "source": SourceId(outlet), "outlet": outlet, "family": outlet,
            "language": "en", "headline": headline, "summary": "", "link": f"https://{outlet}.example/{minute}",
            "published": seen, "seen": seen,
        } | more  # fmt: skip
        return Report(**given)  # type: ignore[arg-type]

    def hear(self, headline: str, *, seeding: bool = False, **more: object) -> Decision:
        report = self.report(headline, **more)  # type: ignore[arg-type]
        decision = self.detector.decide(report, self.memory, report.seen, seeding=seeding)
        self.detector.learn(self.memory, report, decision)
        return decision


@pytest.fixture
def desk() -> Desk:
    return Desk()


Hear = Callable[..., Decision]


def test_the_first_report_speaks_and_a_second_outlet_corroborates(desk: Desk) -> None:
    first = desk.hear("FHF accepts truce proposal in Orva")
    second = desk.hear("FHF accepts truce proposal", outlet="drum", minute=20)
    assert (first.reason, second.reason) == (Reason.NEW_DEVELOPMENT, Reason.CORROBORATION)
    assert first.development == second.development
    assert first.importance == 1


def test_the_same_family_again_is_a_duplicate(desk: Desk) -> None:
    desk.hear("FHF accepts truce proposal in Orva")
    again = desk.hear("FHF accepts the truce proposal for Orva", minute=30)
    assert again.reason is Reason.DUPLICATE


def test_the_opposite_answer_is_a_development_of_its_own(desk: Desk) -> None:
    yes = desk.hear("FHF accepts truce proposal")
    no = desk.hear("Maro rejects truce proposal", outlet="drum", minute=10)
    assert no.reason is Reason.NEW_DEVELOPMENT
    assert yes.development != no.development


def test_off_the_subject_says_which_words_were_missing(desk: Desk) -> None:
    decision = desk.hear("Bakers' union wins pay rise")
    assert decision.reason is Reason.OFF_TOPIC
    assert decision.development is None
    assert decision.explanation["gate"]["why"] == "neither a word of the subject nor a party or place"


def test_an_act_behind_the_news_is_not_named(desk: Desk) -> None:
    assert desk.hear("FHF accepts truce proposal").act == "acceptance"
    behind = desk.hear("Maro faces a choice after FHF rejects truce", minute=30)
    assert behind.explanation["frame"]["behind"]
    assert behind.act is None


def test_who_names_neither_party_nor_place_must_be_on_the_subject_beyond_doubt() -> None:
    doubtful = replace(WEIGHTS, subject=LinearModel(bias=1.5, weights={}))  # .82
    reports = ("Rebels agree to truce and hostage deal", "FHF and Maro agree to truce and hostage deal")
    unnamed, named = (Desk(doubtful).hear(headline) for headline in reports)
    assert named.reason is Reason.NEW_DEVELOPMENT
    assert unnamed.reason is Reason.BACKGROUND
    assert unnamed.explanation["strength"]["placed"] is False
    assert Desk().hear(reports[0]).reason is Reason.NEW_DEVELOPMENT


def test_background_is_silent(desk: Desk) -> None:
    assert desk.hear("Mother of captive tells of truce talks").reason is Reason.BACKGROUND


def test_a_weak_first_report_is_filed_and_a_strong_one_speaks(desk: Desk) -> None:
    weak = desk.hear("Perhaps: Maro's envoy meets Selm for truce talks")
    strong = desk.hear("Maro's envoy meets Selm for truce talks", outlet="drum", minute=15)
    assert (weak.reason, strong.reason) == (Reason.BACKGROUND, Reason.NEW_DEVELOPMENT)
    assert weak.development == strong.development


def test_a_seeded_feed_is_filed_but_does_not_speak(desk: Desk) -> None:
    seed = desk.hear("FHF accepts truce proposal", seeding=True)
    later = desk.hear("FHF accepts truce proposal in Orva", outlet="drum", minute=5)
    assert (seed.reason, later.reason) == (Reason.SEED, Reason.CORROBORATION)
    assert seed.development == later.development


def test_minor_colour_speaks_again_when_it_turns_out_to_matter(desk: Desk) -> None:
    minor = desk.hear("Maro's envoy meets Selm for truce talks, colour")
    more = desk.hear("Maro's envoy meets Selm for truce talks", outlet="drum", minute=15)
    assert (minor.reason, minor.importance) == (Reason.NEW_DEVELOPMENT, 3)
    assert (more.reason, more.importance) == (Reason.NEW_DEVELOPMENT, 2)
    assert minor.development == more.development


def test_a_reissue_keeps_its_development_and_is_silent(desk: Desk) -> None:
    first = desk.hear("FHF accepts truce proposal")
    again = desk.hear("FHF accepts truce proposal", minute=90, id=ReportId("lamp-reissue"))
    assert again.reason is Reason.REISSUE
    assert again.development == first.development


def test_old_news_and_looks_back_are_silent(desk: Desk) -> None:
    old = desk.hear("FHF accepts truce proposal", published=START - timedelta(hours=40))
    back = desk.hear("A year on, FHF accepts truce proposal again")
    assert (old.reason, back.reason) == (Reason.STALE, Reason.ANNIVERSARY)


def test_one_link_can_carry_two_developments(desk: Desk) -> None:
    first = desk.hear("FHF accepts truce proposal", id=ReportId("page"), link="https://lamp.example/live")
    second = desk.hear(
        "Maro rejects truce proposal", id=ReportId("page"), link="https://lamp.example/live", minute=60, version=2
    )
    assert second.reason is Reason.NEW_DEVELOPMENT
    assert first.development != second.development


def test_a_change_of_state_does_not_hide_in_a_lesser_step(desk: Desk) -> None:
    step = desk.hear("Security Council to vote on Orva truce resolution")
    state = desk.hear("Security Council vetoes Orva truce resolution", outlet="drum", minute=30)
    assert state.reason is Reason.NEW_DEVELOPMENT
    assert step.development != state.development


def test_every_decision_explains_itself_in_json(desk: Desk) -> None:
    desk.hear("FHF accepts truce proposal")
    told = desk.hear("Maro rejects truce proposal", outlet="drum", minute=10).explanation
    assert json.loads(json.dumps(told)) == told
    assert {"gate", "score", "frame", "filing", "importance", "strength"} <= told.keys()
    assert told["filing"]["candidates"][0]["reason"]


def test_learning_stored_decisions_rebuilds_the_memory(desk: Desk) -> None:
    heard = ["FHF accepts truce proposal", "Maro rejects truce proposal", "Selm hosts talks on truce"]
    reports = [desk.report(headline, outlet=f"o{at}", minute=at * 10) for at, headline in enumerate(heard)]
    decisions = []
    for report in reports:
        decisions.append(desk.detector.decide(report, desk.memory, report.seen))
        desk.detector.learn(desk.memory, report, decisions[-1])
    rebuilt = desk.detector.memory()
    for report, decision in zip(reports, decisions, strict=True):
        desk.detector.learn(rebuilt, report, decision)
    following = desk.report("FHF accepts truce proposal in Orva", outlet="late", minute=60)
    assert desk.detector.decide(following, rebuilt, following.seen) == desk.detector.decide(
        following, desk.memory, following.seen
    )


def test_deciding_changes_nothing(desk: Desk) -> None:
    desk.hear("FHF accepts truce proposal")
    report = desk.report("Maro rejects truce proposal", outlet="drum", minute=10)
    assert desk.detector.decide(report, desk.memory, report.seen) == desk.detector.decide(
        report, desk.memory, report.seen
    )
