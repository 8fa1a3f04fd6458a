"""What goes into an alert and what comes out of composing it, as plain values.

`AlertInput` is what storage knows of a development; `AlertContent` is every piece that will be shown, already decided
(which claimants, which marks, which counts), not yet a string. Rendering adds layout and escaping and nothing else.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.core.model import Importance, Reason, Report, Topic

NO_OUTLET, NO_LANGUAGE = "outlet not named", "unknown"  # printed where a feed says nothing of the kind


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineVersion:
    """A headline that a report had, and when we first saw it."""

    headline: str
    seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """The other side of a dispute: the first report of the opposite claim, and its message where it has one.

    `relation` says how the other side stands to this alert: it came later and disputes us, or was there before us.
    """

    relation: Literal["disputed_by", "disputes"]
    report: Report
    link: str | None = None  # link to the other alert in this chat


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction or withdrawal an outlet published for a report of this development; `text` is the outlet's own."""

    outlet: str
    text: str
    at: datetime
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertInput:
    """A development as storage knows it. `reports` are all of its reports in order of arrival, the lead included.

    `lead_headline_versions` are the lead's headlines oldest first, the present one last; it may be empty.
    """

    topic: Topic
    act: str | None
    importance: Importance
    reason: Reason
    lead: Report
    reports: tuple[Report, ...]
    now: datetime
    lead_headline_versions: tuple[HeadlineVersion, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    corrections: tuple[Correction, ...] = ()
    replaced: bool = False  # the outlet's headline says something else by now, which is told in a reply


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """Who says so, or who acts. `tags` are roles from the topic's actor table, as the topic file spells them."""

    kind: Literal["attr", "act"]
    claimant: str
    cue: str
    tags: tuple[str, ...] = ()
    unnamed: bool = False
    in_description: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBlock:
    """One report as shown: outlet, times, headline, claimants. Both sides of a dispute are such a block."""

    outlet: str
    published: datetime | None
    first_seen: datetime | None  # only where it tells something: no publish time, or more than 30 minutes later
    headline: str
    claims: tuple[ClaimLine, ...]
    more_claims: int = 0
    unread: str | None = None  # language, where our rules cannot read it: then nothing is said about claimants
    hedges: tuple[str, ...] = ()
    hedges_in_description: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeBlock:
    """The other side, in the same form as ours."""

    relation: Literal["disputed_by", "disputes"]
    block: ReportBlock
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """How many outlets, counted by publisher, wire copy once; and how many claimants, counted apart.

    `outlets` are names in order of arrival. `copies` are outlets that carry text already counted, with the agency
    where one is credited. `claimants` are the distinct ones over all reports, as first printed.
    """

    number: int
    outlets: tuple[str, ...]  # may be fewer than `number` where a message has no room
    copies: tuple[tuple[str, str | None], ...] = ()
    claimants: tuple[str, ...] = ()
    same_claimant: bool = False  # every outlet that counts names a claimant, and it is the same one
    one_side: bool = False  # several claimants, all of them speaking for one actor of the table
    unmatched: bool = False  # high stakes and one outlet only


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertContent:
    """Every piece of one alert, decided. Text is the outlet's own, rid of invisible characters and cut by rule."""

    topic: str
    act: str | None
    importance: Importance
    block: ReportBlock
    corroboration: Corroboration
    link: str | None
    dispute: DisputeBlock | None = None
    more_disputes: int = 0
    updated: datetime | None = None
    attribution_gone: bool = False
    corrected_by: tuple[str, ...] = ()
    withdrawn_by: tuple[str, ...] = ()
    changed_by: str | None = None  # whose headline says something else by now
    repeat: bool = False
    least_outlets: int = 1  # how many the reader's chat waited for


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyContent:
    """A short reply to an alert: a material change of the headline, or a correction in the outlet's own words.

    `headline` is the new headline of what was corrected, where that changed as well.
    """

    kind: Literal["changed", "correction", "withdrawn"]
    outlet: str
    at: datetime
    old: str | None
    new: str
    headline: str | None = None
    attribution_gone: bool = False
    link: str | None = None
