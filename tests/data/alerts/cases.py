"""Golden alerts: invented outlets, places and people. Each case is a name and what storage would know.

`python tests/data/alerts/cases.py` writes the expected files anew; read the diff before committing it.
"""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[2]))

from bot.chat.pages import render  # noqa: E402
from bot.chat.pages.markup import Html, Plain  # noqa: E402
from bot.core.alert.compose import compose, compose_change, compose_correction  # noqa: E402
from bot.core.alert.content import AlertInput, Correction, Dispute, HeadlineVersion  # noqa: E402
from bot.core.detect.roles import ActorTable  # noqa: E402
from bot.core.model import Actor, Reason, Report, ReportId, SourceId, Topic, TopicId, derived_id  # noqa: E402

NOON = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)

TOPIC = Topic(
    id=TopicId("lakeland"),
    name="Lakeland truce talks",
    terms=("truce", "ceasefire"),
    places=("Lakeland", "Port Merrin"),
    actors=(
        Actor(
            id="ardania",
            names=("Ardania", "Ardanian", "Prime Minister Oskar Brandt", "Brandt", "أردانيا"),
            role="party",
        ),
        Actor(id="front", names=("River Front", "Front", "Ilya Sorn"), role="party"),
        Actor(id="verrin", names=("Verrin", "Verrine"), role="mediator"),
        Actor(id="lowmark", names=("Lowmark",), role="third country"),
        Actor(id="un", names=("UN", "U.N."), role="organisation"),
    ),
)
TABLE = ActorTable(TOPIC)


@dataclass(frozen=True)
class Case:
    """Expected text by format."""

    name: str
    text: str
    html: str


def report(outlet, headline, summary="", minutes=0, **more):
    """A report published at noon plus some minutes, seen two minutes later."""
    published = NOON + timedelta(minutes=minutes)
    link = f"https://{outlet.lower().replace(' ', '-')}.example/news/{minutes + 100}"
    values = {
        "id": ReportId(derived_id("report", outlet, headline)), "source": SourceId(outlet.lower()), "outlet": outlet,
        "family": outlet.lower(), "language": "en", "headline": headline, "summary": summary, "link": link,
        "published": published, "seen": published + timedelta(minutes=2),
    }  # fmt: skip
    return Report(**{**values, **more})


def alert(lead, *others, act="statement", importance=2, reason=Reason.NEW_DEVELOPMENT, **more):
    """What the alert of a development shows, composed."""
    given = AlertInput(
        topic=TOPIC, act=act, importance=importance, reason=reason, lead=lead, reports=(lead, *others),
        now=NOON + timedelta(hours=1), **more,
    )  # fmt: skip
    return compose(given, TABLE)


