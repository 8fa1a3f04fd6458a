"""No sentence of a real outlet is in the demo week: compared with all real reports that lie beside the checkout."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.text import words
from bot.demo.week import DemoWeek

REAL = Path(__file__).resolve().parents[3] / "shared" / "data"
TAGS = re.compile(r"<[^>]*>")
GRAM = 5
MAY_SHARE = 1  # five-word runs with any one real text: "hamas says it is ready" is everybody's

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="needs the real reports in ../shared/data")


@pytest.fixture(scope="module")
def real() -> set[str]:
    return set(real_texts())


def plain_words(text: str) -> tuple[str, ...]:
    return words(TAGS.sub(" ", text))


def grams(text: str) -> set[tuple[str, ...]]:
    found = plain_words(text)
    return {found[at : at + GRAM] for at in range(len(found) - GRAM + 1)}


def real_texts() -> Iterator[str]:
    for path in sorted(REAL.glob("*/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for told in row.get("versions", [row]):
                yield from (told[key] for key in ("title", "summary") if told.get(key))


def our_texts() -> set[str]:
    versions = [v for outlet in DemoWeek.load().outlets for item in outlet.items for v in item.versions]
    return {text for version in versions for text in (version.title, version.summary)}


def too_close(texts: set[str], real: set[str]) -> dict[str, str]:
    """Texts that share more runs with one real text than a turn of phrase, each with that real text."""
    holders: dict[tuple[str, ...], list[str]] = {}
    for text in texts:
        for run in grams(text):
            holders.setdefault(run, []).append(text)
    close: dict[str, str] = {}
    for told in real:
        shared = Counter(text for run in grams(told) for text in holders.get(run, ()))
        close.update({text: told for text, times in shared.items() if times > MAY_SHARE})
    return close


def test_no_text_of_ours_equals_a_real_one(real):
    spoken = {plain_words(text) for text in real}
    assert len(spoken) > 5_000
    assert [text for text in our_texts() if len(plain_words(text)) > 3 and plain_words(text) in spoken] == []


def test_no_text_of_ours_shares_more_than_a_turn_of_phrase_with_a_real_one(real):
    assert too_close(our_texts(), real) == {}


def test_the_measure_finds_a_real_text_with_a_word_changed_at_either_end(real):
    told = max(real, key=lambda text: (len(text), text))
    middle = " ".join(plain_words(told)[1:12])
    assert set(too_close({f"Otherwise {middle} elsewhere"}, {told})) == {f"Otherwise {middle} elsewhere"}


def test_no_real_outlet_bears_an_invented_name():
    real = {
        plain_words(json.loads(line)["outlet"])
        for path in REAL.glob("*/items.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    assert not real & {plain_words(outlet.name) for outlet in DemoWeek.load().outlets}
