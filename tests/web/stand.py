"""A store with invented news in it, for tests of whatever shows the status. Decisions are given, not detected."""

from datetime import UTC, datetime, timedelta

from bot.core.intake.standing import FeedState
from bot.core.model import (
    Actor,
    Decision,
    DevelopmentId,
    Reason,
    Report,
    ReportId,
    Source,
    SourceId,
    StorylineId,
    Topic,
    TopicId,
)

NOW = datetime(2031, 5, 9, 12, 0, tzinfo=UTC)
TOPIC = Topic(
    id=TopicId("coast"), name="Coast talks", terms=("truce", "talks"), places=("Port Lume",),
    actors=(
        Actor(id="ardania", names=("Ardania", "Ardanian"), role="party"),
        Actor(id="front", names=("Coastal Front",), role="party"),
        Actor(id="veland", names=("Veland",), role="mediator"),
    ),
)  # fmt: skip
SOURCES = (
    Source(id=SourceId("lantern"), outlet="The Lantern", url="http://a.example/feed", language="en", family="lantern"),
    Source(id=SourceId("courier"), outlet="Port Courier", url="http://b.example/feed", language="en", family="courier"),
    Source(id=SourceId("gull"), outlet="إذاعة النورس", url="http://c.example/feed", language="ar", family="gull"),
)
HOSTILE = 'Ardania <script>alert(1)</script> & "Coastal Front" hold talks, Veland says'

# hours before NOW, source, headline, development, importance
NEWS = (
    (80, "lantern", "Ardania and Coastal Front agree to truce, Veland says", "d1", 1),
    (60, "lantern", "Truce between Ardania and Coastal Front takes effect", "d2", 1),
    (59, "courier", "Four-day truce takes effect in Port Lume", "d2", 1),
    (30, "courier", "Coastal Front accuses Ardania of violating truce", "d3", 1),
    (28, "lantern", "Ardania denies breaking truce", "d4", 2),
    (20, "lantern", "Ardania frees 39 prisoners in exchange for 13 captives", "d5", 1),
    (9, "gull", "أردانيا تفرج عن أسرى في بورت لوم", "d5", 1),
    (6, "courier", HOSTILE, "d6", 2),
    (3, "lantern", "Coastal Front gives Ardania until Sunday to open Port Lume", "d7", 2),
)


def reported(hours, source, headline, number=0, summary="", version=1):
    outlet = next(one for one in SOURCES if one.id == source)
    at = NOW - timedelta(hours=hours)
    return Report(
        id=ReportId(f"{number:016x}"), source=outlet.id, outlet=outlet.outlet, family=outlet.family,
        language=outlet.language, headline=headline, summary=summary, link=f"https://{source}.example/{number}?a=1&b=2",
        published=at, seen=at, version=version,
    )  # fmt: skip


def decided(report, development, importance, *, reason=Reason.NEW_DEVELOPMENT, act="meet", topic=TOPIC):
    return Decision(
        report=report.id, version=report.version, topic=topic.id, reason=reason, at=report.seen,
        development=DevelopmentId(development), storyline=StorylineId("s"), importance=importance, act=act,
    )  # fmt: skip


def development(name):
    """The id that stands for a name in NEWS."""
    return f"{int(name[1:]):016x}"


def fill(tables):
    """Put the news in, and feeds of which one does not answer."""
    seen = set()
    for number, (hours, source, headline, name, importance) in enumerate(NEWS, 1):
        report = reported(hours, source, headline, number)
        reason = Reason.CORROBORATION if name in seen else Reason.NEW_DEVELOPMENT
        seen.add(name)
        tables.reports.add(report)
        tables.developments.record(decided(report, development(name), importance, reason=reason))
    minute = timedelta(minutes=1)
    for source in SOURCES[:2]:
        tables.feeds.save(FeedState(source=source.id, seeded=True, succeeded_at=NOW - 2 * minute))
    down = NOW - 300 * minute
    tables.feeds.save(
        FeedState(
            source=SOURCES[2].id, seeded=True, succeeded_at=down, failing_since=down, failures=4, problem="timeout"
        )
    )
