import pytest

from bot.core.alert.clauses import is_title_case, sentences
from bot.core.alert.found import Setting
from bot.core.alert.marks import colon_speaker, dash_speaker, trailing_colon


def setting(text):
    tokens = sentences(text)[0]
    return Setting(tokens, is_title_case(tokens), "title")


LABELS = [
    "Lakeland: two held after raid", "Iceland: volcano stirs again", "Lake War: convoys cross", "Live: convoys cross lake",
    "Opinion: the truce we need", "Jo Hale: striker leaves club after ten years", "World Cup diary: snacks and noise",
]  # fmt: skip


@pytest.mark.parametrize("text", LABELS)
def test_labels_are_no_speakers(text):
    assert colon_speaker(setting(text), frozenset()) is None


@pytest.mark.parametrize(
    "text",
    [
        "Iceland: ‘We will help’",
        "Health minister: beds are full",
        "Jo Hale: ‘I am tired’",
        "Hale on exile: they asked for ‘silence’",
    ],
)
def test_speakers(text):
    assert colon_speaker(setting(text), frozenset()) is not None


def test_a_name_known_from_the_description_speaks():
    text = "Hale: club has lost its way"
    assert colon_speaker(setting(text), frozenset()) is None
    assert colon_speaker(setting(text), frozenset({"hale"})) is not None


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Convoys to cross by noon - ministry", True),
        ("Convoys to cross by noon - live", False),
        ("Convoys to cross - then what happens next", False),
    ],
)
def test_dashes(text, speaks):
    assert (dash_speaker(setting(text)) is not None) is speaks


@pytest.mark.parametrize(
    ("text", "names", "speaks"),
    [
        ("Convoys to cross lake by noon: officials", frozenset(), True),
        ("Convoys to cross lake by noon: Hale", frozenset({"hale"}), True),
        ("Town worn down by another war: Drugs", frozenset(), False),
        ("Convoys to cross lake by noon: Hale", None, True),
    ],
)
def test_trailing_colons(text, names, speaks):
    assert (trailing_colon(setting(text), names) is not None) is speaks
