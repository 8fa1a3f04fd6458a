import pytest

from bot.core.alert.display import clean, cut_headline, safe_link, short


def test_clean_keeps_what_is_seen_and_drops_what_is_not():
    assert clean("a\u202eb\u200b\u0007c\nd\u00a0 e\ud800") == "abc d e"
    assert clean("می\u200cخواهم 👩\u200d🚀") == "می\u200cخواهم 👩\u200d🚀"


def test_short_cuts_at_a_word():
    assert short("one two three", 9) == "one two…"
    assert short("one two", 7) == "one two"
    assert len(short("x" * 100, 10)) == 10


WORDS = "word " * 40


def test_a_headline_up_to_160_characters_is_whole():
    assert cut_headline("x" * 160) == "x" * 160


def test_a_long_one_is_cut_at_a_word():
    shown = cut_headline(WORDS)
    assert shown.endswith("word…")
    assert len(shown) <= 160


def test_a_trailing_speaker_stays():
    for tail in (", Marrow says", " - Marrow", ", says Ada Marrow"):
        assert cut_headline(WORDS.strip() + tail).endswith("…" + tail)


def test_no_cut_inside_a_quotation():
    shown = cut_headline("word " * 20 + "“" + "quoted " * 12 + "to the end”")
    assert shown == ("word " * 20).strip() + "…"


def test_a_cut_never_drops_what_must_be_kept():
    headline = "word " * 34 + "reportedly so"
    assert "reportedly" not in cut_headline(headline)
    assert cut_headline(headline, ("reportedly",)) == headline


def test_the_hard_cap():
    assert len(cut_headline("word " * 90 + "reportedly", ("reportedly",))) <= 240


@pytest.mark.parametrize("link", ["http://a.example/", "https://a.example:8080/x?y=1#z", "https://bücher.example/ä"])
def test_web_links_stay_as_they_are(link):
    assert safe_link(link) == link


@pytest.mark.parametrize(
    "link",
    [
        None, "", "javascript:alert(1)", "data:text/html,x", "//a.example", "/news", "ftp://a.example/", "https://", "https://a b/",
        "https://a.example/\n", "https://user:pw@a.example/", "https://[", "https://a<b>.example/", "tg://resolve?domain=x",
    ],
)  # fmt: skip
def test_other_links_are_refused(link):
    assert safe_link(link) is None


def test_characters_no_address_may_hold_are_encoded():
    assert safe_link('https://a.example/<x>"') == "https://a.example/%3Cx%3E%22"
