"""Who says so, on invented headlines of many registers, and on the labelled reports where they are at hand."""

import importlib.util
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.alert.attribution import attribute
from bot.core.detect.roles import ActorTable
from bot.core.model import Actor, Topic, TopicId

SHARED = Path(__file__).parents[4] / "shared"
LABELLED = SHARED / "data" / "attribution" / "labelled.jsonl"
SCORER = SHARED / "tools" / "score_attribution.py"

TABLE = ActorTable(
    Topic(
        id=TopicId("t"),
        name="T",
        terms=(),
        places=("Lakeland",),
        actors=(
            Actor(id="ardania", names=("Ardania", "Ardanian", "Brandt"), role="party"),
            Actor(id="verrin", names=("Verrin", "Verrine"), role="mediator"),
        ),
    )
)


def found(headline, summary="", outlet=""):
    attribution = attribute(headline, summary, TABLE, outlet)
    return [(claim.claimant, claim.cue, claim.kind) for claim in attribution.claims]


SPOKEN = [
    ("Ardania says talks will go on", ("Ardania", "says")),
    ("Talks will go on, Ardania says", ("Ardania", "says")),
    ("Talks will go on, says Ardania", ("Ardania", "says")),
    ("Talks Will Go On, Officials Say", ("Officials", "Say")),
    ("Will the pause hold? No, say envoys", ("envoys", "say")),
    ("Bridge closed again, Verrin says, as convoys wait", ("Verrin", "says")),
    ("Lake War: Verrin Says It Will Send Monitors", ("Verrin", "Says")),
    ("‘We may yet manage it’ - Marrow on the swap", ("Marrow", "-")),
    ("Three blocs to press for pause -Verrine source", ("Verrine source", "-")),
    ("Pause agreed for the weekend – state radio", ("state radio", "–")),
    ("Brandt: Front has agreed to free captives", ("Brandt", ":")),
    ("Marrow to Coast Wire: ‘No deal without captives’", ("Marrow", ":")),
    ("Health ministry: nine hurt in shelling", ("Health ministry", ":")),
    ("Ardania: ‘We will not be rushed’", ("Ardania", ":")),
    ("Monitors to leave by Friday: Verrine envoy", ("Verrine envoy", ":")),
    ("Front accepts plan, sources tell Harbour Post", ("sources", "tell Harbour Post")),
    ("Front accuses Ardania of breaking pause", ("Front", "accuses")),
    ("Head of lake mission warns of famine", ("Head of lake mission", "warns")),
    ("Brandt, in Port Merrin, Accuses Front of Delay", ("Brandt", "Accuses")),
    ("Senator Ruhl tells panel no deal was made", ("Senator Ruhl", "tells")),
    ("Poll: Ruhl leads Osk by five points", ("Poll", ":")),
    ("Ruhl leads by five points, poll finds", ("poll", "finds")),
    ("Osk: I won't take anything for granted", ("Osk", ":")),
    ("Ruhl calls rival's plan ‘a farce’", ("Ruhl", "calls")),
    ("Siblings freed from the Front describe months underground", ("Siblings freed from the Front", "describe")),
    ("Neither side ready for talks, according to Verrine diplomats", ("Verrine diplomats", "according to")),
]

ACTED = [
    ("Front rejects Verrine plan", ("Front", "rejects")),
    ("Ardania and Verrin Agree to Longer Pause", ("Ardania and Verrin", "Agree")),
    ("Ardania, Verrin, Lowmark back ‘lasting pause’", ("Ardania, Verrin, Lowmark", "back")),
    ("Over 1,000 aid workers call for pause in letter", ("Over 1,000 aid workers", "call for")),
    ("Ruhl slams Osk's ‘reckless’ tax plan", ("Ruhl", "slams")),
    ("Truce plan rejected by Front", ("Front", "rejected")),
    ("Osk will not commit to ceasefire", ("Osk", "will not commit to")),
    ("Rebels seize border town as Verrin calls for ceasefire", ("Verrin", "calls for")),
]

NOBODY = [
    "Global calls for pause grow",
    "Two held, accused of arson",
    "Drivers told to avoid bridge",
    "Ardania strikes back at Front positions",
    "Ardania-Front war: first convoy crosses",
    "Lake talks live: convoys cross as pause holds",
    "Lakeland: two killed in shelling",
    "Strike said to kill Front commander",
    "What the Front says it wants",
    "Why envoys’ claims matter",
    "Truce agreed after nine weeks",
    "Hostage deal explained",
    "Commander feared dead after raid",
    "Front releases twelve captives under temporary truce",
    "Pause holds - in pictures",
    "Pause holds - live updates",
    "Ballet critics’ picks of the year: a quiet revolution",
    "“He says he will never agree” is a song about the war",
]


@pytest.mark.parametrize(("headline", "expected"), SPOKEN, ids=[headline for headline, _ in SPOKEN])
def test_claims(headline, expected):
    assert found(headline) == [(*expected, "attr")]


@pytest.mark.parametrize(("headline", "expected"), ACTED, ids=[headline for headline, _ in ACTED])
def test_acts_in_the_outlets_voice(headline, expected):
    assert found(headline) == [(*expected, "act")]


@pytest.mark.parametrize("headline", NOBODY)
def test_abstains_where_nobody_is_named(headline):
    assert found(headline) == []


