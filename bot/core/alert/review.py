"""A second look at a report, by what was told: does it correct an alert, does it dispute one?

Detection knows what is new; only the alerts know what a report answers to. Pure, and of one topic.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.alert import corrections
from bot.core.alert.corrections import Notice
from bot.core.alert.disputes import Alerted, disputed
from bot.core.alert.grammar import words_of
from bot.core.alert.told import Told, ToldNews
from bot.core.detect.roles import ActorTable
from bot.core.model import Decision, DevelopmentId, Json, Reason, Report, TopicId, derived_id
from bot.core.text import words

_ALIKE = 0.6
_LITTLE = words_of(
    """
    a an the of in on for to and or at by with from as is was it its not corrected correction corrects retracted
    retraction withdrawn story report
    """
)


def correction(
    report: Report, before: Sequence[Report], topic: TopicId, told: ToldNews, now: datetime
) -> Decision | None:
    """The decision on a version that corrects or withdraws a report of an alerted development, else None.

    `before` holds the earlier versions; where there are none, the report may correct another one of its publisher:
    then the headlines must be alike.
    """
    found = corrections.fresh(before, report)
    if found is None:
        return None
    if before:
        known = told.of(report.id)
        return None if known is None else _correcting(report, before[-1], topic, known, found, now)
    pairs = ((known, one) for known, one in told.of_family(report.family) if _alike(report, one))
    known, one = next(pairs, (None, None))
    return None if known is None or one is None else _correcting(report, one, topic, known, found, now)


def gone(
    report: Report, original: Report, topic: TopicId, told: ToldNews, words: str, now: datetime
) -> Decision | None:
    """The decision on a report whose page its server says is gone, where it belongs to an alerted development."""
    known = told.of(report.id)
    found = Notice(where="page", text=words, withdrawn=True)
    return None if known is None else _correcting(report, original, topic, known, found, now)


def correcting(report: Report, decision: Decision, told: ToldNews) -> Decision:
    """A decision on a new report, turned into a correction where the report says that it corrects its publisher's

    own and detection filed it with that.
    """
    known = told.get(decision.development) if decision.development else None
    if known is None or report.version > 1:
        return decision
    own = [one for one in known.reports.values() if one.family == report.family and one.id != report.id]
    found = corrections.notice(report.headline, report.summary) if own else None
    if found is None:
        return decision
    made = _correcting(report, own[-1], decision.topic, known, found, decision.at)
    return replace(made, explanation={**decision.explanation, **made.explanation})


def disputing(report: Report, decision: Decision, told: ToldNews, actors: ActorTable) -> Decision:
    """A decision that found a new development, turned into a dispute where that disputes an alert.

    A report that was kept silent is heard where it says the opposite of what was told, be its score half of what news
    needs: a denial is short and alike, and that is what scores are low for. What was filed with what it denies gets a
    development of its own, since a denial must not be counted as one outlet more.
    """
    joined = decision.reason is Reason.CORROBORATION
    heard = decision.reason is Reason.NEW_DEVELOPMENT or joined or _kept_silent(decision)
    if not heard or decision.development is None:
        return decision
    if (told.get(decision.development) is not None) is not joined:
        return decision
    candidates = (told.get(one) for one in _candidates(decision))
    alerted = [Alerted(development=one.development, lead=one.lead) for one in candidates if one is not None]
    found = disputed(report, alerted, actors)
    if found is None or (joined and found.development != decision.development):
        return decision
    own = DevelopmentId(derived_id("development", decision.topic, report.id)) if joined else decision.development
    return replace(
        decision,
        reason=Reason.DISPUTE,
        development=own,
        disputes=found.development,
        explanation={**decision.explanation, "dispute": found.explain()},
    )


def _kept_silent(decision: Decision) -> bool:
    score = decision.explanation.get("score")
    if decision.reason is not Reason.BACKGROUND or decision.importance is None or not isinstance(score, dict):
        return False
    reached, needed = score.get("probability"), score.get("threshold")
    return isinstance(reached, float) and isinstance(needed, int | float) and reached >= needed / 2


def _correcting(
    report: Report, original: Report, topic: TopicId, known: Told, found: Notice, now: datetime
) -> Decision:
    explained: dict[str, Json] = {
        "of": original.id,
        "version": original.version,
        "withdrawn": found.withdrawn,
        "where": found.where,
        "text": found.text,
    }
    return Decision(
        report=report.id,
        version=report.version,
        topic=topic,
        reason=Reason.CORRECTION,
        at=now,
        development=known.development,
        storyline=known.storyline,
        importance=known.importance,
        explanation={"correction": explained},
    )


def _candidates(decision: Decision) -> tuple[DevelopmentId, ...]:
    """The developments that detection compared a report with, the likeliest first."""
    filing = decision.explanation.get("filing")
    rows = filing.get("candidates") if isinstance(filing, dict) else None
    if not isinstance(rows, list):
        return ()
    return tuple(DevelopmentId(str(row["development"])) for row in rows if isinstance(row, dict))


def _alike(one: Report, other: Report) -> bool:
    first, second = (frozenset(words(report.headline)) - _LITTLE for report in (one, other))
    shared = len(first & second)
    return shared >= 3 and shared >= _ALIKE * min(len(first), len(second))
