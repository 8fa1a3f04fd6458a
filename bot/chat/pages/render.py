"""An alert as Telegram HTML and as terminal text, in a language: the order of lines, and nothing not yet decided.

One label line, then for each report outlet and time, headline, who says so, hedges; then counts and the link. Which
pieces there are is composed in `bot.core.alert`; what gives way in a message without room is in `fit`. Labels are in
the language; headlines, names, cues and hedges are the outlet's, in every language.
"""

from collections.abc import Sequence

from bot.chat.languages import Words, mark
from bot.chat.pages.fit import versions
from bot.chat.pages.markup import Form, Html, Plain, Visible
from bot.chat.terms import ACT, LANGUAGE, OUTLET, ROLE
from bot.core.alert.content import (
    AlertContent,
    ClaimLine,
    Corroboration,
    DisputeBlock,
    ReplyContent,
    ReportBlock,
)

VISIBLE_LIMIT = 600
REPEAT = mark("Repeat: an earlier sending may not have arrived")

_BELLS = {1: "🔴", 2: "🟠", 3: "⚪"}
_MOST_NAMES = 5
_REPLY_TITLES = {
    "changed": mark("Headline changed by {outlet}"),
    "correction": mark("Correction by {outlet}"),
    "withdrawn": mark("Withdrawn by {outlet}"),
}
_SAYS, _SAYS_BELOW = mark("Says who: {who}"), mark("Says who (in description): {who}")
_ACTS, _ACTS_BELOW = mark("Actor: {who} - {wording}"), mark("Actor (in description): {who} - {wording}")


def _label_line(content: AlertContent, form: Form) -> str:
    parts = [f"{_BELLS[content.importance]} {form.text(content.topic)}"]
    if content.act:
        parts.append(form.say("Type: {act}", act=form.term(ACT, content.act)))
    parts.append(form.say("Importance {level}/3", level=content.importance))
    return " | ".join(parts)


def _outlet_line(block: ReportBlock, form: Form) -> str:
    published = form.time(block.published, "Dt") if block.published else form.say("no time given")
    parts = [form.term(OUTLET, block.outlet), published]
    if block.first_seen:
        same_day = block.published and block.published.date() == block.first_seen.date()
        parts.append(form.say("first seen {time}", time=form.time(block.first_seen, "t" if same_day else "Dt")))
    return " · ".join(parts)


def _headline_line(block: ReportBlock, form: Form, *, struck: bool) -> str:
    quoted = form.strong(f"“{block.headline}”") if block.headline else form.say("(no headline)")
    return form.struck(quoted) if struck else quoted


def _claim_line(claim: ClaimLine, outlet: str, form: Form) -> str:
    marks = [form.term(ROLE, tag) for tag in claim.tags] + ([form.say("unnamed")] if claim.unnamed else [])
    who = " · ".join([f"{form.strong(claim.claimant)} ({form.text(claim.cue)})", *marks])
    if claim.kind == "attr":
        return form.say(_SAYS_BELOW if claim.in_description else _SAYS, who=who)
    return form.say(_ACTS_BELOW if claim.in_description else _ACTS, who=who, wording=_own(outlet, form))


def _own(outlet: str, form: Form) -> str:
    name = form.term(OUTLET, outlet)
    if outlet.endswith("s"):
        return form.say("{outlet}' own wording", outlet=name)
    return form.say("{outlet}'s own wording", outlet=name)


def _claim_lines(block: ReportBlock, form: Form) -> list[str]:
    if block.unread:
        return [form.say("Says who: not read (language: {language})", language=form.term(LANGUAGE, block.unread))]
    if not block.claims:
        own = _own(block.outlet, form)
        return [form.say("Says who: not stated in the headline/description - {wording}", wording=own)]
    lines = [_claim_line(claim, block.outlet, form) for claim in block.claims]
    if block.more_claims:
        lines[-1] += f" · {_more(block.more_claims, form)}"
    return lines


def _more(number: int, form: Form) -> str:
    return form.count("and {number} more", "and {number} more", number)


def _hedge_line(block: ReportBlock, form: Form) -> list[str]:
    if not block.hedges:
        return []
    hedges = form.listed(form.text(_quoted(hedge)) for hedge in block.hedges)
    if block.hedges_in_description:
        return [form.say("Hedged in the description: {hedges}", hedges=hedges)]
    return [form.say("Hedged in the original: {hedges}", hedges=hedges)]


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
    return form.listed(form.text(name) for name in shown) + (f" {_more(more, form)}" if more else "")


def _corroboration_line(counted: Corroboration, form: Form) -> str:
    line = _count(counted, form)
    if counted.number > 1 and counted.outlets:
        line = form.say("{counted}: {names}", counted=line, names=_named(counted.outlets, form, counted.number))
    if counted.copies:
        copies = [f"{outlet} ({wire})" if wire else outlet for outlet, wire in counted.copies]
        named = _named(copies, form, len(copies))
        line += " · " + form.say("same copy, not counted: {names}", names=named)
    return line


def _count(counted: Corroboration, form: Form) -> str:
    if counted.unmatched:
        return form.say("1 outlet, not yet matched elsewhere")
    if counted.number <= 1:
        return form.say("Reported by 1 outlet")
    return form.listed([form.count("{number} outlet", "{number} outlets", counted.number), *_claimants(counted, form)])


def _claimants(counted: Corroboration, form: Form) -> list[str]:
    if not counted.claimants:
        return []
    if len(counted.claimants) == 1:
        name = form.text(counted.claimants[0])
        same = counted.same_claimant
        return [form.say("same claimant ({name})", name=name) if same else form.say("1 claimant ({name})", name=name)]
    number = len(counted.claimants)
    if counted.one_side:
        return [form.count("{number} claimant of one side", "{number} claimants of one side", number)]
    return [form.count("{number} claimant", "{number} claimants", number)]


