"""Histories of reports and where they lead, as a table. Every outlet, party and headline here is invented."""

from datetime import UTC, datetime, timedelta

from bot.core.alert.signals import StatusReader
from bot.core.alert.states import State
from bot.core.alert.status import TopicState, fold_in
from bot.core.model import Actor, Report, ReportId, SourceId, Topic, TopicId

TOPIC = Topic(
    id=TopicId("coast"),
    name="Coast talks",
    terms=("truce", "ceasefire", "talks"),
    places=("Ardania", "Port Lume"),
    actors=(
        Actor(id="ardania", names=("Ardania", "Ardanian", "Ardanians"), role="party"),
        Actor(id="front", names=("Coastal Front",), role="party"),
        Actor(id="veland", names=("Veland",), role="mediator"),
        Actor(id="league", names=("League of Isles",), role="organisation"),
    ),
)
READER = StatusReader(TOPIC)
PARTIES = READER.actors.parties
START = datetime(2031, 5, 5, 6, 0, tzinfo=UTC)
OUTLETS = {"A": "The Lantern", "B": "Port Courier", "C": "Gull Radio", "D": "Meadow Post"}


def report(hour, outlet, headline, *, wire=None, number=0, language="en"):
    at = START + timedelta(hours=hour)
    return Report(
        id=ReportId(f"{outlet}{hour}{number}"), source=SourceId(outlet), outlet=OUTLETS[outlet], family=outlet,
        language=language, headline=headline, summary="", link=None, published=at, seen=at, wire=wire,
    )  # fmt: skip


def folded(history):
    state, changes = TopicState(), []
    for number, (hour, outlet, headline, *wire) in enumerate(history):
        one = report(hour, outlet, headline, wire=wire[0] if wire else None, number=number)
        state, more = fold_in(state, READER.read(one, one.seen), PARTIES)
        changes += more
    return state, changes


U, NONE = State.UNKNOWN, State.NONE
AGREED, FORCE, STRAINED, EXTENDED, EXPIRED, COLLAPSED = (
    State.AGREED, State.IN_FORCE, State.STRAINED, State.EXTENDED, State.EXPIRED, State.COLLAPSED,
)  # fmt: skip
PROPOSED, NEGOTIATING, STALLED, BROKEN, CONCLUDED = (
    State.PROPOSED, State.NEGOTIATING, State.STALLED, State.BROKEN_OFF, State.CONCLUDED,
)  # fmt: skip

IN_FORCE = [
    (0, "A", "Ardania and Coastal Front agree to truce, Veland says"),
    (20, "A", "Truce between Ardania and Coastal Front takes effect"),
    (21, "B", "Truce takes effect in Ardania"),
]
COLLAPSE = [
    (40, "A", "Ardania launches large-scale strikes on Port Lume, ending truce"),
    (41, "B", "Ardania resumes war with wave of strikes on Port Lume"),
]

