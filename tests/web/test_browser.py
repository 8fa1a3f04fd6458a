"""The pages in headless Chromium, driven by Playwright: at phone and desktop width, light and dark, right to left."""

import asyncio
import shutil

import pytest

from storage.store import Store
from tests.web.stand import NOW, SOURCES, TOPIC, development, fill

pytest.importorskip("jinja2", reason="pages are an optional extra: pip install 'trucewire[web]'")

from bot.web.server import Site, serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
playwright = pytest.importorskip("playwright.async_api", reason="Playwright is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: apt install chromium)")

PATHS = ("/", "/topic/coast", f"/development/{development('d5')}", "/topic/coast?lang=ar", "/?lang=fr")

# Every text on the page with the contrast of its colour to the nearest painted background, as WCAG counts it.
CONTRAST = """() => {
  const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
    if (!/, 0\\)$|transparent/.test(c)) return c; } return 'rgb(255, 255, 255)'; };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); const low = [];
  for (let n; n = walker.nextNode();) { if (!n.textContent.trim()) continue;
    const e = n.parentElement; const a = light(getComputedStyle(e).color), b = light(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.push([n.textContent.trim().slice(0, 40), ratio]); }
  return low; }"""
SMALL = """() => [...document.querySelectorAll('a.headline, summary')]
  .filter(e => e.offsetParent && e.getBoundingClientRect().height < 24).map(e => e.textContent)"""

BROKEN = """() => [...document.querySelectorAll('time:not(.sentence)')]
  .filter(e => new Set([...e.getClientRects()].map(r => r.top)).size > 1).map(e => e.textContent)"""


async def looked_at(tmp_path, look, *, width, scheme="light"):
    """Run `look(page, origin)` in a browser of a width; fails on any script error or request to another host."""
    store = Store.open(tmp_path / "a.db")
    await store.write(fill)
    site = Site(store=store, topics=(TOPIC,), sources=SOURCES, clock=lambda: NOW)
    strangers, errors = [], []
    async with serving(site.application(), "127.0.0.1", 0) as origin, playwright.async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = await browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.on("request", lambda one: one.url.startswith(origin) or strangers.append(one.url))
        page.on("console", lambda one: one.type == "error" and errors.append(one.text))
        page.on("pageerror", lambda one: errors.append(str(one)))
        try:
            await asyncio.wait_for(look(page, origin), 60)
        finally:
            await browser.close()
    store.close()
    assert strangers == []
    assert errors == []


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (360, "dark"), (1280, "light"), (1280, "dark")])
async def test_pages_fit_can_be_read_and_ask_nobody_else(tmp_path, width, scheme):
    async def look(page, origin):
        for path in PATHS:
            await page.goto(f"{origin}{path}")
            assert await page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert await page.evaluate(CONTRAST) == [], path
            assert await page.evaluate(SMALL) == [], path
            assert await page.evaluate(BROKEN) == [], path
            assert await page.locator("h1").count() == 1
            assert await page.locator("main").count() == 1

    await looked_at(tmp_path, look, width=width, scheme=scheme)


async def test_hostile_headlines_are_text_and_right_to_left_ones_run_right_to_left(tmp_path):
    async def look(page, origin):
        await page.goto(f"{origin}/topic/coast")
        assert await page.get_by_text("<script>alert(1)</script>").count() >= 1
        assert await page.locator("script").count() == 0
        await page.goto(f"{origin}/development/{development('d5')}")
        arabic = page.locator('q[lang="ar"]').first
        assert await arabic.evaluate("e => getComputedStyle(e).direction") == "rtl"

    await looked_at(tmp_path, look, width=360)


async def test_a_page_in_arabic_begins_at_the_right_and_its_english_headlines_run_left_to_right(tmp_path):
    async def look(page, origin):
        await page.goto(f"{origin}/topic/coast?lang=ar")
        assert await page.evaluate("getComputedStyle(document.body).direction") == "rtl"
        assert await page.locator('q[lang="en"]').first.evaluate("e => getComputedStyle(e).direction") == "ltr"
        heading = await page.locator("#truce").bounding_box()
        right = "e => { const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect().right; }"
        assert await page.locator("#truce").evaluate(right) == pytest.approx(heading["x"] + heading["width"], abs=2)

    await looked_at(tmp_path, look, width=360)


async def test_the_keyboard_reaches_the_content_first(tmp_path):
    async def look(page, origin):
        await page.goto(f"{origin}/")
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.textContent") == "To the content"
        await page.keyboard.press("Enter")
        assert (await page.evaluate("location.hash")) == "#main"

    await looked_at(tmp_path, look, width=1280)
