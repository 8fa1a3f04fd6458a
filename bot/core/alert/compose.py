"""From a development as stored to everything its alert will show. No sentence about the world is written here.

Headline verbatim, claimants verbatim or none, labels as labels, counts of reports. Rules W1 to W16 are in
docs/wording.md.
"""

from datetime import datetime, timedelta
from functools import lru_cache

from bot.core.alert.attribution import Actors, attribute, is_pronoun
from bot.core.alert.claims import Attribution, Claim
from bot.core.alert.content import (
    NO_LANGUAGE,
    NO_OUTLET,
    AlertContent,
    AlertInput,
    ClaimLine,
    Correction,
    DisputeBlock,
    ReplyContent,
    ReportBlock,
)
from bot.core.alert.corroborate import corroboration
from bot.core.alert.display import clean, cut_headline, safe_link, short
from bot.core.model import Report
from bot.core.text import words

_CLAIMS_SHOWN = 2
_LAST_LATIN = "\u024f"
_LATE = timedelta(minutes=30)


def _claim_line(claim: Claim) -> ClaimLine:
    return ClaimLine(
        kind=claim.kind,
        claimant=short(claim.claimant, 80),
        cue=short(claim.cue, 30),
        tags=tuple(short(role, 20) for role in claim.roles[:3]),
        unnamed=claim.unnamed,
        in_description=claim.field == "summary",
    )


def _shown_claims(attribution: Attribution, outlet: str) -> tuple[ClaimLine, ...]:
    """Each claimant once, in order. A pronoun names nobody, and the outlet's own reporter is the outlet: left out."""
    lines: dict[tuple[str, str], ClaimLine] = {}
    for claim in attribution.shown:
        if not is_pronoun(claim.claimant) and not _is_own(claim, outlet):
            lines.setdefault((claim.claimant.casefold(), claim.kind), _claim_line(claim))
    return tuple(lines.values())


def _is_own(claim: Claim, outlet: str) -> bool:
    """As in "The Ledger's Ada Marrow reports" in The Ledger."""
    name = words(outlet.removeprefix("The "))[:1]
    return claim.stance == "report" and bool(name) and words(claim.claimant.removeprefix("The "))[:1] == name


def _first_seen(report: Report) -> datetime | None:
    if report.published is None or abs(report.seen - report.published) > _LATE:
        return report.seen
    return None


def _is_english(report: Report) -> bool:
    """The rules read English: by the feed's word, unless the headline is in another script."""
    letters = [char for char in report.headline if char.isalpha()]
    foreign = sum(char > _LAST_LATIN for char in letters) > len(letters) / 2
    return not foreign and report.language.casefold().replace("_", "-").split("-")[0] in ("en", "eng", "")


def report_block(report: Report, actors: Actors | None) -> ReportBlock:
    """One report as it is shown: the headline by the cut rule, its claimants, its hedges."""
    unread = None if _is_english(report) else short(report.language, 12) or NO_LANGUAGE
    attribution = Attribution() if unread else attribute(report.headline, report.summary, actors, report.outlet)
    claims = _shown_claims(attribution, report.outlet)
    keep = (*attribution.hedges, *attribution.negations, *(claim.claimant for claim in attribution.in_headline))
    from_summary = bool(claims) and claims[0].in_description and not attribution.hedges
    return ReportBlock(
        outlet=short(report.outlet, 40) or NO_OUTLET,
        published=report.published,
        first_seen=_first_seen(report),
        headline=cut_headline(report.headline, tuple(clean(word) for word in keep)),
        claims=claims[:_CLAIMS_SHOWN],
        more_claims=max(0, len(claims) - _CLAIMS_SHOWN),
        unread=unread,
        hedges=attribution.summary_hedges if from_summary else attribution.hedges,
        hedges_in_description=from_summary,
    )


def attribution_gone(old: str, new: str, actors: Actors | None) -> bool:
    """Whether the old headline named a claimant and the new one names none."""
    before, after = attribute(old, "", actors), attribute(new, "", actors)
    had = any(claim.kind == "attr" for claim in before.claims)
    return had and not any(claim.kind == "attr" for claim in after.claims)


def _dispute_block(alert: AlertInput, actors: Actors | None) -> DisputeBlock | None:
    """The dispute shown: the latest one, others are counted."""
    if not alert.disputes:
        return None
    other = alert.disputes[-1]
    link = safe_link(other.link or other.report.link)
    return DisputeBlock(relation=other.relation, block=report_block(other.report, actors), link=link)


@lru_cache(maxsize=512)  # an alert is composed anew with every report that joins, and the others stay as they are
def _claims_made(report: Report, actors: Actors | None) -> tuple[Claim, ...]:
    if not _is_english(report):
        return ()
    shown = attribute(report.headline, report.summary, actors, report.outlet).shown
    return tuple(claim for claim in shown if claim.kind == "attr")


def compose(alert: AlertInput, actors: Actors | None) -> AlertContent:
    """Everything the alert of a development shows at `alert.now`; the same input gives the same content."""
    reports = alert.reports or (alert.lead,)
    claims = {report.id: _claims_made(report, actors) for report in reports}  # type: ignore[arg-type]  # tables hash by identity
    versions = alert.lead_headline_versions
    gone = len(versions) > 1 and attribution_gone(versions[-2].headline, versions[-1].headline, actors)
    return AlertContent(
        topic=short(alert.topic.name, 60),
        act=short(alert.act, 40) if alert.act else None,
        importance=alert.importance,
        block=report_block(alert.lead, actors),
        corroboration=corroboration(reports, claims, alert.importance),
        link=safe_link(alert.lead.link),
        dispute=_dispute_block(alert, actors),
        more_disputes=max(0, len(alert.disputes) - 1),
        updated=versions[-1].seen if len(versions) > 1 else None,
        attribution_gone=gone,
        corrected_by=_outlets(alert.corrections, withdrawn=False),
        withdrawn_by=_outlets(alert.corrections, withdrawn=True),
        changed_by=short(alert.lead.outlet, 40) if alert.replaced else None,
    )


def _outlets(corrections: tuple[Correction, ...], *, withdrawn: bool) -> tuple[str, ...]:
    names = (short(one.outlet, 40) for one in corrections if one.withdrawn is withdrawn)
    return tuple(dict.fromkeys(names))


def compose_change(report: Report, old_headline: str, at: datetime, actors: Actors | None) -> ReplyContent:
    """The reply for a material change: old and new headline verbatim; attribution that vanished is said."""
    return ReplyContent(
        kind="changed",
        outlet=short(report.outlet, 40),
        at=at,
        old=cut_headline(old_headline),
        new=cut_headline(report.headline),
        attribution_gone=attribution_gone(old_headline, report.headline, actors),
        link=safe_link(report.link),
    )


def compose_correction(
    correction: Correction, old_headline: str, link: str | None, new_headline: str | None = None
) -> ReplyContent:
    """The reply for a correction or withdrawal, in the outlet's own words (cut at 240 characters if longer).

    `new_headline` is given where the headline changed and is not itself the correction's text.
    """
    return ReplyContent(
        kind="withdrawn" if correction.withdrawn else "correction",
        outlet=short(correction.outlet, 40),
        at=correction.at,
        old=cut_headline(old_headline),
        new=short(correction.text, 240),
        headline=cut_headline(new_headline) if new_headline else None,
        link=safe_link(link),
    )
