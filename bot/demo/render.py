"""A feed as bytes in RSS 2.0, Atom or RDF (RSS 1.0), with the quirks its outlet has. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import blake2b
from html import escape

from bot.demo.week import Entry, Outlet

_CONTENT_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "rdf": "application/rdf+xml; charset=utf-8",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A feed document with its validators; None where the outlet sends none."""

    body: bytes
    content_type: str
    etag: str | None
    modified: datetime | None


def page(outlet: Outlet, when: datetime) -> Page:
    """The document that an outlet serves at `when`, faults aside. Between two changes it is the same to the byte."""
    changed = outlet.changed(when)
    write = {"rss": _rss, "atom": _atom, "rdf": _rdf}[outlet.dialect]
    body = ('<?xml version="1.0" encoding="UTF-8"?>\n' + write(outlet, outlet.entries(when), changed)).encode()
    return Page(
        body=body,
        content_type=_CONTENT_TYPES[outlet.dialect],
        etag=_etag(body) if outlet.validators in ("both", "etag") else None,
        modified=changed.astimezone(UTC) if outlet.validators in ("both", "modified") else None,
    )


def broken(body: bytes) -> bytes:
    """The document as a publishing system leaves it that dies before its first item."""
    start = min(at for tag in (b"<item", b"<entry") if (at := body.find(tag)) >= 0)
    return body[:start] + b"<b>Warning</b>: connection to database & cache lost in feed.inc on line 212<br>"


def summary_markup(outlet: Outlet, entry: Entry) -> str:
    """The summary as this outlet writes it: plain text, or HTML around it."""
    text = escape(entry.summary, quote=False)
    if outlet.markup == "paragraphs":
        return f'<p>{text}</p> <p><a href="{escape(entry.link)}">Continue reading...</a></p>'
    if outlet.markup == "image":
        picture = f"https://{outlet.host}/media/{entry.item}.jpg"
        return f'<div><img src="{picture}" alt="" width="140" height="90" /></div>{text}<br />'
    return entry.summary


def _etag(body: bytes) -> str:
    return f'"{blake2b(body, digest_size=8).hexdigest()}"'


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{escape(text, quote=False)}</{name}>"


def _lines(*lines: str | None) -> str:
    return "\n".join(line for line in lines if line is not None)


def _rss(outlet: Outlet, entries: tuple[Entry, ...], changed: datetime) -> str:
    return _lines(
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">',
        "<channel>",
        _element("title", outlet.name),
        _element("link", f"https://{outlet.host}/"),
        _element("description", outlet.about),
        _element("language", outlet.language),
        _element("lastBuildDate", format_datetime(changed)),
        *(_rss_item(outlet, entry) for entry in entries),
        "</channel>",
        "</rss>",
    )


def _rss_item(outlet: Outlet, entry: Entry) -> str:
    permalink = "true" if entry.guid == entry.link else "false"
    return _lines(
        "<item>",
        _element("title", entry.title),
        _element("link", entry.link),
        _element("guid", entry.guid, f' isPermaLink="{permalink}"') if entry.guid else None,
        _element("pubDate", format_datetime(entry.published)),
        _element("dc:creator", entry.credit) if entry.credit else None,
        _element("category", entry.section),
        _element("description", summary_markup(outlet, entry)),
        "</item>",
    )


def _atom(outlet: Outlet, entries: tuple[Entry, ...], changed: datetime) -> str:
    return _lines(
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.language}">',
        _element("title", outlet.name),
        _element("subtitle", outlet.about),
        f'<link rel="alternate" href="https://{outlet.host}/"/>',
        _element("id", f"tag:{outlet.host},2025:feed"),
        _element("updated", changed.isoformat()),
        *(_atom_entry(outlet, entry) for entry in entries),
        "</feed>",
    )


def _atom_entry(outlet: Outlet, entry: Entry) -> str:
    kind = "text" if outlet.markup == "plain" else "html"
    return _lines(
        "<entry>",
        _element("title", entry.title),
        f'<link rel="alternate" href="{escape(entry.link)}"/>',
        _element("id", entry.guid or entry.link),
        _element("published", entry.published.isoformat()),
        _element("updated", entry.updated.isoformat()),
        f"<author>{_element('name', entry.credit or outlet.name)}</author>",
        f'<category term="{escape(entry.section)}"/>',
        _element("summary", summary_markup(outlet, entry), f' type="{kind}"'),
        "</entry>",
    )


def _rdf(outlet: Outlet, entries: tuple[Entry, ...], changed: datetime) -> str:
    return _lines(
        '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">',
        f'<channel rdf:about="https://{outlet.host}/">',
        _element("title", outlet.name),
        _element("link", f"https://{outlet.host}/"),
        _element("description", outlet.about),
        _element("dc:language", outlet.language),
        _element("dc:date", changed.isoformat()),
        "<items><rdf:Seq>",
        *(f'<rdf:li rdf:resource="{escape(entry.link)}"/>' for entry in entries),
        "</rdf:Seq></items>",
        "</channel>",
        *(_rdf_item(outlet, entry) for entry in entries),
        "</rdf:RDF>",
    )


def _rdf_item(outlet: Outlet, entry: Entry) -> str:
    return _lines(
        f'<item rdf:about="{escape(entry.guid or entry.link)}">',
        _element("title", entry.title),
        _element("link", entry.link),
        _element("dc:date", entry.published.isoformat()),
        _element("dc:creator", entry.credit) if entry.credit else None,
        _element("dc:subject", entry.section),
        _element("description", summary_markup(outlet, entry)),
        "</item>",
    )
