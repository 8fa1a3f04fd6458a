"""The pages behind an alert, drawn from plain values: hostile text is text, and what does not fit is counted."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.languages import words
from bot.chat.pages import whypages
from bot.chat.pages.plain import plain
from bot.chat.pages.whypages import Compared, ReportView, SourceRow, WhyView
from bot.core.alert.attribution import attribute
from bot.core.model import Decision, DevelopmentId, Reason, Report, ReportId, SourceId, TopicId

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
HOSTILE = "<b>Osk</b> says & \u202e “talks” resume"

EN = words("en")


def report(number=1, headline="Osk says talks resume", **more):
    at = NOW + timedelta(minutes=number)
    values = {"version": 1, "outlet": f"Outlet {number}", "wire": None} | more
    return Report(
        id=ReportId(f"r{number}"), source=SourceId("s"), family=f"f{number}", language="en", headline=headline,
        summary="", link="https://ledger.example/1", published=at, seen=at, **values,
    )  # fmt: skip


def seen(*versions):
    last = versions[-1]
    return ReportView(versions=versions, decision=None, claims=attribute(last.headline, "").shown)


def decision(**explanation):
    return Decision(
        report=ReportId("r1"), version=1, topic=TopicId("t"), reason=Reason.NEW_DEVELOPMENT, at=NOW, importance=2,
        development=DevelopmentId("d"), explanation=explanation,
    )  # fmt: skip


def view(**more):
    values = {
        "headline": "Osk says talks resume", "decision": decision(), "said": "", "topic": "Lake talks", "compared": (), "level": 2,
        "filters": (), "reports": (seen(report()),),
    }  # fmt: skip
    return WhyView(**(values | more))


def test_hostile_text_stays_text():
    page = whypages.why(view(headline=HOSTILE, reports=(seen(report(1, HOSTILE, outlet="<i>x</i>")),)), EN)
    assert "<b>Osk</b>" not in page
    assert "&lt;b&gt;Osk&lt;/b&gt; says &amp;" in page
    assert "<i>" not in page


def test_what_was_compared_and_what_let_it_through():
    explained = {
        "gate": {"terms": ["truce"], "mediators": ["osk"]},
        "filing": {"reason": "no compatible candidate"},
        "score": {"probability": 0.8, "threshold": 0.5},
        "importance": {"why": "a step"},
    }
    compared = (Compared(headline="Osk says no", score=0.41, reason="opposite polarity"),)
    text = plain(
        whypages.why(
            view(decision=decision(**explained), compared=compared, filters=(("talks", True), ("-no", False))), EN
        )
    )
    for line in (
        "Importance 2 of 3: a step",
        "Settings here: alerts of importance 1 to 2",
        "Filter matched: talks",
        "Filter did not match: -no",
        "On topic: words truce; mediators osk",
        "New: no compatible candidate",
        "Compared with “Osk says no”: likeness 0.41, opposite polarity",
        "Score 0.80, needed 0.50",
        "Claimant: Osk, by the cue “says” (verb), in the headline",
    ):
        assert line in text.splitlines(), line


@pytest.mark.parametrize(
    ("code", "lines"),
    [("en", ("Importance 2 of 3: agreement: the state of the talks changes", "On topic: words truce; parties Lake Front",
             "Found by: opposite acts: hold, collapse", "Claimant: Osk, by the cue “says” (verb), in the headline")),
     ("fr", ("Importance 2 sur 3 : accord : l’état des pourparlers change", "Dans le sujet : mots truce ; parties Lake Front",
             "Trouvé par : actes opposés : maintien, effondrement",
             "Déclarant : Osk, par le mot “says” (verbe), dans le titre"))],
)  # fmt: skip
def test_acts_and_rules_are_in_the_language_and_actors_by_name(code, lines):
    explained = {
        "gate": {"terms": ["truce"], "parties": ["front"]},
        "importance": {"why": "deal: the state of the talks changes"},
        "dispute": {"evidence": "opposite acts: hold, collapse"},
    }
    shown = view(decision=decision(**explained), actors={"front": "Lake Front"})
    text = plain(whypages.why(shown, words(code))).splitlines()
    assert [line for line in lines if line not in text] == []


def test_a_place_without_a_subscription_is_told_so_and_no_filters_are_invented():
    text = plain(whypages.why(view(level=None, filters=None), EN))
    assert "no subscription" in text
    assert "Filter" not in text


def test_sixty_reports_are_cut_and_counted():
    views = [
        seen(report(number, f"Osk says talks resume, for the {number}th time, in a long headline"))
        for number in range(1, 61)
    ]
    for page in (whypages.reports("Osk says talks resume", views, EN), whypages.why(view(reports=tuple(views)), EN)):
        assert len(plain(page).encode("utf-16-le")) // 2 < 9000
        assert "more not shown" in page


def test_every_version_is_listed_with_its_time():
    versions = (report(1), report(1, "Osk says talks end", version=2))
    text = plain(whypages.why(view(reports=(seen(*versions),)), EN))
    assert "version 1, seen 12:01 UTC: “Osk says talks resume”" in text
    assert "version 2, seen 12:01 UTC: “Osk says talks end”" in text


def test_sources_in_health_and_out_of_it():
    rows = (
        SourceRow(
            outlet="Ledger",
            healthy=True,
            state="answers",
            succeeded=NOW,
            notes=("reports carry no date",),
            last=report(),
        ),
        SourceRow(outlet="Post", healthy=False, state="http_500: <error>", succeeded=None, notes=(), last=None),
    )
    page = whypages.sources(rows, NOW + timedelta(minutes=10), EN)
    assert "&lt;error&gt;" in page
    text = plain(page)
    assert "1 of 2 answer" in text
    assert "✓ Ledger: answers, last answer 10 min ago" in text
    assert "No report yet" in text
