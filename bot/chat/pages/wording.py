"""The text of a message that is to be sent, as Telegram HTML or plain."""

from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from typing import assert_never

from bot.chat.pages.markup import Form, Html, Plain
from bot.chat.pages.render import alert_html, alert_text, block_html, reply_html, reply_text
from bot.core.alert.content import AlertContent, ReplyContent
from bot.core.people.message import AnnouncementContent, DigestContent, Message, NoticeContent

LIMIT = 3900  # UTF-16 units; Telegram takes 4096
_REPEAT = "Repeat: an earlier sending may not have arrived"


def html_of(message: Message) -> str:
    """The message as Telegram HTML."""
    match message.content:
        case AlertContent() as content:
            return alert_html(replace(content, repeat=message.repeat))
        case ReplyContent() as content:
            return _marked(reply_html(content), message)
        case DigestContent() as content:
            return _digest_html(content)
        case NoticeContent() as content:
            return _marked(_notice(content, Html()), message)
        case AnnouncementContent(text=text):
            return _marked(escape(text, quote=False), message)
        case _:
            assert_never(message.content)


def text_of(message: Message) -> str:
    """The message as plain text."""
    match message.content:
        case AlertContent() as content:
            return alert_text(replace(content, repeat=message.repeat))
        case ReplyContent() as content:
            return _marked(reply_text(content), message)
        case DigestContent() as content:
            return _digest_text(content)
        case NoticeContent() as content:
            return _marked(_notice(content, Plain()), message)
        case AnnouncementContent(text=text):
            return _marked(text, message)
        case _:
            assert_never(message.content)


def _marked(text: str, message: Message) -> str:
    return f"{_REPEAT}\n{text}" if message.repeat else text


def _notice(content: NoticeContent, form: Form) -> str:
    return f"{form.strong(content.topic)} · {form.time(content.at, 'Dt')}\n{form.text(content.sentence)}"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2


def _span(since: datetime, until: datetime) -> str:
    first, last = since.astimezone(UTC), until.astimezone(UTC)
    shape = "%H:%M" if first.date() == last.date() else "%d %b %H:%M"
    return f"{first:%d %b %Y %H:%M} to {last.strftime(shape)} UTC"


def _head(content: DigestContent) -> str:
    count = len(content.entries) + content.left_out
    noun = "development" if count == 1 else "developments"
    return f"{count} {noun} not sent at the time, {_span(content.since, content.until)}"


def _fitted(head: str, entries: list[str], left_out: int) -> str:
    """As many entries as fit into one message; those left out are counted, and /latest has them."""
    kept = list(entries)
    while True:
        left = left_out + len(entries) - len(kept)
        tail = [f"{left} more not shown: /latest"] if left else []
        text = "\n\n".join([head, *kept, *tail])
        if _length(text) <= LIMIT or not kept:
            return text
        kept.pop()


def _entry_html(entry: AlertContent | ReplyContent) -> str:
    if isinstance(entry, ReplyContent):
        return reply_html(entry)
    link = f'\n<a href="{escape(entry.link)}">Link</a>' if entry.link else ""
    return block_html(entry.block) + link


def _digest_html(content: DigestContent) -> str:
    head = f"<b>{escape(content.topic)}</b> | {_head(content)}"
    return _fitted(head, [_entry_html(entry) for entry in content.entries], content.left_out)


def _digest_text(content: DigestContent) -> str:
    entries = [reply_text(entry) if isinstance(entry, ReplyContent) else alert_text(entry) for entry in content.entries]
    return _fitted(f"{content.topic} | {_head(content)}", entries, content.left_out)
