"""Telegram's HTML parse mode: text and entities, or the refusal the official server gives.

The dialect is not HTML: few tags, four named character references, and every mistake refuses the whole message.
Positions in the error texts are byte offsets in UTF-8, as the official server reports them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from .errors import Refusal, bad_request
from .utf16 import units

Entity = dict[str, object]

PLAIN_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
SPECIAL_TAGS = {"a", "code", "pre", "blockquote", "tg-emoji", "tg-time"}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
LINK = re.compile(r"(?:(?P<scheme>[a-z][a-z0-9+.-]*):(?://)?)?(?P<rest>[^\s<>\"]+)", re.IGNORECASE)
ALLOWED_SCHEMES = {"http", "https", "ftp", "tg", "ton", "tonsite", "mailto", "tel"}
REFERENCE = re.compile(r"&(?:#[xX](?P<hex>[0-9a-fA-F]{1,6})|#(?P<dec>[0-9]{1,7})|(?P<name>[a-zA-Z]+));?")
# Outermost first where two entities cover the same text.
PRIORITY = {"blockquote": 0, "expandable_blockquote": 0, "pre": 1, "code": 2, "text_link": 3, "text_mention": 3}


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    begin: int


@dataclass(slots=True)
class _Parser:
    source: str
    pos: int = 0
    out: list[str] = field(default_factory=list)
    length: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def run(self) -> tuple[str, list[Entity]]:
        while self.pos < len(self.source):
            char = self.source[self.pos]
            if char == "<":
                self.tag()
            elif char == "&":
                self.put(self.reference())
            else:
                self.pos += 1
                self.put(char)
        if self.stack:
            raise _error(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        return "".join(self.out), sorted(self.entities, key=_outermost_first)

    def put(self, text: str) -> None:
        self.out.append(text)
        self.length += units(text)

    def peek(self) -> str:
        return self.source[self.pos] if self.pos < len(self.source) else ""

    def skip_spaces(self) -> None:
        while self.peek().isspace():
            self.pos += 1

    def take(self, stop: str) -> str:
        """Everything up to a space, one of `stop`, or the end."""
        start = self.pos
        while (char := self.peek()) and not char.isspace() and char not in stop:
            self.pos += 1
        return self.source[start : self.pos]

    def at(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def reference(self) -> str:
        """The character a reference stands for; an unknown reference is plain text, as at Telegram."""
        match = REFERENCE.match(self.source, self.pos)
        char = _decode(match) if match else ""
        self.pos = match.end() if match and char else self.pos + 1
        return char or "&"

    def tag(self) -> None:
        begin = self.pos
        self.pos += 1
        if self.peek() == "/":
            self.end_tag(begin)
        else:
            self.start_tag(begin)

    def start_tag(self, begin: int) -> None:
        name = self.take(">").lower()
        if not self.peek():
            raise _error(f"Unclosed start tag at byte offset {self.at(begin)}")
        if name not in PLAIN_TAGS and name not in SPECIAL_TAGS:
            raise _error(f'Unsupported start tag "{name}" at byte offset {self.at(begin)}')
        attributes = self.attributes(name, begin)
        self.pos += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _error(f'Tag "span" must have class "tg-spoiler" at byte offset {self.at(begin)}')
        self.stack.append(_Open(name, attributes, self.length, len(self.out)))

    def attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self.skip_spaces()
            if self.peek() == ">":
                return found
            name = self.take("=>").lower()
            if not self.peek():
                raise _error(f"Unclosed start tag at byte offset {self.at(begin)}")
            if not name:
                raise _error(f'Empty attribute name in the tag "{tag}" at byte offset {self.at(begin)}')
            self.skip_spaces()
            if self.peek() == "=":
                found[name] = self.value(tag, begin)
            elif (tag, name) == ("blockquote", "expandable"):
                found[name] = ""
            else:
                raise _error(
                    f'Expected equal sign in declaration of an attribute of the tag "{tag}"'
                    f" at byte offset {self.at(begin)}"
                )

    def value(self, tag: str, begin: int) -> str:
        self.pos += 1
        self.skip_spaces()
        quote = self.peek()
        if not quote:
            raise _error(f'Unclosed start tag "{tag}" at byte offset {self.at(begin)}')
        value = self.quoted(quote) if quote in "'\"" else self.name_token()
        if not self.peek():
            raise _error(f"Unclosed start tag at byte offset {self.at(begin)}")
        return value

    def quoted(self, quote: str) -> str:
        self.pos += 1
        parts: list[str] = []
        while (char := self.peek()) and char != quote:
            if char == "&":
                parts.append(self.reference())
            else:
                self.pos += 1
                parts.append(char)
        self.pos += 1
        return "".join(parts)

    def name_token(self) -> str:
        start = self.pos
        while (char := self.peek()) and char.isascii() and (char.isalnum() or char in ".-"):
            self.pos += 1
        if self.peek() and not self.peek().isspace() and self.peek() != ">":
            raise _error(f"Unexpected end of name token at byte offset {self.at(start)}")
        return self.source[start : self.pos].lower()

    def end_tag(self, begin: int) -> None:
        if not self.stack:
            raise _error(f"Unexpected end tag at byte offset {self.at(begin)}")
        self.pos += 1
        name = self.take(">").lower()
        self.skip_spaces()
        if self.peek() != ">":
            raise _error(f"Unclosed end tag at byte offset {self.at(begin)}")
        self.pos += 1
        opened = self.stack.pop()
        if name and name != opened.tag:
            raise _error(
                f'Unmatched end tag at byte offset {self.at(begin)}, expected "</{opened.tag}>", found "</{name}>"'
            )
        if self.length > opened.offset:
            self.close(opened)

    def close(self, opened: _Open) -> None:
        made = _entity(opened, "".join(self.out[opened.begin :]))
        if made is None:
            return
        made.update(offset=opened.offset, length=self.length - opened.offset)
        if not self.merge_code(made):
            self.entities.append(made)

    def merge_code(self, made: Entity) -> bool:
        """`<pre><code class="language-x">`, either way round, is one entity with a language, not two."""
        last = self.entities[-1] if self.entities else {}
        same = last.get("offset") == made["offset"] and last.get("length") == made["length"]
        pair = {last.get("type"), made["type"]} == {"pre", "code"}
        language = {**last, **made}.get("language")
        if not (same and pair and language):
            return False
        last.update(type="pre", language=language)
        return True


def _error(text: str) -> Refusal:
    return bad_request(f"can't parse entities: {text}")


def _decode(match: re.Match[str]) -> str:
    if name := match["name"]:
        return NAMED.get(name, "")
    code = int(match["hex"], 16) if match["hex"] else int(match["dec"])
    valid = 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if valid else ""


def _entity(opened: _Open, inner: str) -> Entity | None:
    if opened.tag in PLAIN_TAGS:
        return {"type": PLAIN_TAGS[opened.tag]}
    return _SPECIAL[opened.tag](opened.attributes, inner)


def _link(attributes: dict[str, str], inner: str) -> Entity | None:
    url = attributes.get("href") or inner
    if url.startswith("tg://user?id=") and url.removeprefix("tg://user?id=").isdigit():
        return {"type": "text_mention", "user_id": int(url.removeprefix("tg://user?id="))}
    checked = checked_link(url)
    return {"type": "text_link", "url": checked} if checked else None


def _code(attributes: dict[str, str], _inner: str) -> Entity:
    language = attributes.get("class", "")
    if language.startswith("language-"):
        return {"type": "code", "language": language.removeprefix("language-")}
    return {"type": "code"}


def _quote(attributes: dict[str, str], _inner: str) -> Entity:
    return {"type": "expandable_blockquote" if "expandable" in attributes else "blockquote"}


def _emoji(attributes: dict[str, str], _inner: str) -> Entity:
    emoji = attributes.get("emoji-id", "")
    if not emoji.isdigit() or int(emoji) == 0:
        raise _error("Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", "custom_emoji_id": emoji}


def _time(attributes: dict[str, str], _inner: str) -> Entity:
    unix = attributes.get("unix", "")
    form = attributes.get("format", "")
    if not unix.isdigit() or not 0 < int(unix) < 2**31:
        raise _error("Invalid date specified")
    if not TIME_FORMAT.fullmatch(form):
        raise _error("Invalid date-time format specified")
    return {"type": "date_time", "unix_time": int(unix), **({"date_time_format": form} if form else {})}


_SPECIAL: dict[str, Callable[[dict[str, str], str], Entity | None]] = {
    "a": _link,
    "code": _code,
    "pre": lambda _attributes, _inner: {"type": "pre"},
    "blockquote": _quote,
    "tg-emoji": _emoji,
    "tg-time": _time,
}


def _outermost_first(entity: Entity) -> tuple[int, int, int]:
    offset, length = int(str(entity["offset"])), int(str(entity["length"]))
    return offset, -length, PRIORITY.get(str(entity["type"]), 9)


def checked_link(url: str) -> str:
    """The link as Telegram would keep it, or "" where it would silently show plain text instead."""
    match = LINK.fullmatch(url.strip())
    if not match:
        return ""
    scheme = (match["scheme"] or "").lower()
    if not scheme or scheme not in ALLOWED_SCHEMES:
        return f"http://{url.strip()}" if "." in match["rest"] and not scheme else ""
    return url.strip()


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The visible text and its entities (offsets in UTF-16 units).

    Raises:
        Refusal: where Telegram would refuse the message.
    """
    text, entities = _Parser(source).run()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, entities