HISTORIES = [
    # name, history, truce, talks
    ("nothing is known at the start", [], U, U),
    ("a report about something else says nothing", [(0, "A", "Port Lume opens its new theatre")], U, U),
    ("a mediator says talks are under way", [(0, "A", "Ardania and Coastal Front hold talks, Veland says")], U, NEGOTIATING),
    ("one outlet in its own voice moves nothing", [(0, "A", "Ardania and Coastal Front hold talks in Port Lume")], U, U),
    (
        "two outlets in their own voice move",
        [(0, "A", "Ardania and Coastal Front hold talks in Port Lume"), (3, "B", "Coastal Front meets Ardania for talks")],
        U, NEGOTIATING,
    ),
    (
        "two feeds of one outlet are one outlet",
        [(0, "A", "Ardania and Coastal Front hold talks in Port Lume"), (3, "A", "Coastal Front meets Ardania for talks")],
        U, U,
    ),
    (
        "one agency's copy in two outlets is one voice",
        [
            (0, "A", "Ardania and Coastal Front hold talks in Port Lume", "AP"),
            (3, "B", "Coastal Front meets Ardania for talks", "AP"),
        ],
        U, U,
    ),
    (
        "two outlets two days apart do not add up",
        [(0, "A", "Ardania and Coastal Front hold talks in Port Lume"), (60, "B", "Coastal Front meets Ardania for talks")],
        U, U,
    ),
    ("an unnamed source moves nothing", [(0, "A", "Ardania and Coastal Front agree to truce, sources say")], U, U),
    ("an outsider moves nothing", [(0, "A", "Talks between Ardania and Coastal Front stalled, League of Isles says")], U, U),
    ("a hedge moves nothing", [(0, "A", "Ardania and Coastal Front reportedly agree to truce"),
                               (1, "B", "Ardania and Coastal Front reportedly reach truce deal")], U, U),
    ("a question says nothing", [(0, "A", "Has the truce in Ardania collapsed?"), (1, "B", "Is the Ardania truce over?")], U, U),
    ("an explainer says nothing", [(0, "A", "How Ardania and Coastal Front reached a truce deal"),
                                   (1, "B", "What we know: truce takes effect in Ardania")], U, U),
    ("what is expected is not there yet", [(0, "A", "Truce in Ardania to take effect on Friday, Veland says")], U, U),
    ("a proposal by a party", [(0, "A", "Coastal Front says it offers truce to Ardania")], U, PROPOSED),
    (
        "a proposal while they negotiate is part of it",
        [(0, "A", "Ardania and Coastal Front hold talks, Veland says"), (5, "B", "Coastal Front says it proposes truce to Ardania")],
        U, NEGOTIATING,
    ),
    (
        "talks stall",
        [(0, "A", "Ardania and Coastal Front hold talks, Veland says"), (9, "B", "Talks with Ardania at an impasse, Coastal Front says")],
        U, STALLED,
    ),
    (
        "talks stall and go on",
        [
            (0, "A", "Ardania and Coastal Front hold talks, Veland says"),
            (9, "B", "Talks with Ardania at an impasse, Coastal Front says"),
            (30, "A", "Ardania and Coastal Front resume talks, Veland says"),
        ],
        U, NEGOTIATING,
    ),
    (
        "talks are broken off",
        [(0, "A", "Ardania and Coastal Front hold talks, Veland says"), (9, "B", "Coastal Front walks out of talks, Veland says")],
        U, BROKEN,
    ),
    (
        "an impasse after a break is weaker",
        [
            (0, "A", "Ardania and Coastal Front hold talks, Veland says"),
            (9, "B", "Coastal Front walks out of talks, Veland says"),
            (12, "A", "Talks with Ardania at an impasse, Coastal Front says"),
        ],
        U, BROKEN,
    ),
    ("both parties agree, the mediator says so", IN_FORCE[:1], AGREED, CONCLUDED),
    (
        "two outlets report the agreement",
        [(0, "A", "Ardania and Coastal Front reach truce deal"), (1, "B", "Truce deal reached in Ardania after long night")],
        AGREED, CONCLUDED,
    ),
    ("one party alone accepts", [(0, "A", "Ardania says it accepts truce plan")], U, U),
    (
        "each party accepts in its turn",
        [(0, "A", "Ardania says it accepts truce plan"), (30, "B", "Coastal Front says it accepts truce plan")],
        AGREED, CONCLUDED,
    ),
    (
        "acceptances a week apart do not meet",
        [(0, "A", "Ardania says it accepts truce plan"), (170, "B", "Coastal Front says it accepts truce plan")],
        U, U,
    ),
    ("one party alone announces a truce", [(0, "A", "Ardania announces truce"), (1, "B", "Ardania announces ceasefire in Port Lume")], U, U),
    (
        "each party announces one in its turn",
        [(0, "A", "Ardania announces truce"), (30, "B", "Coastal Front announces truce")],
        AGREED, CONCLUDED,
    ),
    ("a mediator announces a truce", [(0, "A", "Veland announces truce in Ardania")], AGREED, CONCLUDED),
    ("a party says that a deal was reached", [(0, "A", "Ardania says it reached truce deal")], AGREED, CONCLUDED),
    ("agreed, then in force", IN_FORCE, FORCE, CONCLUDED),
    ("in force told again as agreed stays in force", [*IN_FORCE, (30, "C", "Ardania and Coastal Front reach truce deal"),
                                                     (31, "D", "Truce deal reached in Ardania")], FORCE, CONCLUDED),
    (
        "the second phase begins",
        [*IN_FORCE, (50, "A", "Second phase of truce with Ardania begins, Veland says")],
        FORCE, CONCLUDED,
    ),
    ("a party alleges a breach", [*IN_FORCE, (30, "A", "Coastal Front accuses Ardania of violating truce")], STRAINED, CONCLUDED),
    (
        "one outlet's own word of a breach is only reported",
        [*IN_FORCE, (30, "A", "Shelling near Port Lume breaches truce in Ardania")],
        FORCE, CONCLUDED,
    ),
    (
        "strained, and it holds",
        [*IN_FORCE, (30, "A", "Coastal Front accuses Ardania of violating truce"), (40, "B", "Truce with Ardania holds, Veland says")],
        FORCE, CONCLUDED,
    ),
    ("extended by a party's word", [*IN_FORCE, (60, "A", "Truce extended by two days, Ardania says")], EXTENDED, CONCLUDED),
    (
        "extended by two outlets",
        [*IN_FORCE, (60, "A", "Ardania and Coastal Front extend truce"), (61, "B", "Truce in Ardania extended by two days")],
        EXTENDED, CONCLUDED,
    ),
    ("it expires", [*IN_FORCE, (90, "A", "Truce with Ardania expires, Coastal Front says")], EXPIRED, CONCLUDED),
    ("it collapses from in force", [*IN_FORCE, *COLLAPSE], COLLAPSED, CONCLUDED),
    ("it collapses before it began", [*IN_FORCE[:1], *COLLAPSE], COLLAPSED, CONCLUDED),
    (
        "it collapses while strained",
        [*IN_FORCE, (30, "C", "Coastal Front accuses Ardania of violating truce"), *COLLAPSE],
        COLLAPSED, CONCLUDED,
    ),
    ("it collapses while extended", [*IN_FORCE, (30, "C", "Truce extended by two days, Ardania says"), *COLLAPSE], COLLAPSED, CONCLUDED),
    ("it collapses after it expired", [*IN_FORCE, (30, "C", "Truce with Ardania expires, Coastal Front says"), *COLLAPSE],
     COLLAPSED, CONCLUDED),
    ("a party declares it over", [*IN_FORCE, (45, "A", "Ardania declares truce over")], COLLAPSED, CONCLUDED),
    ("a party announces large-scale strikes", [*IN_FORCE, (45, "A", "Ardania says it launched large-scale strikes on Port Lume")],
     COLLAPSED, CONCLUDED),
    ("one outlet's large strikes are only reported", [*IN_FORCE, COLLAPSE[0]], FORCE, CONCLUDED),
    ("a small strike is no collapse", [*IN_FORCE, (40, "A", "Ardania strikes village near Port Lume, killing two"),
                                       (41, "B", "Ardanian strike kills two near Port Lume")], FORCE, CONCLUDED),
    ("strikes that kill hundreds", [*IN_FORCE, (40, "A", "Ardanian strikes kill 240 in Port Lume"),
                                    (41, "B", "More than 240 killed as Ardania bombs Port Lume")], COLLAPSED, CONCLUDED),
    ("a meeting moves talks, never the truce", [*IN_FORCE, (40, "A", "Ardania and Coastal Front hold talks on truce, Veland says")],
     FORCE, NEGOTIATING),
    ("after a collapse, it takes effect again: not in the table", [*IN_FORCE, *COLLAPSE,
     (60, "A", "Truce with Ardania takes effect, Veland says")], COLLAPSED, CONCLUDED),
    ("after a collapse, a new agreement", [*IN_FORCE, *COLLAPSE, (80, "A", "Ardania and Coastal Front agree to truce, Veland says")],
     AGREED, CONCLUDED),
    ("strikes where no truce is known", [(0, "A", "Ardania says it launched large-scale strikes on Port Lume, ending truce")],
     COLLAPSED, U),
    ("a truce elsewhere says nothing", [(0, "A", "Norland and Southland agree to truce, Veland says")], U, U),
]  # fmt: skip
