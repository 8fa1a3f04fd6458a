"""The language of pages and feeds: which one, in which direction, and that what was published stays as it was."""

import json
import re
from xml.etree import ElementTree as ET

import pytest

pytest.importorskip("jinja2", reason="pages are an optional extra: pip install 'trucewire[web]'")

from bot.web.tongue import Tongue, wanted
from tests.web.stand import development

ATOM = "{http://www.w3.org/2005/Atom}"


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


async def test_a_calendar_is_in_english_unless_its_address_asks(bot):
    path = "/topic/coast/deadlines.ics"
    assert f'href="{path}?lang=fr"' in (await answered(bot[1], "/topic/coast?lang=fr"))[1]
    _, english = await answered(bot[1], path, "fr")
    _, french = await answered(bot[1], f"{path}?lang=fr")
    assert "Says who: " in re.sub(r"\r?\n ", "", english)
    assert "Qui le dit : " in re.sub(r"\r?\n ", "", french)


def test_what_an_address_asks_for_is_chosen_and_what_a_browser_prefers_is_not():
    assert wanted("ar", "fr") == Tongue("ar", chosen=True)
    assert wanted(None, "fr") == Tongue("fr")
    assert wanted("ar-EG", "") == Tongue("en"), "an address names a language as we do"
    assert wanted(None, ",".join(["de"] * 20 + ["fr"])) == Tongue("en"), "nobody prefers twenty languages"
