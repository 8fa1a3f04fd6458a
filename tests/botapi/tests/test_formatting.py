"""What the reader sees: trimming, lengths in UTF-16 units, found entities, and HTML again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.botapi.errors import Refusal
from tests.botapi.formatting import Formatted, check_caption, check_text, format_text, to_html


def html(text: str) -> Formatted:
    return format_text(text, "HTML", None, lambda _id: None)


def plain(text: str, *entities: dict[str, object]) -> Formatted:
    return format_text(text, None, entities, lambda _id: None)


def test_white_space_at_the_ends_goes_and_entities_follow() -> None:
    made = html("\n  <b> two words </b>\n")
    assert made.text == "two words"
    assert made.entities == ({"type": "bold", "offset": 0, "length": 9},)


def test_length_counts_after_parsing_in_utf16_units() -> None:
    assert check_text(html("<b>" + "x" * 4096 + "</b>")).text == "x" * 4096
    assert check_text(plain("😀" * 2048))
    with pytest.raises(Refusal):
        check_text(plain("😀" * 2048 + "x"))
    with pytest.raises(Refusal):
        check_text(plain("x" * 4097))
    with pytest.raises(Refusal):
        check_caption(plain("x" * 1025))
    assert check_caption(plain("x" * 1024))


@pytest.mark.parametrize("empty", ["", "  \n ", "<b></b>", "<b> </b>"])
def test_empty(empty: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_text(html(empty))
    assert refused.value.description == "Bad Request: message text is empty"


def test_too_long_has_other_words_in_an_edit() -> None:
    with pytest.raises(Refusal) as sending:
        check_text(plain("x" * 4097))
    with pytest.raises(Refusal) as editing:
        check_text(plain("x" * 4097), editing=True)
    assert sending.value.description == "Bad Request: message is too long"
    assert editing.value.description == "Bad Request: MESSAGE_TOO_LONG"


def test_found_by_itself() -> None:
    made = plain("/start now @someone #tag https://e.example/a.b, ok /a/b")
    kinds = [(entity["type"], entity["offset"], entity["length"]) for entity in made.entities]
    assert kinds == [("bot_command", 0, 6), ("mention", 11, 8), ("hashtag", 20, 4), ("url", 25, 21)]


def test_nothing_is_found_inside_links_and_code() -> None:
    made = html('<a href="https://e.example">@someone</a> <code>/start</code> <b>#tag</b>')
    assert [entity["type"] for entity in made.entities] == ["text_link", "code", "bold", "hashtag"]


def test_a_mention_of_a_stranger_is_plain_text() -> None:
    assert html('<a href="tg://user?id=7">x</a>').entities == ()
    known = format_text('<a href="tg://user?id=7">x</a>', "HTML", None, lambda user_id: {"id": user_id})
    assert known.entities[0]["user"] == {"id": 7}


@pytest.mark.parametrize("mode", ["html", "HTML", "Html"])
def test_parse_mode_in_any_case(mode: str) -> None:
    assert format_text("<b>x</b>", mode, None, lambda _id: None).text == "x"


def test_unknown_parse_modes_are_refused() -> None:
    for mode, words in (("bbcode", "unsupported parse_mode"), ("MarkdownV2", "STRICT: this server does not read")):
        with pytest.raises(Refusal) as refused:
            format_text("x", mode, None, lambda _id: None)
        assert words in refused.value.description


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        ({"type": "blink", "offset": 0, "length": 1}, "Unsupported type specified: blink"),
        ({"type": "bold", "offset": 0, "length": 4}, "leaves the text of 3 units"),
        ({"type": "bold", "offset": -1, "length": 1}, "leaves the text"),
        ({"type": "bold", "offset": 1, "length": 0}, "leaves the text"),
    ],
)
def test_bad_entities(entity: dict[str, object], words: str) -> None:
    with pytest.raises(Refusal) as refused:
        plain("abc", entity)
    assert words in refused.value.description


def test_more_than_a_hundred_entities() -> None:
    assert len(html("<b>x</b> " * 100).entities) == 100
    with pytest.raises(Refusal):
        html("<b>x</b> " * 101)


@pytest.mark.parametrize(
    "source",
    [
        "plain &lt;text&gt; &amp; more",
        "<b>a<i>b</i>c</b> d",
        '<a href="https://e.example/?a=1&amp;b=2">l</a>',
        "<blockquote expandable>q <b>b</b></blockquote>",
        '<pre><code class="language-py">x = 1</code></pre>',
        '<tg-time unix="1700000000" format="wDT">then</tg-time>',
        "😀 <u>é</u> <s>ש</s> <tg-spoiler>x</tg-spoiler> <code>y</code>",
    ],
)
def test_html_again(source: str) -> None:
    assert to_html(html(source)) == source


WORD = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=4)
ESCAPED = WORD.map(lambda word: word.replace("&", "&amp;").replace("<", "&lt;"))


def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from(["b", "i", "u", "s"])
    return st.builds(
        lambda tag, parts: f"<{tag}>{'-'.join(parts)}</{tag}>", tags, st.lists(inner, min_size=1, max_size=3)
    )


@given(st.lists(st.recursive(ESCAPED, wrapped, max_leaves=6), min_size=1, max_size=3).map(" <code>x</code> ".join))
def test_what_is_written_back_reads_the_same(source: str) -> None:
    made = html(source)
    again = html(to_html(made))
    assert again.text == made.text
    assert sorted(map(str, again.entities)) == sorted(map(str, made.entities))


def test_entities_that_fit_are_taken() -> None:
    whole = {"type": "bold", "offset": 0, "length": 3}
    last = {"type": "italic", "offset": 2, "length": 1}
    assert plain("abc", whole, last).entities == (whole, last)


def test_an_entity_of_white_space_alone_goes() -> None:
    assert html("<b> </b>x<i> </i>").entities == ()
    assert html("<b> x</b>").entities == ({"type": "bold", "offset": 0, "length": 1},)


def test_what_is_found_may_stand_right_beside_a_link() -> None:
    made = html('<a href="https://e.example">x</a>https://f.example <code>y</code>')
    assert [entity["type"] for entity in made.entities] == ["text_link", "code", "url"]


def test_quotes_stay_quotes_in_html() -> None:
    assert to_html(plain("\"a\" & 'b'")) == "\"a\" &amp; 'b'"