def test_the_outermost_speaker_covers_what_it_says():
    assert found("Verrin says Ardania rejects the offer") == [("Verrin", "says", "attr")]
    assert found("Ardania rejects the offer, Verrin says") == [("Verrin", "says", "attr")]
    assert found("Officials said the Front agreed to talks") == [("Officials", "said", "attr")]


def test_contrast_brings_a_second_speaker():
    assert [who for who, _, _ in found("Ardania says bridge is open but Front says it is shut")] == ["Ardania", "Front"]
    assert [who for who, _, _ in found("Rebels say truce over; army disputes claim")] == ["Rebels", "army"]


def test_joined_verbs_share_their_claimant():
    assert found("Ardania accuses Front of delay and calls for talks") == [
        ("Ardania", "accuses", "attr"),
        ("Ardania", "calls for", "act"),
    ]
    assert found("Ardania and Front trade fire and accuse each other") == [("Ardania and Front", "accuse", "attr")]


def test_the_own_name_of_the_outlet_is_no_claimant():
    assert found("Pause extended by a week - The Ledger", outlet="The Ledger") == []
    assert found("Pause extended by a week - Harbour Post", outlet="The Ledger") == [("Harbour Post", "-", "attr")]


def test_the_description_is_used_only_where_the_headline_names_nobody():
    attribution = attribute("Swap near", "A Verrine official said lists were ready. He said no more.", TABLE)
    assert [claim.claimant for claim in attribution.shown] == ["A Verrine official", "He"]
    attribution = attribute("Swap near, Brandt says", "A Verrine official said lists were ready.", TABLE)
    assert [claim.claimant for claim in attribution.shown] == ["Brandt"]


def test_a_name_before_a_colon_needs_evidence():
    assert found("Marrow: Front is losing heart") == []
    assert found("Marrow: Front is losing heart", "Foreign Minister Ada Marrow spoke on Tuesday.") == [
        ("Marrow", ":", "attr")
    ]


def test_claimants_are_verbatim_and_where_they_say():
    headline, summary = "Head of lake mission warns of famine", "Brandt’s office said it “rejects” that."
    for claim in attribute(headline, summary, TABLE).claims:
        text = headline if claim.field == "title" else summary
        assert text[claim.start : claim.end] == claim.claimant
        assert claim.cue in text


def test_marks():
    claims = attribute("Ardanian officials reportedly deny raid", "", TABLE).claims
    assert [(claim.unnamed, claim.roles, claim.stance) for claim in claims] == [(True, ("party",), "deny")]
    assert attribute("Ardania did not confirm the raid", "", TABLE).claims[0].negated


PIECES = st.sampled_from(
    [
        "Ardania",
        "says",
        "said",
        "say",
        ",",
        ":",
        "-",
        "–",
        "“",
        "”",
        "'",
        "the",
        "of",
        "officials",
        "calls for",
        "by",
        "who",
        ";",
        "(",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200) | st.lists(PIECES, max_size=14).map(" ".join), st.text(max_size=200))
def test_any_text_gives_verbatim_claims(headline, summary):
    for claim in attribute(headline, summary, TABLE).claims:
        text = headline if claim.field == "title" else summary
        assert text[claim.start : claim.end] == claim.claimant
        assert claim.claimant.strip()
        assert claim.cue in text


def _scorer():
    spec = importlib.util.spec_from_file_location("score_attribution", SCORER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not (LABELLED.exists() and SCORER.exists()), reason="the labelled reports are not at hand")
def test_the_labelled_reports():
    match = _scorer().match
    made = right = required = hit = exact = reports = 0
    for row in map(json.loads, LABELLED.read_text(encoding="utf-8").splitlines()):
        given_ones = [
            {"field": claim.field, "claimant": claim.claimant}
            for claim in attribute(row["title"], row["summary"]).claims
        ]
        gold = row["attributions"]
        pairs = match(given_ones, gold)
        got, matched = {g for _, g in pairs}, {p for p, _ in pairs}
        must = [i for i, one in enumerate(gold) if not one.get("optional")]
        stray = [i for i, one in enumerate(given_ones) if one["field"] == "title" and i not in matched]
        made, right = made + len(given_ones), right + len(pairs)
        required, hit = required + len(must), hit + sum(i in got for i in must)
        exact += not stray and all(i in got for i in must if gold[i]["field"] == "title")
        reports += 1
    assert right / made >= 0.94
    assert hit / required >= 0.90
    assert exact / reports >= 0.95


def test_speed():
    reports = [
        (headline, "A Verrine official said lists had been exchanged, Brandt denied it.") for headline, _ in SPOKEN
    ] * 10
    begin = time.process_time()
    for headline, summary in reports:
        attribute(headline, summary, TABLE)
    assert len(reports) / (time.process_time() - begin) > 800  # 3,500 on an idle core; half the promise on a busy one


WHO_IS_TOLD = [
    ("Osk says mosque was hit, urges museum to help", ["Osk", "Osk"]),
    ("Ardania, Fighting in the Hills, Warns Verrin, Too", ["Ardania"]),
    ("Club must make amends, warns Freund", ["Freund"]),
    ("Households to be poorer, says think tank", ["think tank"]),
    ("Osk visits lake, says talks failed", ["Osk"]),
    ("Half of it could be saved, estimates show", []),
    ("Osk faces charges, which he has denied", []),
]


@pytest.mark.parametrize(("headline", "claimants"), WHO_IS_TOLD, ids=[headline for headline, _ in WHO_IS_TOLD])
def test_who_speaks_and_who_is_told(headline, claimants):
    assert [claimant for claimant, _, _ in found(headline)] == claimants
