"""An alert as Telegram HTML and as terminal text: the order of lines, and nothing that is not already decided.

One label line, then for each report outlet and time, headline, who says so, hedges; then counts and the link. Which
pieces there are is composed in `bot.core.alert`; what gives way in a message without room is in `fit`.
"""

from collections.abc import Sequence

from bot.chat.pages.fit import versions
from bot.chat.pages.markup import Form, Html, Plain, Visible
from bot.core.alert.content import (
    AlertContent,
    ClaimLine,
    Corroboration,
    DisputeBlock,
    ReplyContent,
    ReportBlock,
)

VISIBLE_LIMIT = 600

_BELLS = {1: "🔴", 2: "🟠", 3: "⚪"}
_MOST_NAMES = 5
_REPLY_TITLES = {"changed": "Headline changed by", "correction": "Correction by", "withdrawn": "Withdrawn by"}


def _label_line(content: AlertContent, form: Form) -> str:
    parts = [f"{_BELLS[content.importance]} {form.text(content.topic)}"]
    if content.act:
        parts.append(f"Type: {form.text(content.act)}")
    parts.append(f"Importance {content.importance}/3")
    return " | ".join(parts)


def _outlet_line(block: ReportBlock, form: Form) -> str:
    line = form.text(block.outlet)
    line += f" · {form.time(block.published, 'Dt')}" if block.published else " · no time given"
    if block.first_seen:
        same_day = block.published and block.published.date() == block.first_seen.date()
        line += f" · first seen {form.time(block.first_seen, 't' if same_day else 'Dt')}"
    return line


def _headline_line(block: ReportBlock, form: Form, *, struck: bool) -> str:
    quoted = form.strong(f"“{block.headline}”") if block.headline else "(no headline)"
    return form.struck(quoted) if struck else quoted


def _claim_line(claim: ClaimLine, outlet: str, form: Form) -> str:
    where = " (in description)" if claim.in_description else ""
    marks = [*claim.tags, *(["unnamed"] if claim.unnamed else [])]
    who = f"{form.strong(claim.claimant)} ({form.text(claim.cue)})"
    line = " · ".join([who, *(form.text(mark) for mark in marks)])
    if claim.kind == "attr":
        return f"Says who{where}: {line}"
    return f"Actor{where}: {line} - {_own(outlet, form)}"


def _own(outlet: str, form: Form) -> str:
    ending = "'" if outlet.endswith("s") else "'s"
    return f"{form.text(outlet)}{ending} own wording"


def _claim_lines(block: ReportBlock, form: Form) -> list[str]:
    if block.unread:
        return [f"Says who: not read (language: {form.text(block.unread)})"]
    if not block.claims:
        return [f"Says who: not stated in the headline/description - {_own(block.outlet, form)}"]
    lines = [_claim_line(claim, block.outlet, form) for claim in block.claims]
    if block.more_claims:
        lines[-1] += f" · and {block.more_claims} more"
    return lines


def _hedge_line(block: ReportBlock, form: Form) -> list[str]:
    if not block.hedges:
        return []
    where = "description" if block.hedges_in_description else "original"
    return [f"Hedged in the {where}: {', '.join(form.text(_quoted(hedge)) for hedge in block.hedges)}"]


def _quoted(hedge: str) -> str:
    return hedge if hedge[:1] in "“\"‘'«„" else f"‘{hedge}’"


def _block_lines(block: ReportBlock, form: Form, *, struck: bool = False) -> list[str]:
    return [
        _outlet_line(block, form),
        _headline_line(block, form, struck=struck),
        *_claim_lines(block, form),
        *_hedge_line(block, form),
    ]


def _named(names: Sequence[str], form: Form, total: int) -> str:
    shown = names[:_MOST_NAMES]
    more = total - len(shown)
    return ", ".join(form.text(name) for name in shown) + (f" and {more} more" if more else "")


def _corroboration_line(counted: Corroboration, form: Form) -> str:
    line = _count(counted, form)
    if counted.number > 1 and counted.outlets:
        line += f": {_named(counted.outlets, form, counted.number)}"
    if counted.copies:
        copies = [f"{outlet} ({wire})" if wire else outlet for outlet, wire in counted.copies]
        line += f" · same copy, not counted: {_named(copies, form, len(copies))}"
    return line


def _count(counted: Corroboration, form: Form) -> str:
    if counted.unmatched:
        return "1 outlet, not yet matched elsewhere"
    if counted.number <= 1:
        return "Reported by 1 outlet"
    return f"{counted.number} outlets{_claimants(counted, form)}"


