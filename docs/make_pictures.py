# ruff: noqa: INP001
"""Pictures of alerts as a phone shows them, drawn from the messages the program itself makes.

    pip install pillow
    python docs/make_pictures.py            writes docs/pictures/*.png

Needs Pillow with Raqm (in its wheels; it shapes Arabic and Hebrew) and the DejaVu Sans fonts (Debian: fonts-dejavu).
A developer's tool: the program itself needs neither.
"""

import importlib.util
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "pictures"

PICTURES = {
    "alert": ("three outlets, one claimant",),
    "dispute": ("disputed by",),
    "unattributed": ("hedged", "nobody named"),
    "right-to-left": ("arabic headline", "hebrew headline"),
    "correction": ("updated, attribution gone", "reply changed"),
}

WIDTH, MARGIN, PADDING, GAP = 1040, 36, 30, 26
SIZE, LEADING, RADIUS, HEADER = 29, 43, 30, 108
WALLPAPER, BUBBLE, INK, FAINT, LINK, BAR = "#cfdccb", "#ffffff", "#1b1f23", "#6f7c86", "#2a7ab9", "#50809f"
DOTS = {"🔴": "#dd2e44", "🟠": "#f4900c", "⚪": "#c3cdd4"}
ISOLATE, END = "\u2068", "\u2069"


@dataclass(frozen=True)
class Run:
    """Text of one style. `rtl`: drawn from right to left; `apart`: there, in a direction of its own."""

    text: str
    bold: bool = False
    struck: bool = False
    link: bool = False
    time: bool = False
    rtl: bool = False
    under: bool = False
    apart: bool = False


class Runs(HTMLParser):
    """The message as lines of runs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[Run]] = [[]]
        self.open: list[str] = []
        self.rtl = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """A style begins."""
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """A style ends."""
        self.open.remove(tag)

    def handle_data(self, data: str) -> None:
        """Text: parted at line ends and where the direction turns."""
        bold, struck, link, time, under = (tag in self.open for tag in ("b", "s", "a", "tg-time", "u"))
        style = Run("", bold=bold, struck=struck, link=link, time=time, under=under)
        part = ""
        for char in data + "\0":
            if char in (ISOLATE, END, "\n", "\0"):
                if part:
                    self.lines[-1].append(replace(style, text=part, rtl=self.rtl))
                part = ""
                self.rtl = char == ISOLATE or (self.rtl and char != END)
                if char == "\n":
                    self.lines.append([])
            else:
                part += char


def font(*, bold: bool = False, size: int = SIZE) -> ImageFont.FreeTypeFont:
    """DejaVu Sans, which has Latin, Arabic and Hebrew letters."""
    return ImageFont.truetype("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf", size)


FONTS = {bold: font(bold=bold) for bold in (False, True)}


def letters(run: Run) -> str:
    """The text as it is drawn."""
    return f"{ISOLATE}{run.text}{END}" if run.apart else run.text


def measure(run: Run) -> float:
    """Width of a run in pixels."""
    if run.text in DOTS:
        return SIZE
    return FONTS[run.bold].getlength(letters(run), direction="rtl" if run.rtl else "ltr")


def pieces(line: list[Run]) -> list[Run]:
    """A line as the smallest parts that may not be broken: words with the space after them."""
    parts = []
    for run in line:
        words = run.text.split(" ")
        parts += [replace(run, text=word + (" " if i < len(words) - 1 else "")) for i, word in enumerate(words)]
    return [part for part in parts if part.text]


def wrapped(line: list[Run], width: int) -> list[list[Run]]:
    """Rows of a line; neighbouring words of one style are one run again, so that right-to-left text is drawn whole."""
    rows: list[list[Run]] = [[]]
    used = 0.0
    for piece in pieces(line):
        needed = measure(piece) if piece.text.strip() not in DOTS else SIZE + 12
        if used + measure(replace(piece, text=piece.text.rstrip() or " ")) > width and rows[-1]:
            rows.append([])
            used = 0.0
        used += needed
        last = rows[-1][-1] if rows[-1] else None
        if last is not None and replace(last, text="") == replace(piece, text="") and last.text.strip() not in DOTS:
            rows[-1][-1] = replace(last, text=last.text + piece.text)
        else:
            rows[-1].append(piece)
    return rows


def draw_row(draw: ImageDraw.ImageDraw, x: float, y: float, row: list[Run]) -> None:
    """One row of runs at its left upper corner."""
    for run in row:
        dot = DOTS.get(run.text.strip())
        if dot:
            draw.ellipse((x + 1, y + 8, x + 25, y + 32), fill=dot)
            x += SIZE + 12
            continue
        color = LINK if run.link else FAINT if run.struck else INK
        shown = replace(run, text=run.text.strip()) if run.rtl else run
        draw.text((x, y), letters(shown), font=FONTS[run.bold], fill=color, direction="rtl" if run.rtl else "ltr")
        width = measure(shown)
        if run.struck:
            draw.line((x, y + SIZE * 0.62, x + width, y + SIZE * 0.62), fill=FAINT, width=2)
        if run.under:
            draw.line((x, y + SIZE + 7, x + width, y + SIZE + 7), fill=INK, width=3)
        if run.time:
            for dash in range(int(x), int(x + width - 4), 9):
                draw.line((dash, y + SIZE + 7, dash + 4, y + SIZE + 7), fill=LINK, width=2)
        x += width


def bubble(html: str) -> list[list[Run]]:
    """All rows of a message."""
    parser = Runs()
    parser.feed(html)
    parser.close()
    inner = WIDTH - 2 * MARGIN - 2 * PADDING
    return [row for line in parser.lines for row in (wrapped(line, inner) if line else [[]])]


def picture(messages: list[str]) -> Image.Image:
    """A piece of a chat with these messages."""
    bubbles = [bubble(message) for message in messages]
    heights = [2 * PADDING + LEADING * len(rows) - (LEADING - SIZE - 8) for rows in bubbles]
    image = Image.new("RGB", (WIDTH, HEADER + sum(heights) + GAP * (len(heights) + 1)), WALLPAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, HEADER), fill=BAR)
    draw.ellipse((MARGIN, 18, MARGIN + 72, 90), fill="#8fb8d3")
    draw.text((MARGIN + 36, 54), "T", font=font(bold=True, size=38), fill="white", anchor="mm")
    draw.text((MARGIN + 96, 20), "Trucewire", font=font(bold=True, size=32), fill="white")
    draw.text((MARGIN + 96, 60), "bot", font=font(size=24), fill="#d7e6f0")
    y = HEADER + GAP
    for rows, height in zip(bubbles, heights, strict=True):
        draw.rounded_rectangle((MARGIN, y, WIDTH - MARGIN, y + height), RADIUS, fill=BUBBLE)
        for number, row in enumerate(rows):
            draw_row(draw, MARGIN + PADDING, y + PADDING + LEADING * number - 4, row)
        y += height + GAP
    return image


def golden_cases() -> ModuleType:
    """The module of the golden alerts of the tests."""
    spec = importlib.util.spec_from_file_location("golden_cases", ROOT / "tests" / "data" / "alerts" / "cases.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def golden() -> dict[str, str]:
    """The HTML of each golden alert, made now by the program."""
    return {case.name: case.html for case in golden_cases().cases()}


def main() -> None:
    """Draw all pictures."""
    OUT.mkdir(exist_ok=True)
    html = golden()
    for name, cases in PICTURES.items():
        picture([html[case] for case in cases]).save(OUT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
