"""Lists of feeds in OPML, as readers exchange them."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from xml.parsers import expat

from bot.core.intake.canonical import is_web
from bot.core.model import Source
from bot.errors import ParseError

MAX_BYTES = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One feed of a list."""

    title: str
    url: str
    language: str = ""


def read(body: bytes) -> tuple[Outline, ...]:
    """The feeds of a list, in order, each once. Raises ParseError; entities are not expanded."""
    if len(body) > MAX_BYTES:
        raise ParseError("too_large", f"more than {MAX_BYTES} bytes")
    found: dict[str, Outline] = {}
    parser = expat.ParserCreate()

    def start(name: str, values: dict[str, str]) -> None:
        url = values.get("xmlUrl", values.get("xmlurl", "")).strip()
        if name.lower() == "outline" and is_web(url):
            title = " ".join((values.get("text") or values.get("title") or url).split())
            found.setdefault(url, Outline(title=title, url=url, language=values.get("language", "")))

    def refuse(*_: object) -> None:
        raise ParseError("entities", "the list declares entities")

    parser.StartElementHandler = start
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise ParseError("malformed", f"no OPML: {error}") from error
    return tuple(found.values())


def write(sources: Iterable[Source], title: str = "Trucewire sources") -> str:
    """The sources as OPML 2.0."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = title
    body = SubElement(root, "body")
    for source in sources:
        SubElement(
            body, "outline", type="rss", text=source.outlet, title=source.outlet, xmlUrl=source.url,
            language=source.language,
        )  # fmt: skip
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"
