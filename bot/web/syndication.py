"""Developments as Atom (RFC 4287) and JSON Feed 1.1. Headlines are the outlets', labels are in a language of ours.

Ids do not change when the address does.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from bot.chat.languages import Words, mark
from bot.chat.terms import ACT, LANGUAGE
from bot.core.alert.content import ClaimLine, ReportBlock
from bot.core.alert.display import clean
from bot.web.pages import Listed

_ATOM = "http://www.w3.org/2005/Atom"


def _labels(one: Listed, spoken: Words) -> str:
    say, apart = spoken.label, spoken.kept_apart
    parts = [apart(one.topic)]
    if one.act:
        parts.append(say("Type: {act}", act=spoken.term(ACT, one.act)))
    if one.importance:
        parts.append(say("Importance {level} of 3", level=one.importance))
    parts.append(spoken.plural("{number} outlet", "{number} outlets", one.outlets).format(number=one.outlets))
    time = apart(f"{spoken.date(one.at, 'dd MMM y HH:mm')} UTC")
    dated = say("published {time}", time=time) if one.stated else say("first seen {time}", time=time)
    parts.append(f"{apart(one.block.outlet)}{say(', ')}{dated}")
    return " | ".join([*parts, *_who(one.block, spoken), *_taken_back(one, spoken)])


def _taken_back(one: Listed, spoken: Words) -> list[str]:
    say, named = spoken.label, spoken.kept_apart
    corrected, withdrawn = (say(", ").join(map(named, names)) for names in (one.corrected_by, one.withdrawn_by))
    marks = [say("Corrected by {outlet}", outlet=corrected)] if corrected else []
    return [*marks, say("Withdrawn by {outlet}", outlet=withdrawn)] if withdrawn else marks


def _who(block: ReportBlock, spoken: Words) -> list[str]:
    """Who says so or acts, and the outlet's hedges, in the words of the pages."""
    say = spoken.label
    if block.unread:
        return [say("Says who: not read (language: {language})", language=spoken.term(LANGUAGE, block.unread))]
    who = [_claim(claim, spoken) for claim in block.claims] or [say("Says who: not stated in the headline/description")]
    hedges = say(", ").join(spoken.kept_apart(one) for one in block.hedges)
    return [*who, say("hedged: {hedges}", hedges=hedges)] if hedges else who


def _claim(claim: ClaimLine, spoken: Words) -> str:
    if claim.kind == "attr":
        label = mark("Says who (in description): {who}") if claim.in_description else mark("Says who: {who}")
    else:
        label = mark("Actor (in description): {who}") if claim.in_description else mark("Actor: {who}")
    return spoken.label(label, who=spoken.kept_apart(f"{claim.claimant} ({claim.cue})"))


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def newest(listed: Sequence[Listed]) -> datetime | None:
    """When the newest entry changed last."""
    return max((one.changed for one in listed), default=None)


def atom(title: str, address: str, base: str, listed: Sequence[Listed], spoken: Words) -> bytes:
    """An Atom feed; `address` is its own, `base` the origin that pages are linked from, labels are in a language."""
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")

    def put(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
        one = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
        one.text = clean(text) or None
        return one

    put(feed, "title", title)
    put(feed, "id", f"urn:trucewire:{address.removeprefix(base)}")
    put(feed, "link", rel="self", href=address)
    put(feed, "link", rel="alternate", href=f"{base}/")
    put(feed, "updated", _stamp(newest(listed) or datetime(1970, 1, 1, tzinfo=UTC)))
    for one in listed:
        entry = put(feed, "entry")
        put(entry, "title", one.block.headline)
        put(entry, "id", f"urn:trucewire:development:{one.id}")
        put(entry, "link", rel="alternate", href=f"{base}/development/{one.id}")
        if one.link:
            put(entry, "link", rel="via", href=one.link)
        put(entry, "published", _stamp(one.at))
        put(entry, "updated", _stamp(one.changed))
        put(put(entry, "author"), "name", one.block.outlet)
        put(entry, "summary", _labels(one, spoken))
        if one.act:
            put(entry, "category", term=one.act)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'.encode()


def json_feed(title: str, address: str, base: str, listed: Sequence[Listed], spoken: Words) -> bytes:
    """A JSON Feed."""
    items = [
        {
            "id": f"urn:trucewire:development:{one.id}",
            "url": f"{base}/development/{one.id}",
            **({"external_url": one.link} if one.link else {}),
            "title": one.block.headline,
            "content_text": _labels(one, spoken),
            "date_published": _stamp(one.at),
            "date_modified": _stamp(one.changed),
            "authors": [{"name": one.block.outlet}],
            "language": one.language,
            **({"tags": [one.act]} if one.act else {}),
        }
        for one in listed
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": f"{base}/",
        "feed_url": address,
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, sort_keys=True).encode()