def _dispute_lines(dispute: DisputeBlock, more: int, form: Form) -> list[str]:
    title = form.say("Disputed by:") if dispute.relation == "disputed_by" else form.say("Disputes:")
    lines = ["", title, *_block_lines(dispute.block, form)]
    if dispute.link:
        lines.append(form.link(form.say("Other side"), dispute.link))
    if more:
        lines.append(_more(more, form))
    return lines


def _waited_lines(content: AlertContent, form: Form) -> list[str]:
    """That the alert comes as late as the reader asked for."""
    if content.least_outlets < 2:
        return []
    return [
        form.count(
            "Sent when {number} outlet had reported it",
            "Sent when {number} outlets had reported it",
            content.least_outlets,
        )
    ]


def _status_lines(content: AlertContent, form: Form) -> list[str]:
    lines = []
    if content.corrected_by:
        names = _named(content.corrected_by, form, len(content.corrected_by))
        lines.append(form.say("Corrected by {outlet}", outlet=names))
    if content.withdrawn_by:
        names = _named(content.withdrawn_by, form, len(content.withdrawn_by))
        lines.append(form.say("Withdrawn by {outlet}", outlet=names))
    if content.changed_by:
        lines.append(form.say("Headline since changed by {outlet}", outlet=form.text(content.changed_by)))
    if content.attribution_gone:
        lines.append(form.say("attribution no longer in headline"))
    if content.updated:
        lines.append(form.say("updated {time}", time=form.time(content.updated, "t")))
    return lines


def _lines(content: AlertContent, form: Form) -> list[str]:
    counts = _corroboration_line(content.corroboration, form)
    lines = [form.say(REPEAT)] if content.repeat else []
    lines.append(_label_line(content, form))
    if content.corroboration.unmatched:
        lines.append(counts)
    lines += _block_lines(content.block, form, struck=_struck(content))
    if not content.corroboration.unmatched:
        lines.append(counts)
    lines += [*_waited_lines(content, form), *_status_lines(content, form)]
    if content.link:
        lines.append(form.link(form.say("Link"), content.link))
    if content.dispute:
        lines += _dispute_lines(content.dispute, content.more_disputes, form)
    return lines


def _struck(content: AlertContent) -> bool:
    """Whether the outlet that is quoted took its words back; another outlet's correction is only named."""
    return content.block.outlet in {*content.corrected_by, *content.withdrawn_by}


def visible_length(content: AlertContent, spoken: Words | None = None) -> int:
    """Characters a reader sees in the Telegram message, in UTF-16 units, which is what Telegram counts."""
    form = Visible(spoken)
    text = form.lines(_lines(content, form))
    return len(text.encode("utf-16-le", "replace")) // 2


def fitted(content: AlertContent, spoken: Words | None = None) -> AlertContent:
    """The fullest version that stays below 600 visible characters; the shortest where none does."""
    shortest = content
    for shortest in versions(content):
        if visible_length(shortest, spoken) < VISIBLE_LIMIT:
            break
    return shortest


def alert(content: AlertContent, form: Form) -> str:
    """The alert in a form."""
    return form.lines(_lines(fitted(content, form.spoken), form))


def alert_html(content: AlertContent, spoken: Words | None = None) -> str:
    """The alert as Telegram HTML (parse_mode HTML, link preview off)."""
    return alert(content, Html(spoken))


def edit_text(content: AlertContent, spoken: Words | None = None) -> str:
    """What an edit brings, for a terminal, where what was printed stays: the headline, then what can have changed."""
    form = Plain(spoken)
    lines = [
        _headline_line(content.block, form, struck=_struck(content)),
        _corroboration_line(content.corroboration, form),
        *_status_lines(content, form),
    ]
    if content.dispute:
        lines += _dispute_lines(content.dispute, content.more_disputes, form)
    return form.lines(lines)


def block_html(block: ReportBlock, spoken: Words | None = None, *, struck: bool = False) -> str:
    """One report as it stands in an alert, as Telegram HTML: outlet and time, headline, who says so, hedges."""
    form = Html(spoken)
    return form.lines(_block_lines(block, form, struck=struck))


def entry(content: AlertContent, form: Form) -> str:
    """An alert as one entry of a digest: its report, and what became of that since, marked as alerts mark it."""
    link = [form.link(form.say("Link"), content.link)] if content.link else []
    return form.lines(
        [*_block_lines(content.block, form, struck=_struck(content)), *_status_lines(content, form), *link]
    )


def _reply_lines(reply: ReplyContent, form: Form) -> list[str]:
    title = form.say(_REPLY_TITLES[reply.kind], outlet=form.strong(reply.outlet))
    lines = [f"{title} · {form.time(reply.at, 'Dt')}"]
    if reply.old:
        lines.append(form.say("Was: {quote}", quote=form.quote(reply.old)))
    if reply.headline:
        lines.append(form.say("Now: {quote}", quote=form.quote(reply.headline)))
    if reply.new:
        quote = form.quote(reply.new)
        changed = reply.kind == "changed"
        lines.append(form.say("Now: {quote}", quote=quote) if changed else form.say("Text: {quote}", quote=quote))
    if reply.attribution_gone:
        lines.append(form.say("attribution no longer in headline"))
    if reply.link:
        lines.append(form.link(form.say("Link"), reply.link))
    return lines


def reply(content: ReplyContent, form: Form) -> str:
    """The reply in a form."""
    return form.lines(_reply_lines(content, form))
