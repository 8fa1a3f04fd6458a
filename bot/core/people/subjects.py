"""What filters and settings are held against: an alert's words, its outlets, parties, act and claimants.

The lead is the report the alert shows. Its headline and summary are the words; `outlet:` looks at every outlet that
reports the development, `party:` at the actors the lead names (by id and by every name), `act:` at the label shown,
`says:` at the claimants shown. Labels of ours are not words of the alert: only what the outlet wrote can match.
"""

from collections.abc import Mapping, Sequence

from bot.core.alert.compose import report_block
from bot.core.detect.roles import ActorTable
from bot.core.model import Importance, Report, Topic
from bot.core.people.filters import Subject, subject
from bot.core.people.settings import AlertSubject, Voice


class Subjects:
    """Makes subjects of one topic's alerts."""

    def __init__(self, topic: Topic) -> None:
        self._actors = ActorTable(topic)
        self._names: Mapping[str, tuple[str, ...]] = {actor.id: (actor.id, *actor.names) for actor in topic.actors}

    def alert(self, importance: Importance, act: str | None, lead: Report, reports: Sequence[Report]) -> AlertSubject:
        """The subject of a development as known so far."""
        others = [report for report in reports if report.id != lead.id]
        voices = tuple(
            Voice(family=report.family, language=report.language, report=report.id) for report in (lead, *others)
        )
        return AlertSubject(importance=importance, voices=voices, subject=self.words(act, lead, others))

    def words(self, act: str | None, lead: Report, others: Sequence[Report] = ()) -> Subject:
        """What filters look at."""
        text = f"{lead.headline}\n{lead.summary}"
        named = {mention.actor for mention in self._actors.mentions(text)}
        return subject(
            text,
            outlet=[name for report in (lead, *others) for name in (report.outlet, report.family)],
            party=[name for actor in sorted(named) for name in self._names[actor]],
            act=[act] if act else [],
            says=[claim.claimant for claim in report_block(lead, self._actors).claims],
        )
