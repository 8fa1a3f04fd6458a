# ruff: noqa: INP001
"""Pictures of the web pages as they stand at the end of the demo's week, taken in a real browser.

    python docs/make_web_pictures.py            writes docs/pictures/web-*.png

Needs the development environment and Debian's chromium.
"""

import asyncio
import re
import socket
import sys
from pathlib import Path

from playwright.async_api import Browser, async_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]

from bot.demo.run import lived_through  # noqa: E402
from bot.settings import load_settings  # noqa: E402

OUT = ROOT / "docs" / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PHONE, DESKTOP, TALLEST = 390, 1280, 1500


async def take(browser: Browser, address: str, name: str, *, width: int, dark: bool = False) -> str:
    """Take one page; its HTML."""
    scheme = "dark" if dark else "light"
    page = await browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, device_scale_factor=1.5
    )
    await page.goto(address)
    height = min(TALLEST, await page.evaluate("document.documentElement.scrollHeight"))
    await page.set_viewport_size({"width": width, "height": height})
    await page.screenshot(path=str(OUT / f"{name}.png"))
    html = await page.content()
    await page.close()
    return html


async def main() -> None:
    """Live through the week, serve the pages, and take them."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    origin = f"http://127.0.0.1:{port}"
    async with (
        lived_through(load_settings(ROOT / "feeds.toml"), lambda _: None) as (bot, _),
        bot.pages(("127.0.0.1", port)),
        async_playwright() as browsers,
    ):
        browser = await browsers.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        html = await take(browser, f"{origin}/topic/gaza-truce", "web-phone", width=PHONE)
        await take(browser, f"{origin}/topic/gaza-truce", "web-desktop", width=DESKTOP)
        await take(browser, f"{origin}/", "web-phone-dark", width=PHONE, dark=True)
        found = re.findall(r'href="(/development/[^"]+)".*?(\d+) outlet', html, re.DOTALL)
        widest, _ = max(found, key=lambda one: int(one[1]))
        await take(browser, origin + widest, "web-development", width=PHONE)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
