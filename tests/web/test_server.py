import json
import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import aiohttp
import pytest

pytest.importorskip("jinja2", reason="pages are an optional extra: pip install 'trucewire[web]'")

from bot.web.server import Site, serving
from storage.store import Store
from tests.web.stand import NOW, SOURCES, TOPIC, decided, development, fill, reported

ATOM = "{http://www.w3.org/2005/Atom}"


class Clock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
async def bot(tmp_path):
    """The site over HTTP on loopback: (origin, client, store, clock)."""
    store, clock = Store.open(tmp_path / "a.db"), Clock()
    await store.write(fill)
    site = Site(store=store, topics=(TOPIC,), sources=SOURCES, clock=clock)
    async with serving(site.application(), "127.0.0.1", 0) as origin, aiohttp.ClientSession(origin) as client:
        yield origin, client, store, clock
    store.close()


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


# Languages


async def answered(client, path, accept=""):
    async with client.get(path, headers={"Accept-Language": accept} if accept else {}) as response:
        return response.headers, await response.text()


@pytest.mark.parametrize("path", ["/", "/topic/coast", f"/development/{development('d5')}", "/nothing"])
async def test_a_page_in_arabic_runs_from_right_to_left(bot, path):
    _, page = await answered(bot[1], path, "ar-EG,ar;q=0.9,en;q=0.5")
    assert '<html lang="ar" dir="rtl">' in page
    for english in ("Status", "Truce:", "strained", "says who", "Says who", "Importance", "outlet", "Sources", "Reports",
                    "Latest", "deadlines,", "Not found", "To the", "As of", "party", "mediator", "first reported"):  # fmt: skip
        assert english not in re.sub(r"<q[^>]*>.*?</q>|<[^>]*>", "", page), english


async def test_what_was_published_stays_as_it_was_and_is_kept_apart(bot):
    _, page = await answered(bot[1], "/topic/coast?lang=ar")
    assert '<q dir="auto" lang="en">Ardania denies breaking truce</q>' in page
    assert '<b dir="auto">Coastal Front</b> (\u2068accuses\u2069)' in page
    assert "الهدنة: <strong>" in page


async def test_a_page_in_french_runs_from_left_to_right_and_writes_dates_in_french(bot):
    _, page = await answered(bot[1], "/topic/coast", "fr-CA")
    assert '<html lang="fr">' in page
    assert ">9 mai 2031 12:00 UTC</time>" in page
    assert "fin du dimanche 11 mai 2031, heure non précisée" in page


@pytest.mark.parametrize(
    ("path", "accept", "code"),
    [
        ("/", "", "en"), ("/", "de, ja;q=0.9", "en"), ("/", "de, fr;q=0.3, ar;q=0.7", "ar"), ("/?lang=fr", "ar", "fr"),
        ("/?lang=FR", "", "fr"), ("/?lang=xx", "ar", "ar"), ("/?lang=", "fr", "fr"), ("/?lang=en", "ar", "en"),
        ("/", "fr;q=0, ar;q=0.1", "ar"), ("/", "fr;q=x", "en"), ("/", "*", "en"), ("/", ";q=,,=;", "en"),
        ("/?lang=../../etc", "", "en"), ("/?lang=%3Cscript%3E", "", "en"), ("/", "ar" * 3000, "en"),
    ],
)  # fmt: skip
async def test_the_language_is_the_one_asked_for_or_the_browsers_or_english(bot, path, accept, code):
    headers, page = await answered(bot[1], path, accept)
    assert f'<html lang="{code}"' in page
    assert headers["Vary"] == "Accept-Encoding, Accept-Language"
    assert "<script" not in page


async def test_pages_of_one_address_are_kept_apart_by_language(bot):
    for _ in range(2):
        for accept, code in (("ar", "ar"), ("fr", "fr"), ("", "en")):
            headers, page = await answered(bot[1], "/", accept)
            assert f'<html lang="{code}"' in page
            assert headers["ETag"] == (await answered(bot[1], "/", accept))[0]["ETag"]


async def test_a_language_that_was_asked_for_stays_from_page_to_page(bot):
    _, page = await answered(bot[1], "/?lang=ar", "fr")
    links = re.findall(r'href="(/[^"]*)"', page)
    assert "/topic/coast?lang=ar" in links
    assert [one for one in links if "lang=" not in one] == ["/style.css", "/icon.svg"]
    for link in links:
        assert (await answered(bot[1], link))[0]
    _, page = await answered(bot[1], "/", "ar")
    assert "/topic/coast" in re.findall(r'href="(/[^"]*)"', page)


async def test_other_languages_are_offered_where_the_page_is_not_simply_english(bot):
    assert "hreflang" not in (await answered(bot[1], "/"))[1]
    for path, accept in (("/", "ar"), ("/?lang=ar", "")):
        page = (await answered(bot[1], path, accept))[1]
        assert re.findall(r'href="\?lang=(\w+)" lang="\w+" hreflang="\w+" dir="auto">([^<]+)<', page) == [
            ("en", "English"), ("fr", "Français"),
        ]  # fmt: skip


async def test_feeds_are_in_english_unless_the_address_asks(bot):
    _, client, *_ = bot
    english = (await answered(client, "/feed.atom"))[1]
    headers, same = await answered(client, "/feed.atom", "ar")
    assert same == english
    assert headers["Vary"] == "Accept-Encoding"
    french = ET.fromstring((await answered(client, "/feed.atom?lang=fr"))[1])
    assert french.find(f"{ATOM}link").get("href").endswith("/feed.atom?lang=fr")
    entry = french.find(f"{ATOM}entry")
    assert "Qui le dit : non précisé dans le titre/la description" in entry.findtext(f"{ATOM}summary")
    assert entry.findtext(f"{ATOM}title") == "Coastal Front gives Ardania until Sunday to open Port Lume"
    items = json.loads((await answered(client, "/feed.json?lang=ar"))[1])["items"]
    assert any("القائل: " in one["content_text"] for one in items)