def _claimants(counted: Corroboration, form: Form) -> str:
    if not counted.claimants:
        return ""
    if len(counted.claimants) == 1:
        label = "same claimant" if counted.same_claimant else "1 claimant"
        return f", {label} ({form.text(counted.claimants[0])})"
    return f", {len(counted.claimants)} claimants{' of one side' if counted.one_side else ''}"


def _dispute_lines(dispute: DisputeBlock, more: int, form: Form) -> list[str]:
    title = "Disputed by:" if dispute.relation == "disputed_by" else "Disputes:"
    lines = ["", title, *_block_lines(dispute.block, form)]
    if dispute.link:
        lines.append(form.link("Other side", dispute.link))
    if more:
        lines.append(f"and {more} more")
    return lines


def _status_lines(content: AlertContent, form: Form) -> list[str]:
    lines = []
    if content.corrected_by:
        lines.append(f"Corrected by {_named(content.corrected_by, form, len(content.corrected_by))}")
    if content.withdrawn_by:
        lines.append(f"Withdrawn by {_named(content.withdrawn_by, form, len(content.withdrawn_by))}")
    if content.changed_by:
        lines.append(f"Headline since changed by {form.text(content.changed_by)}")
    if content.attribution_gone:
        lines.append("attribution no longer in headline")
    if content.updated:
        lines.append(f"updated {form.time(content.updated, 't')}")
    return lines


def _lines(content: AlertContent, form: Form) -> list[str]:
    counts = _corroboration_line(content.corroboration, form)
    lines = ["Repeat: an earlier sending may not have arrived"] if content.repeat else []
    lines.append(_label_line(content, form))
    if content.corroboration.unmatched:
        lines.append(counts)
    lines += _block_lines(content.block, form, struck=_struck(content))
    if not content.corroboration.unmatched:
        lines.append(counts)
    lines += _status_lines(content, form)
    if content.link:
        lines.append(form.link("Link", content.link))
    if content.dispute:
        lines += _dispute_lines(content.dispute, content.more_disputes, form)
    return lines


def _struck(content: AlertContent) -> bool:
    """Whether the outlet that is quoted took its words back; another outlet's correction is only named."""
    return content.block.outlet in {*content.corrected_by, *content.withdrawn_by}


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2


def visible_length(content: AlertContent) -> int:
    """Characters a reader sees in the Telegram message, in UTF-16 units, which is what Telegram counts."""
    return _utf16("\n".join(_lines(content, Visible())))


def fitted(content: AlertContent) -> AlertContent:
    """The fullest version that stays below 600 visible characters; the shortest where none does."""
    shortest = content
    for shortest in versions(content):
        if visible_length(shortest) < VISIBLE_LIMIT:
            break
    return shortest


def alert_text(content: AlertContent) -> str:
    """The alert for a terminal: plain text, links written out."""
    return "\n".join(_lines(fitted(content), Plain()))


def alert_html(content: AlertContent) -> str:
    """The alert as Telegram HTML (parse_mode HTML, link preview off)."""
    return "\n".join(_lines(fitted(content), Html()))


def edit_text(content: AlertContent) -> str:
    """What an edit brings, for a terminal, where what was printed stays: the headline, then what can have changed."""
    form = Plain()
    lines = [
        _headline_line(content.block, form, struck=_struck(content)),
        _corroboration_line(content.corroboration, form),
        *_status_lines(content, form),
    ]
    if content.dispute:
        lines += _dispute_lines(content.dispute, content.more_disputes, form)
    return "\n".join(lines)


def block_html(block: ReportBlock) -> str:
    """One report as it stands in an alert, as Telegram HTML: outlet and time, headline, who says so, hedges."""
    return "\n".join(_block_lines(block, Html()))


def _reply_lines(reply: ReplyContent, form: Form) -> list[str]:
    lines = [f"{_REPLY_TITLES[reply.kind]} {form.strong(reply.outlet)} · {form.time(reply.at, 'Dt')}"]
    if reply.old:
        lines.append(f"Was: “{form.text(reply.old)}”")
    if reply.headline:
        lines.append(f"Now: “{form.text(reply.headline)}”")
    if reply.new:
        lines.append(f"{'Now' if reply.kind == 'changed' else 'Text'}: “{form.text(reply.new)}”")
    if reply.attribution_gone:
        lines.append("attribution no longer in headline")
    if reply.link:
        lines.append(form.link("Link", reply.link))
    return lines


def reply_html(reply: ReplyContent) -> str:
    """The reply as Telegram HTML."""
    return "\n".join(_reply_lines(reply, Html()))


def reply_text(reply: ReplyContent) -> str:
    """The reply for a terminal."""
    return "\n".join(_reply_lines(reply, Plain()))
