"""From what the bot sent to what the reader sees: parse mode, entities, trimming, lengths; and back to HTML."""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .errors import bad_request, strict
from .htmltext import Entity, parse_html
from .nesting import check_nesting
from .utf16 import cut, units

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ENTITY_LIMIT = 100

ENTITY_TYPES = {
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic", "underline",
    "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre", "text_link", "text_mention",
    "custom_emoji", "date_time",
}  # fmt: skip
FOUND = {
    "url": re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)'\]]"),
    "bot_command": re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])"),
    "mention": re.compile(r"(?<!\w)@[A-Za-z0-9_]{3,32}(?!\w)"),
    "hashtag": re.compile(r"(?<!\w)#\w*[^\W\d]\w*"),
}
TAGS: dict[str, Callable[[Mapping[str, object]], tuple[str, str]]] = {
    "bold": lambda _e: ("<b>", "</b>"),
    "italic": lambda _e: ("<i>", "</i>"),
    "underline": lambda _e: ("<u>", "</u>"),
    "strikethrough": lambda _e: ("<s>", "</s>"),
    "spoiler": lambda _e: ("<tg-spoiler>", "</tg-spoiler>"),
    "code": lambda _e: ("<code>", "</code>"),
    "blockquote": lambda _e: ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": lambda _e: ("<blockquote expandable>", "</blockquote>"),
    "text_link": lambda e: (f'<a href="{html.escape(str(e["url"]))}">', "</a>"),
    "text_mention": lambda e: (f'<a href="tg://user?id={_user_id(e)}">', "</a>"),
    "custom_emoji": lambda e: (f'<tg-emoji emoji-id="{e["custom_emoji_id"]}">', "</tg-emoji>"),
    "date_time": lambda e: (f'<tg-time unix="{e["unix_time"]}"{_time_format(e)}>', "</tg-time>"),
    "pre": lambda e: (
        (f'<pre><code class="language-{e["language"]}">', "</code></pre>") if e.get("language") else ("<pre>", "</pre>")
    ),
}


@dataclass(frozen=True, slots=True)
class Formatted:
    """Visible text and entities, offsets in UTF-16 units."""

    text: str
    entities: tuple[Entity, ...] = ()


def _user_id(entity: Mapping[str, object]) -> object:
    user = entity.get("user")
    return user["id"] if isinstance(user, Mapping) else 0


def _time_format(entity: Mapping[str, object]) -> str:
    return f' format="{entity["date_time_format"]}"' if entity.get("date_time_format") else ""


def format_text(
    text: str,
    parse_mode: str | None,
    entities: Sequence[Entity] | None,
    find_user: Callable[[int], Entity | None],
) -> Formatted:
    """What Telegram makes of a text: markup parsed, white space at both ends cut, links and commands found.

    Raises:
        Refusal: for markup that Telegram refuses.
    """
    if parse_mode:
        text, given = _parse(text, parse_mode)
    else:
        given = [dict(entity) for entity in entities or ()]
        _check_entities(text, given)
    known = [entity for entity in (_with_user(entity, find_user) for entity in given) if entity]
    if len(known) > ENTITY_LIMIT:
        raise strict(f"{len(known)} entities; Telegram drops all after the first {ENTITY_LIMIT}")
    trimmed = _trim(text, known)
    check_nesting(trimmed.entities)
    return Formatted(trimmed.text, (*trimmed.entities, *_found(trimmed)))


def _parse(text: str, parse_mode: str) -> tuple[str, list[Entity]]:
    mode = parse_mode.lower()
    if mode == "html":
        return parse_html(text)
    if mode in ("markdown", "markdownv2"):
        raise strict(f"this server does not read parse_mode {parse_mode}; use HTML or entities")
    raise bad_request("unsupported parse_mode")


def _check_entities(text: str, entities: Sequence[Entity]) -> None:
    end = units(text)
    for entity in entities:
        kind, offset, length = entity["type"], int(str(entity["offset"])), int(str(entity["length"]))
        if kind not in ENTITY_TYPES:
            raise bad_request(f"can't parse MessageEntity: Unsupported type specified: {kind}")
        if offset < 0 or length < 1 or offset + length > end:
            raise strict(f"entity {kind} at {offset}+{length} leaves the text of {end} units")


def _with_user(entity: Entity, find_user: Callable[[int], Entity | None]) -> Entity | None:
    """A mention of a user nobody knows is plain text, as at Telegram."""
    user_id = entity.pop("user_id", None)
    if user_id is None:
        return entity
    user = find_user(int(str(user_id)))
    return {**entity, "user": user} if user else None


def _trim(text: str, entities: Sequence[Entity]) -> Formatted:
    text = text.replace("\r", "")
    lead = units(text) - units(text.lstrip())
    visible = text.strip()
    end = units(visible)
    kept: list[Entity] = []
    for entity in entities:
        start = max(0, int(str(entity["offset"])) - lead)
        stop = min(end, int(str(entity["offset"])) + int(str(entity["length"])) - lead)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return Formatted(visible, tuple(kept))


def _found(formatted: Formatted) -> list[Entity]:
    """The links, commands, mentions and hashtags that the server finds by itself."""
    taken = [(int(str(e["offset"])), int(str(e["length"]))) for e in formatted.entities if e["type"] not in _LOOSE]
    found: list[Entity] = []
    for kind, pattern in FOUND.items():
        for match in pattern.finditer(formatted.text):
            start, length = units(formatted.text[: match.start()]), units(match.group())
            if not any(start < offset + size and offset < start + length for offset, size in taken):
                taken.append((start, length))
                found.append({"type": kind, "offset": start, "length": length})
    return sorted(found, key=lambda entity: int(str(entity["offset"])))


_LOOSE = {"bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote"}


def check_text(formatted: Formatted, *, editing: bool = False) -> Formatted:
    """1 to 4096 units after parsing."""
    if not formatted.text:
        raise bad_request("message text is empty")
    if units(formatted.text) > TEXT_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG" if editing else "message is too long")
    return formatted


def check_caption(formatted: Formatted) -> Formatted:
    """0 to 1024 units after parsing."""
    if units(formatted.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return formatted


def to_html(formatted: Formatted) -> str:
    """The same message as Telegram HTML; what the server found by itself gets no tag."""
    marks: dict[int, list[tuple[int, int, str]]] = {}
    for order, entity in enumerate(formatted.entities):
        if make := TAGS.get(str(entity["type"])):
            opening, closing = make(entity)
            start, length = int(str(entity["offset"])), int(str(entity["length"]))
            marks.setdefault(start, []).append((1, order, opening))
            marks.setdefault(start + length, []).append((0, -order, closing))
    cuts = sorted({0, units(formatted.text), *marks})
    parts: list[str] = []
    for here, there in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        parts += [tag for _, _, tag in sorted(marks.get(here, ()))]
        parts.append(html.escape(cut(formatted.text, here, there - here), quote=False))
    return "".join(parts)
