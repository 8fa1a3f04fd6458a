"""The text of a message that is to be sent, as Telegram HTML or plain, in the language of the chat it goes to."""

from dataclasses import replace
from datetime import UTC
from html import escape
from typing import assert_never

from bot.chat.languages import Words, best
from bot.chat.pages.markup import Form, Html, Plain
from bot.chat.pages.plain import plain
from bot.chat.pages.render import REPEAT, alert_html, alert_text, entry_html, reply_html, reply_text
from bot.chat.terms import NOTICE
from bot.core.alert.content import AlertContent, ReplyContent
from bot.core.people.message import AnnouncementContent, BriefContent, DigestContent, Message, NoticeContent

LIMIT = 3900  # UTF-16 units; Telegram takes 4096


def html_of(message: Message) -> str:
    """The message as Telegram HTML."""
    spoken = best(message.language)
    match message.content:
        case AlertContent() as content:
            return alert_html(replace(content, repeat=message.repeat), spoken)
        case ReplyContent() as content:
            return _marked(reply_html(content, spoken), message, spoken)
        case DigestContent() as content:
            return _digest_html(content, spoken)
        case NoticeContent() as content:
            return _marked(_notice(content, Html(spoken)), message, spoken)
        case AnnouncementContent(text=text):
            return _marked(escape(text, quote=False), message, spoken)
        case BriefContent(html=html):
            return _marked(html, message, spoken)
        case _:
            assert_never(message.content)


def text_of(message: Message) -> str:
    """The message as plain text."""
    spoken = best(message.language)
    match message.content:
        case AlertContent() as content:
            return alert_text(replace(content, repeat=message.repeat), spoken)
        case ReplyContent() as content:
            return _marked(reply_text(content, spoken), message, spoken)
        case DigestContent() as content:
            return _digest_text(content, spoken)
        case NoticeContent() as content:
            return _marked(_notice(content, Plain(spoken)), message, spoken)
        case AnnouncementContent(text=text):
            return _marked(text, message, spoken)
        case BriefContent(html=html):
            return _marked(plain(html), message, spoken)
        case _:
            assert_never(message.content)


def _marked(text: str, message: Message, spoken: Words) -> str:
    return f"{spoken.directed(spoken.label(REPEAT))}\n{text}" if message.repeat else text


def _notice(content: NoticeContent, form: Form) -> str:
    """A sentence of ours about feeds; one that no catalogue has is told as it was stored."""
    head = f"{form.strong(content.topic)} · {form.time(content.at, 'Dt')}"
    return form.lines([head, form.term(NOTICE, content.sentence)])


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2


def _span(content: DigestContent, form: Form) -> str:
    first, last = content.since.astimezone(UTC), content.until.astimezone(UTC)
    until = form.date(last, "HH:mm" if first.date() == last.date() else "dd MMM HH:mm")
    return form.say("{first} to {last} UTC", first=form.date(first, "dd MMM y HH:mm"), last=until)


def _head(content: DigestContent, form: Form) -> str:
    count = form.count(
        "{number} development not sent at the time, {span}",
        "{number} developments not sent at the time, {span}",
        len(content.entries) + content.left_out,
        span=_span(content, form),
    )
    return f"{form.strong(content.topic)} | {count}"


def _fitted(head: str, entries: list[str], left_out: int, form: Form) -> str:
    """As many entries as fit into one message; those left out are counted, and /latest has them."""
    kept = list(entries)
    while True:
        left = left_out + len(entries) - len(kept)
        more = form.count("{number} more not shown: /latest", "{number} more not shown: /latest", left)
        text = "\n\n".join([form.lines([head]), *kept, *([form.lines([more])] if left else [])])
        if _length(text) <= LIMIT or not kept:
            return text
        kept.pop()


def _entry_html(entry: AlertContent | ReplyContent, spoken: Words) -> str:
    if isinstance(entry, ReplyContent):
        return reply_html(entry, spoken)
    return entry_html(entry, spoken)


def _digest_html(content: DigestContent, spoken: Words) -> str:
    form = Html(spoken)
    entries = [_entry_html(entry, spoken) for entry in content.entries]
    return _fitted(_head(content, form), entries, content.left_out, form)


def _digest_text(content: DigestContent, spoken: Words) -> str:
    form = Plain(spoken)
    entries = [
        reply_text(entry, spoken) if isinstance(entry, ReplyContent) else alert_text(entry, spoken)
        for entry in content.entries
    ]
    return _fitted(_head(content, form), entries, content.left_out, form)
