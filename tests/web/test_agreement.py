"""Chat, pages, feeds and alerts tell one development alike: the same time beside the outlet, the same count."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from bot.chat.commands import Commands
from bot.chat.pages.plain import plain
from bot.chat.requests import Request
from bot.core.alert.corroborate import corroboration
from bot.core.model import ChatId, Reason
from tests.web.stand import NOW, SOURCES, TOPIC, decided, development, reported

HEADLINE = "Veland says Ardania and Coastal Front meet on Sunday"
COPY = "Envoys of both sides will sit at one table in Port Lume, the mediator said on Friday evening."
ATOM = "{http://www.w3.org/2005/Atom}"
MINUTE = timedelta(minutes=1)


def told(tables, *, published):
    """Three outlets report it, the third with the copy of the second; the first was seen 40 minutes late, or undated."""
    lead = replace(reported(0.5, "lantern", HEADLINE, 90), published=published)
    second = reported(0.4, "courier", "Sides to meet on Sunday in Port Lume, Veland says", 91, summary=COPY)
    third = replace(second, id=f"{92:016x}", family="mirror", outlet="The Mirror", seen=second.seen + MINUTE)
    for number, report in enumerate((lead, second, third)):
        reason = Reason.CORROBORATION if number else Reason.NEW_DEVELOPMENT
        tables.reports.add(report)
        tables.developments.record(decided(report, development("d90"), 1, reason=reason))
    return (lead, second, third)


@pytest.mark.parametrize("dated", [True, False])
async def test_the_time_beside_the_outlet_and_the_count_are_the_same_everywhere(bot, dated):
    _, client, store, clock = bot
    clock.now = NOW
    seen = NOW - 30 * MINUTE
    published = seen - 40 * MINUTE if dated else None
    reports = await store.write(lambda tables: told(tables, published=published))
    at, label = (published, "published") if dated else (seen, "first seen")
    chat = Commands(store=store, topics=(TOPIC,), sources=SOURCES, clock=clock)

    async def said(name, arguments=""):
        answer = await chat.answer(name, Request(chat=ChatId(5), asker=5, arguments=arguments))
        return plain(re.sub(r'<a href="[^"]*">(.*?)</a>', r"\1", answer.html))

    assert corroboration(reports, {}, 1).number == 2
    assert f"“{HEADLINE}” The Lantern {at:%H:%M} · 2 outlets" in await said("status")
    assert f"{at:%H:%M} meet “{HEADLINE}”" in await said("timeline", "2")
    assert "2 outlets" in (await said("latest", "1"))

    page = await (await client.get("/topic/coast")).text()
    item = next(one for one in page.split("<li>") if f"/development/{development('d90')}" in one)
    stamped = f'<time datetime="{at.isoformat()}">9 May 2031 {at:%H:%M} UTC</time>'
    assert f'2 outlets · <span dir="auto">The Lantern</span>, {label} {stamped}' in item
    assert f"{label} {stamped}" in await (await client.get(f"/development/{development('d90')}")).text()

    feed = ET.fromstring(await (await client.get("/feed.atom")).text())
    entry = next(one for one in feed.findall(f"{ATOM}entry") if one.findtext(f"{ATOM}title") == HEADLINE)
    assert entry.findtext(f"{ATOM}published") == f"{at:%Y-%m-%dT%H:%M:%SZ}"
    assert f"2 outlets | The Lantern, {label} 09 May 2031 {at:%H:%M} UTC" in entry.findtext(f"{ATOM}summary")
    items = json.loads(await (await client.get("/feed.json")).text())["items"]
    assert next(one for one in items if one["title"] == HEADLINE)["date_published"] == f"{at:%Y-%m-%dT%H:%M:%SZ}"
