"""The text of a message that is to be sent, as Telegram HTML or plain, in the language of the chat it goes to."""

from dataclasses import replace
from datetime import UTC
from typing import assert_never

from bot.chat.languages import best
from bot.chat.pages.markup import Form, Html, Plain
from bot.chat.pages.render import REPEAT, alert, entry, reply
from bot.chat.terms import NOTICE
from bot.core.alert.content import AlertContent, ReplyContent
from bot.core.people.message import AnnouncementContent, BriefContent, DigestContent, Message, NoticeContent

LIMIT = 3900  # UTF-16 units; Telegram takes 4096


def html_of(message: Message) -> str:
    """The message as Telegram HTML."""
    return _written(message, Html(best(message.language)))


def text_of(message: Message) -> str:
    """The message as plain text."""
    return _written(message, Plain(best(message.language)))


def _written(message: Message, form: Form) -> str:
    match message.content:
        case AlertContent() as content:
            return alert(replace(content, repeat=message.repeat), form)
        case DigestContent() as content:
            text = _digest(content, form)
        case ReplyContent() as content:
            text = reply(content, form)
        case NoticeContent() as content:
            text = _notice(content, form)
        case AnnouncementContent(text=written):
            text = form.verbatim(written)
        case BriefContent(html=html):
            text = form.made(html)
        case _:
            assert_never(message.content)
    return f"{form.lines([form.say(REPEAT)])}\n{text}" if message.repeat else text


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


def _digest(content: DigestContent, form: Form) -> str:
    entries = [reply(one, form) if isinstance(one, ReplyContent) else entry(one, form) for one in content.entries]
    return _fitted(_head(content, form), entries, content.left_out, form)