def _alerts():
    claim = report("The Ledger", "Ardania says it accepts five-day truce")
    denial = report("Harbour Post", "River Front denies truce was agreed", minutes=40)
    yield "claim by a party", alert(claim, act="acceptance", importance=1)
    yield (
        "act in the outlet's voice",
        alert(report("The Ledger", "River Front rejects Verrine truce plan"), act="rejection"),
    )
    yield (
        "nobody named",
        alert(
            report("The Ledger", "Truce takes effect along the Merrin river", "Guns fell silent at dawn."),
            act="takes effect",
        ),
    )
    yield (
        "claimant only in the description",
        alert(
            report("The Ledger", "Prisoner swap near, hopes rise", "A Verrine official said lists had been exchanged.")
        ),
    )
    yield "outermost speaker", alert(report("Coast Wire", "River Front accepts plan, sources tell Harbour Post"))
    yield "speaker before a colon", alert(report("Coast Wire", "Brandt: River Front has agreed to free captives"))
    yield "label before a colon", alert(report("Coast Wire", "Ardania-Front war: UN envoy calls for longer pause"))
    yield "speaker after a dash", alert(report("Coast Wire", "Talks to resume on Sunday - Verrine foreign ministry"))
    yield (
        "third country",
        alert(report("Coast Wire", "Lowmark urges both sides to extend truce"), act="demand", importance=3),
    )
    yield "no tag for families", alert(report("Coast Wire", "Families of Ardanian captives demand deal"), importance=3)
    yield "hedged", alert(report("The Ledger", "Front leader reportedly offers ten-day pause"), act="proposal")
    yield "question and scare quotes", alert(report("The Ledger", "Is the ‘quiet pause’ about to end?"))
    yield (
        "negated",
        alert(report("The Ledger", "Ardania will not accept talks under fire, Brandt says"), act="rejection"),
    )
    yield (
        "two claimants",
        alert(report("The Ledger", "Ardania says convoy was hit, but River Front denies shelling"), act="violation"),
    )
    yield (
        "three outlets, one claimant",
        alert(
            claim,
            report("Harbour Post", "Ardania says yes to five-day pause in fighting", minutes=6),
            report("Northern Star", "Five-day truce accepted, Ardania says", minutes=9),
            act="acceptance",
            importance=1,
        ),
    )
    yield (
        "two outlets, two claimants",
        alert(
            claim,
            report("Harbour Post", "Truce for five days accepted, Verrine mediators say", minutes=6),
            importance=1,
        ),
    )
    yield (
        "two claimants of one side",
        alert(
            report("The Ledger", "Brandt says captives will be home by Friday"),
            report("Harbour Post", "Captives home by Friday, Ardanian officials say", minutes=5),
        ),
    )
    yield (
        "wire copy counts once",
        alert(
            report("Coast Wire", "UN envoy calls for talks in Port Merrin", wire="Lakepress"),
            report("Harbour Post", "UN envoy calls for talks", minutes=3, wire="Lakepress"),
            report("Northern Star", "Envoy wants talks in Port Merrin, UN says", minutes=8),
        ),
    )
    yield (
        "seven outlets",
        alert(
            claim,
            *(
                report(f"Paper {n}", f"Edition {n}: Ardania says truce of five days accepted", minutes=n)
                for n in range(1, 7)
            ),
        ),
    )
    yield (
        "disputed by",
        alert(claim, act="acceptance", importance=1, disputes=(Dispute(relation="disputed_by", report=denial),)),
    )
    yield (
        "disputes",
        alert(
            denial,
            act="rejection",
            importance=1,
            reason=Reason.DISPUTE,
            disputes=(Dispute(relation="disputes", report=claim, link="https://t.me/c/100200300/41"),),
        ),
    )
    yield (
        "updated, attribution gone",
        alert(
            report("The Ledger", "Convoy hit near Port Merrin", version=2),
            lead_headline_versions=(
                HeadlineVersion(headline="Convoy hit near Port Merrin, Ardania says", seen=NOON),
                HeadlineVersion(headline="Convoy hit near Port Merrin", seen=NOON + timedelta(minutes=50)),
            ),
        ),
    )
    correction = Correction(
        outlet="The Ledger", text="Correction: the truce is for four days", at=NOON + timedelta(hours=2)
    )
    gone = Correction(
        outlet="The Ledger", text="This report was withdrawn", at=NOON + timedelta(hours=2), withdrawn=True
    )
    yield "corrected", alert(claim, act="acceptance", importance=1, corrections=(correction,))
    yield "withdrawn", alert(claim, act="acceptance", importance=1, corrections=(gone,))
    yield "no link", alert(report("The Ledger", "Verrin says talks will resume", link=None))
    yield "unsafe link", alert(report("The Ledger", "Verrin says talks will resume", link="javascript:alert(1)"))
    yield "no publish time", alert(report("The Ledger", "Verrin says talks will resume", published=None))
    yield "seen late", alert(report("The Ledger", "Verrin says talks will resume", seen=NOON + timedelta(minutes=95)))
    yield "no act", alert(report("The Ledger", "Verrin says talks will resume"), act=None)
    yield (
        "markup in the headline",
        alert(report("Fish & Chips <Daily>", "Ardania says “<b>yes</b>” & <i>no</i> &amp; more")),
    )
    yield "override characters", alert(report("The Ledger", "Ardania \u202esays\u202c yes\u200b to\u0007 talks\n\tnow"))
    yield (
        "arabic headline",
        alert(
            report("صحيفة المرفأ", "أردانيا تقول إنها تقبل هدنة لمدة خمسة أيام", language="ar"),
            act="acceptance",
            importance=1,
        ),
    )
    yield (
        "hebrew headline",
        alert(report("עיתון הנמל", "מנהיג החזית: לא נקבל הפסקת אש (5 ימים)", language="he"), act="rejection"),
    )
    long = (
        "Ardania says it accepts a five-day truce along the whole of the Merrin river, the return of all captives held since "
        "the autumn, and monitors from three countries who would have free access to both banks"
    )
    yield "long headline is cut at a word", alert(report("The Ledger", long))
    yield (
        "long headline keeps its trailing speaker",
        alert(
            report(
                "The Ledger", long.removeprefix("Ardania says it accepts a ").capitalize() + ", Verrine officials say"
            )
        ),
    )
    yield (
        "long headline is not cut inside a quotation",
        alert(
            report(
                "The Ledger",
                "Envoys leave Port Merrin after a night of talks about prisoners, convoys and monitors on both of the banks "
                "with the words “we have come further than on any day since the war began and will meet again”",
            )
        ),
    )
    yield (
        "long headline keeps its hedge",
        alert(
            report(
                "The Ledger",
                "Envoys of the two sides leave Port Merrin after a long night of talks about prisoners, convoys, the monitors on "
                "both of the banks and the opening of the bridge, which may follow",
            )
        ),
    )
    yield (
        "dispute with long names",
        alert(
            report("The Ledger of the Lakes and Rivers", f"{long[:150]}, says the Ardanian government"),
            act="acceptance",
            importance=1,
            disputes=(
                Dispute(
                    relation="disputed_by",
                    report=report(
                        "Harbour Post Evening Edition", f"River Front denies that {long[16:150]}", minutes=40
                    ),
                ),
            ),
        ),
    )


def _replies():
    new = report("The Ledger", "Convoy hit near Port Merrin", version=2)
    old = "Convoy hit near Port Merrin, Ardania says"
    yield "reply changed", compose_change(new, old, NOON + timedelta(minutes=50), TABLE)
    corrected = Correction(
        outlet="The Ledger", text="Correction: the truce is for four days", at=NOON + timedelta(hours=2)
    )
    yield "reply correction", compose_correction(corrected, old, new.link)
    gone = Correction(outlet="The Ledger", text="", at=NOON + timedelta(hours=2), withdrawn=True)
    yield "reply withdrawn", compose_correction(gone, old, None)


def contents():
    """The alerts, by name, not yet rendered."""
    return list(_alerts())


def replies():
    """The replies, by name, not yet rendered."""
    return list(_replies())


def cases():
    """All golden cases, rendered."""
    return [
        *(Case(name, render.alert(content, Plain()), render.alert(content, Html())) for name, content in contents()),
        *(Case(name, render.reply(content, Plain()), render.reply(content, Html())) for name, content in replies()),
    ]


def path(name, ending):
    """Where the expected text of a case is."""
    return HERE / f"{name.replace(' ', '-').replace(',', '').replace(chr(39), '')}.{ending}"


if __name__ == "__main__":
    for case in cases():
        path(case.name, "txt").write_text(case.text + "\n", encoding="utf-8")
        path(case.name, "html").write_text(case.html + "\n", encoding="utf-8")
