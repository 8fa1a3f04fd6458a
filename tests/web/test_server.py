import json
import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree as ET

import aiohttp
import pytest

pytest.importorskip("jinja2", reason="pages are an optional extra: pip install 'trucewire[web]'")

from bot.core.model import Reason
from bot.web.server import Site, serving
from storage.store import Store
from tests.web.stand import NOW, SOURCES, TOPIC, decided, development, reported

ATOM = "{http://www.w3.org/2005/Atom}"


async def text(client, path):
    async with client.get(path) as response:
        assert response.status == 200, path
        return await response.text()


async def test_the_first_page_says_where_the_talks_stand(bot):
    page = await text(bot[1], "/")
    assert "Truce: <strong>strained</strong>" in page
    assert "disputed" in page
    assert "Coast talks" in page


async def test_a_topic_shows_evidence_positions_deadlines_figures_and_blind_sources(bot):
    page = await text(bot[1], "/topic/coast")
    for shown in ("Ardania denies breaking truce", "until Sunday", "hour not stated", "39 prisoners", "timeout",
                  'says who: <b dir="auto">Coastal Front</b> (accuses)', "mediator"):  # fmt: skip
        assert shown in page, shown


async def test_what_the_outlet_states_itself_is_an_actor_s_and_not_said_by_them(bot):
    _, client, store, _ = bot

    def accept(tables):
        headline = "Coastal Front accepts four-day truce until Monday for 12 captives"
        report = reported(1, "courier", headline, 64)
        tables.reports.add(report)
        tables.developments.record(decided(report, "64" * 8, 2))

    await store.write(accept)
    page = await text(client, "/topic/coast")
    acts = 'Actor: <b dir="auto">Coastal Front</b> (accepts)'
    (deadline,) = re.findall(r"<li><time[^>]*>end of Monday.*?</li>", page)
    figures = re.findall(r'<li><q dir="auto">(?:12 captives|four-day truce)</q>.*?</li>', page)
    position = page.partition('<dt dir="auto">Coastal Front')[2].partition("</dd>")[0]
    assert len(figures) == 2
    assert [one.count(acts) for one in (deadline, *figures, position)] == [1, 1, 1, 1]
    assert "Coastal Front</b> (accepts)" not in page.replace(acts, "")
    calendar = (await text(client, "/topic/coast/deadlines.ics")).replace("\r\n ", "")
    (event,) = [one for one in calendar.split("BEGIN:VEVENT") if "until Monday" in one]
    assert "\\nActor: Coastal Front (accepts)\r\n" in event


async def test_a_development_shows_its_reports_versions_and_claimants(bot):
    _, client, store, clock = bot

    def retitle(tables):
        edited = reported(19, "lantern", "Ardania frees 39 prisoners for 13 captives, Veland says", 6, version=2)
        tables.reports.add(edited)
        tables.developments.record(decided(edited, development("d5"), 1))

    await store.write(retitle)
    clock.now += timedelta(minutes=1)
    page = await text(client, f"/development/{development('d5')}")
    assert "2 headlines" in page
    assert "Ardania frees 39 prisoners in exchange for 13 captives" in page
    assert '<b dir="auto">Veland</b> (says)' in page
    assert 'lang="ar"' in page
    assert "not read (language: ar)" in page


async def test_headlines_cannot_bring_markup(bot):
    page = await text(bot[1], "/topic/coast")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


