"""From a stored alert to everything its message shows: gathers what composing needs, decides nothing."""

from collections.abc import Iterable
from datetime import datetime

from bot.core.alert.compose import compose
from bot.core.alert.content import AlertContent, AlertInput, HeadlineVersion
from bot.core.detect.roles import ActorTable
from bot.core.model import Alert, Report, Topic, TopicId
from storage.store import Tables


class Announcer:
    """Composes alerts of any of the topics it was given."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._topics = {topic.id: topic for topic in topics}
        self._actors = {topic.id: ActorTable(topic) for topic in self._topics.values()}

    def knows(self, topic: TopicId) -> bool:
        """Whether the topic is configured."""
        return topic in self._topics

    def content(self, tables: Tables, alert: Alert, now: datetime) -> AlertContent:
        """What the alert shows at `now`."""
        return compose(self.input(tables, alert, now), self._actors[alert.topic])

    def input(self, tables: Tables, alert: Alert, now: datetime) -> AlertInput:
        """The alert's development as storage knows it."""
        development = tables.developments.get(alert.development)
        versions = tables.reports.versions(alert.report)
        lead = next(report for report in versions if report.version == alert.version)
        return AlertInput(
            topic=self._topics[alert.topic],
            act=development.act if development else None,
            importance=alert.importance,
            reason=alert.reason,
            lead=lead,
            reports=tables.developments.reports(alert.development),
            lead_headline_versions=_headlines(versions, lead),
            now=now,
        )


def _headlines(versions: tuple[Report, ...], lead: Report) -> tuple[HeadlineVersion, ...]:
    """The headlines the lead had up to the version shown, oldest first, each once in a row."""
    found: list[HeadlineVersion] = []
    for report in versions:
        if report.version <= lead.version and (not found or found[-1].headline != report.headline):
            found.append(HeadlineVersion(headline=report.headline, seen=report.seen))
    return tuple(found)
