"""An alert as Telegram HTML and as terminal text: layout and escaping of content that is already decided.

Every piece of feed text passes `_html`, which escapes it, and `_isolated`, which keeps a right-to-left headline from
reordering the line around it. Times are `<tg-time>` so that each reader sees their own zone; old clients show the UTC
text inside.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from html import escape

from bot.core.alert.content import (
    AlertContent,
    ClaimLine,
    Corroboration,
    DisputeBlock,
    ReplyContent,
    ReportBlock,
)

VISIBLE_LIMIT = 600

_FIRST_STRONG, _END_ISOLATE = "\u2068", "\u2069"
_BELLS = {1: "🔴", 2: "🟠", 3: "⚪"}


def _isolated(text: str) -> str:
    """Feed text in a bidi isolate where it holds right-to-left letters, else as it is."""
    if any("\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufefc" for char in text):
        return f"{_FIRST_STRONG}{text}{_END_ISOLATE}"
    return text


class _Html:
    """Telegram HTML. Only tags written here reach the message."""

    def text(self, text: str) -> str:
        return escape(_isolated(text), quote=False)

    def strong(self, text: str) -> str:
        return f"<b>{self.text(text)}</b>"

    def struck(self, text: str) -> str:
        return f"<s>{text}</s>"

    def time(self, at: datetime, shape: str) -> str:
        return f'<tg-time unix="{int(at.timestamp())}" format="{shape}">{_utc(at, shape)}</tg-time>'

    def link(self, label: str, address: str) -> str:
        return f'<a href="{escape(address)}">{self.text(label)}</a>'


class _Plain:
    """Terminal text: no markup, links written out."""

    def text(self, text: str) -> str:
        return _isolated(text)

    def strong(self, text: str) -> str:
        return _isolated(text)

    def struck(self, text: str) -> str:
        return f"[withdrawn] {text}"

    def time(self, at: datetime, shape: str) -> str:
        return _utc(at, shape)

    def link(self, label: str, address: str) -> str:
        return f"{label}: {address}"


_Format = _Html | _Plain


def _utc(at: datetime, shape: str) -> str:
    moment = at.astimezone(UTC)
    clock = f"{moment:%H:%M} UTC"
    return clock if shape == "t" else f"{moment.day} {moment:%b %Y} {clock}"


def _label_line(content: AlertContent, form: _Format) -> str:
    parts = [f"{_BELLS[content.importance]} {form.strong(content.topic)}"]
    if content.act:
        parts.append(f"Type: {form.text(content.act)}")
    parts.append(f"Importance {content.importance} of 3")
    return " | ".join(parts)


def _outlet_line(block: ReportBlock, form: _Format) -> str:
    line = form.strong(block.outlet)
    if block.published:
        line += f" · {form.time(block.published, 'Dt')}"
    else:
        line += " · no time given"
    if block.first_seen:
        same_day = block.published and block.published.date() == block.first_seen.date()
        line += f" · first seen {form.time(block.first_seen, 't' if same_day else 'Dt')}"
    return line


def _headline_line(block: ReportBlock, form: _Format, *, struck: bool = False) -> str:
    quoted = f"“{form.text(block.headline)}”" if block.headline else "(no headline)"
    return form.struck(quoted) if struck else quoted


def _marks(claim: ClaimLine) -> str:
    return "".join(f" · {mark}" for mark in (*claim.tags, *(("unnamed",) if claim.unnamed else ())))


def _claim_line(claim: ClaimLine, outlet: str, form: _Format) -> str:
    where = " (in description)" if claim.in_description else ""
    who = f"{form.strong(claim.claimant)} ({form.text(claim.cue)}){form.text(_marks(claim))}"
    if claim.kind == "attr":
        return f"Says who{where}: {who}"
    return f"Actor{where}: {who} - {form.text(outlet)}'s own wording"


def _claim_lines(block: ReportBlock, form: _Format) -> list[str]:
    if not block.claims:
        return [f"Says who: not stated in the headline/description - {form.text(block.outlet)}'s own wording"]
    lines = [_claim_line(claim, block.outlet, form) for claim in block.claims]
    if block.more_claims:
        lines[-1] += f" · and {block.more_claims} more"
    return lines


def _hedge_line(block: ReportBlock, form: _Format) -> list[str]:
    if not block.hedges:
        return []
    where = "description" if block.hedges_in_description else "original"
    return [f"Hedged in the {where}: {', '.join(f'‘{form.text(hedge)}’' for hedge in block.hedges)}"]


def _block_lines(block: ReportBlock, form: _Format, *, struck: bool = False) -> list[str]:
    return [
        _outlet_line(block, form),
        _headline_line(block, form, struck=struck),
        *_claim_lines(block, form),
        *_hedge_line(block, form),
    ]


def _named(names: Iterable[str], form: _Format, most: int) -> str:
    known = list(names)
    shown = ", ".join(form.text(name) for name in known[:most])
    return shown + (f" and {len(known) - most} more" if len(known) > most else "")


def _corroboration_line(counted: Corroboration, form: _Format, most: int) -> str:
    number = len(counted.outlets)
    if number <= 1:
        line = "1 outlet, not yet matched elsewhere" if counted.unmatched else "Reported by 1 outlet"
    else:
        line = f"{number} outlets{_claimants(counted, form)}"
        if most:
            line += f": {_named(counted.outlets, form, most)}"
    if counted.copies and most:
        line += f" · same copy, not counted: {_named((_copy(*copy) for copy in counted.copies), form, most)}"
    return line


def _copy(outlet: str, wire: str | None) -> str:
    return f"{outlet} ({wire})" if wire else outlet


def _claimants(counted: Corroboration, form: _Format) -> str:
    if not counted.claimants:
        return ""
    if len(counted.claimants) == 1:
        label = "same claimant" if counted.same_claimant else "1 claimant"
        return f", {label} ({form.text(counted.claimants[0])})"
    return f", {len(counted.claimants)} claimants"


def _dispute_lines(dispute: DisputeBlock, more: int, form: _Format) -> list[str]:
    title = "Disputed by:" if dispute.relation == "disputed_by" else "Disputes:"
    lines = ["", title, *_block_lines(dispute.block, form)]
    if dispute.link:
        lines.append(form.link("Other side", dispute.link))
    if more:
        lines.append(f"and {more} more")
    return lines


def _status_lines(content: AlertContent, form: _Format) -> list[str]:
    lines = []
    if content.corrected_by:
        lines.append(f"Corrected by {_named(content.corrected_by, form, 2)}")
    if content.withdrawn_by:
        lines.append(f"Withdrawn by {_named(content.withdrawn_by, form, 2)}")
    if content.attribution_gone:
        lines.append("attribution no longer in headline")
    if content.updated:
        lines.append(f"updated {form.time(content.updated, 't')}")
    return lines


def _lines(content: AlertContent, form: _Format, most: int) -> list[str]:
    marked = bool(content.corrected_by or content.withdrawn_by)
    lines = ["Repeat: an earlier sending may not have arrived"] if content.repeat else []
    lines += [_label_line(content, form), *_block_lines(content.block, form, struck=marked)]
    lines.append(_corroboration_line(content.corroboration, form, most))
    lines += _status_lines(content, form)
    if content.link:
        lines.append(form.link("Link", content.link))
    if content.dispute:
        lines += _dispute_lines(content.dispute, content.more_disputes, form)
    return lines


def _fitted(content: AlertContent, form: _Format, visible: Callable[[int], int]) -> str:
    """The fullest version below the limit: names of further outlets are the first to go, counts stay."""
    most = next((most for most in (5, 3, 1) if visible(most) < VISIBLE_LIMIT), 0)
    return "\n".join(_lines(content, form, most))


def alert_text(content: AlertContent) -> str:
    """The alert for a terminal: plain text, links written out."""
    return _fitted(content, _Plain(), lambda most: visible_length(content, most))


def alert_html(content: AlertContent) -> str:
    """The alert as Telegram HTML (parse_mode HTML, link preview off)."""
    return _fitted(content, _Html(), lambda most: visible_length(content, most))


class _Visible(_Plain):
    def link(self, label: str, address: str) -> str:  # noqa: ARG002
        return label


def visible_length(content: AlertContent, most: int = 5) -> int:
    """Characters a reader sees in the Telegram message, in UTF-16 units, which is what Telegram counts."""
    return len("\n".join(_lines(content, _Visible(), most)).encode("utf-16-le", "replace")) // 2


_REPLY_TITLES = {"changed": "Headline changed by", "correction": "Correction by", "withdrawn": "Withdrawn by"}


def _reply_lines(reply: ReplyContent, form: _Format) -> list[str]:
    lines = [f"{_REPLY_TITLES[reply.kind]} {form.strong(reply.outlet)} · {form.time(reply.at, 'Dt')}"]
    label = "Now" if reply.kind == "changed" else "Text"
    if reply.old:
        lines.append(f"Was: “{form.text(reply.old)}”")
    if reply.new:
        lines.append(f"{label}: “{form.text(reply.new)}”")
    if reply.attribution_gone:
        lines.append("attribution no longer in headline")
    if reply.link:
        lines.append(form.link("Link", reply.link))
    return lines


def reply_html(reply: ReplyContent) -> str:
    """The reply as Telegram HTML."""
    return "\n".join(_reply_lines(reply, _Html()))


def reply_text(reply: ReplyContent) -> str:
    """The reply for a terminal."""
    return "\n".join(_reply_lines(reply, _Plain()))


def block_html(block: ReportBlock) -> str:
    """One report as it stands in an alert, as Telegram HTML: outlet and time, headline, who says so, hedges."""
    return "\n".join(_block_lines(block, _Html()))