async def test_every_link_inside_leads_somewhere_and_outside_ones_are_marked(bot):
    _, client, *_ = bot
    seen, waiting = set(), ["/"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        body = await text(client, path)
        for link in re.findall(r'href="([^"]+)"', body) if "<html" in body else []:
            if link.startswith("/"):
                waiting.append(link)
            elif not link.startswith("#"):
                assert link.startswith("https://")
        for anchor in re.findall(r'<a [^>]*href="https?://[^>]*>', body):
            assert "noopener" in anchor
            assert "nofollow" in anchor
    assert {"/", "/topic/coast", "/feed.atom", "/feed.json", "/style.css", f"/development/{development('d1')}",
            "/topic/coast/deadlines.ics"} <= seen  # fmt: skip


@pytest.mark.parametrize("path", ["/", "/topic/coast", "/feed.atom", "/healthz", "/nothing"])
async def test_security_headers_stand_on_every_answer(bot, path):
    async with bot[1].get(path) as response:
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in response.headers
        assert "aiohttp" not in response.headers["Server"]


@pytest.mark.parametrize(
    "path", ["/nothing", "/topic/other", "/development/0000000000000000", "/development/x", "/topic/other/feed.atom"]
)
async def test_what_is_not_there_is_404(bot, path):
    async with bot[1].get(path) as response:
        assert response.status == 404
        assert "Not found" in await response.text()


async def test_nothing_can_be_written(bot):
    for method in ("post", "put", "delete"):
        async with getattr(bot[1], method)("/") as response:
            assert response.status == 405


async def test_the_atom_feed_is_well_formed_and_its_ids_last(bot):
    origin, client, *_ = bot
    feed = ET.fromstring(await text(client, "/feed.atom"))
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 7
    first = entries[0]
    assert first.findtext(f"{ATOM}title") == "Coastal Front gives Ardania until Sunday to open Port Lume"
    assert first.findtext(f"{ATOM}id") == f"urn:trucewire:development:{development('d7')}"
    assert first.find(f"{ATOM}link").get("href") == f"{origin}/development/{development('d7')}"
    assert "alert(1)" in entries[1].findtext(f"{ATOM}title")
    assert feed.findtext(f"{ATOM}updated") == "2031-05-09T09:00:00Z"


async def test_the_json_feed_is_one(bot):
    feed = json.loads(await text(bot[1], "/topic/coast/feed.json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["items"][0]["authors"] == [{"name": "The Lantern"}]
    assert feed["items"][0]["external_url"].startswith("https://lantern.example/")
    assert "Says who: " in feed["items"][0]["content_text"]


def take_back(tables):
    """The Lantern withdraws its report of d1, Port Courier corrects its of d2 (the third of the news)."""
    for number, source, name, of, withdrawn in ((101, "lantern", "d1", 1, True), (102, "courier", "d2", 3, False)):
        notice = reported(1, source, "A notice", number)
        decision = decided(notice, development(name), 1, reason=Reason.CORRECTION)
        tables.reports.add(notice)
        told = {"correction": {"of": f"{of:016x}", "text": "A notice", "withdrawn": withdrawn}}
        tables.developments.record(replace(decision, explanation=told))


def _metas(page):
    """The line of the development, then that of each report: of outlet and times."""
    lines = re.findall(r'<p class="meta">(.*)</p>', page)
    return [lines[0], *lines[1::2]]


async def test_a_development_s_page_marks_what_was_corrected_or_withdrawn_as_lists_do(bot):
    _, client, store, _ = bot
    await store.write(take_back)
    page = await text(client, f"/development/{development('d2')}")
    head, lantern, courier, notice = _metas(page)
    assert "Corrected by Port Courier" in head
    assert "Corrected by" not in lantern
    assert "Corrected by Port Courier" in courier
    assert "Corrected by" not in notice
    head, lantern, notice = _metas(await text(client, f"/development/{development('d1')}"))
    assert "Withdrawn by The Lantern" in head
    assert "Withdrawn by The Lantern" in lantern
    assert "Withdrawn by" not in notice


async def test_lists_and_feeds_say_what_was_corrected_or_withdrawn(bot):
    _, client, store, _ = bot
    await store.write(take_back)
    page = await text(client, "/topic/coast")
    assert (page.count("Withdrawn by The Lantern"), page.count("Corrected by Port Courier")) == (1, 1)
    items = json.loads(await text(client, "/topic/coast/feed.json"))["items"]
    said = {one["id"].rpartition(":")[2]: one["content_text"] for one in items}
    assert said[development("d1")].endswith(" | Withdrawn by The Lantern")
    assert said[development("d2")].endswith(" | Corrected by Port Courier")
    assert not any("by The Lantern" in one for name, one in said.items() if name != development("d1"))


async def test_feeds_say_who_says_so_and_who_acts_as_alerts_do(bot):
    _, client, store, _ = bot

    def add(tables):
        for number, source, headline, summary in (
            (91, "lantern", "Coastal Front accepts truce text", ""),
            (92, "lantern", "Talks on truce reportedly resume", "Veland said both were there."),
            (93, "gull", "محادثات في بورت لوم", ""),
        ):
            report = reported(1, source, headline, number, summary)
            tables.reports.add(report)
            tables.developments.record(decided(report, f"{number:016x}", 2))

    await store.write(add)
    items = json.loads(await text(client, "/topic/coast/feed.json"))["items"]
    said = {one["title"]: one["content_text"] for one in items}
    assert all(one.startswith("Coast talks | Type: ") for one in said.values())
    assert said["Coastal Front accepts truce text"].endswith(" | Actor: Coastal Front (accepts)")
    assert 'Actor: <b dir="auto">Coastal Front</b> (accepts)' in await text(client, "/topic/coast")
    hedged = said["Talks on truce reportedly resume"]
    assert hedged.endswith(" | Says who (in description): Veland (said) | hedged: reportedly")
    assert said["محادثات في بورت لوم"].endswith(" | Says who: not read (language: ar)")


@pytest.mark.parametrize("path", ["/feed.atom", "/feed.json"])
async def test_what_has_not_changed_is_a_304(bot, path):
    _, client, store, clock = bot
    async with client.get(path) as first:
        tag, date = first.headers["ETag"], first.headers["Last-Modified"]
    clock.now += timedelta(hours=1)
    for header, value in (("If-None-Match", tag), ("If-None-Match", f'"x", W/{tag}'), ("If-Modified-Since", date)):
        async with client.get(path, headers={header: value}) as again:
            assert (again.status, await again.read()) == (304, b""), header
            assert again.headers["ETag"] == tag

    def more(tables):
        late = reported(-1, "courier", "Ardania and Coastal Front resume talks", 77)
        tables.reports.add(late)
        tables.developments.record(decided(late, "77" * 8, 2))

    await store.write(more)
    clock.now += timedelta(minutes=1)
    for header, value in (("If-None-Match", tag), ("If-Modified-Since", date)):
        async with client.get(path, headers={header: value}) as changed:
            assert changed.status == 200, header


async def test_a_date_nobody_can_read_is_no_condition(bot):
    async with bot[1].get("/feed.atom", headers={"If-Modified-Since": "yesterday"}) as response:
        assert response.status == 200


async def test_many_readers_cost_one_rendering(bot):
    _, client, store, clock = bot
    before = await text(client, "/")
    await store.write(lambda tables: tables.reports.add(reported(0, "lantern", "Ardania opens Port Lume", 88)))
    assert await text(client, "/") == before
    clock.now += timedelta(seconds=16)
    assert await text(client, "/") != before


async def test_health_is_ok_while_some_feed_answers_and_says_so_when_none_does(bot):
    _, client, _, clock = bot
    async with client.get("/healthz") as response:
        assert response.status == 200
        found = await response.json()
        assert (found["status"], found["sources"], found["blind"]) == ("ok", 3, 1)
    clock.now += timedelta(hours=2)
    async with client.get("/healthz") as response:
        assert response.status == 503
        assert (await response.json())["status"] == "stale"


async def test_an_empty_store_says_that_it_knows_nothing(tmp_path):
    store = Store.open(tmp_path / "b.db")
    site = Site(store=store, topics=(TOPIC,), sources=SOURCES, clock=lambda: NOW)
    async with serving(site.application(), "127.0.0.1", 0) as origin, aiohttp.ClientSession(origin) as client:
        page = await text(client, "/topic/coast")
        assert page.count("No report so far that counts as evidence.") == 2
        assert "No development has been recorded yet." in page
        assert ET.fromstring(await text(client, "/feed.atom")) is not None
    store.close()


async def test_a_store_that_fails_is_a_503_and_no_traceback(bot, monkeypatch):
    from bot.errors import StorageError

    async def broken(_):
        raise StorageError("disk")

    monkeypatch.setattr(bot[2], "read", broken)
    async with bot[1].get("/") as response:
        assert response.status == 503
        assert "disk" not in await response.text()
