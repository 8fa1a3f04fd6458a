"""Telegram's HTML: what is read, and what is refused with which words."""

import pytest
from tests.botapi.errors import Refusal
from tests.botapi.htmltext import checked_link, parse_html

READ = [
    ("plain", "plain", []),
    ("a &lt;b&gt; &amp;c &quot;d&quot;", 'a <b> &c "d"', []),
    ("&#65;&#x42;&#128512;", "AB😀", []),
    ("&nbsp; &copy &", "&nbsp; &copy &", []),
    ("<b>x</b>", "x", [("bold", 0, 1)]),
    ("<strong>x</strong>", "x", [("bold", 0, 1)]),
    ("<i>x</i><em>y</em>", "xy", [("italic", 0, 1), ("italic", 1, 1)]),
    ("<u>x</u><ins>y</ins>", "xy", [("underline", 0, 1), ("underline", 1, 1)]),
    (
        "<s>x</s><strike>y</strike><del>z</del>",
        "xyz",
        [("strikethrough", 0, 1), ("strikethrough", 1, 1), ("strikethrough", 2, 1)],
    ),
    (
        '<tg-spoiler>x</tg-spoiler><span class="tg-spoiler">y</span>',
        "xy",
        [("spoiler", 0, 1), ("spoiler", 1, 1)],
    ),
    ("<B>x</b>", "x", [("bold", 0, 1)]),
    ("<b>x</>", "x", [("bold", 0, 1)]),
    ("😀<b>é</b>", "😀é", [("bold", 2, 1)]),
    ("<b>a<i>b</i>c</b>", "abc", [("bold", 0, 3), ("italic", 1, 1)]),
    ("<b></b>x", "x", []),
    ("<code>x</code>", "x", [("code", 0, 1)]),
    ("<pre>x</pre>", "x", [("pre", 0, 1)]),
    ('<code class="language-py">x</code>', "x", [("code", 0, 1)]),
    ("<blockquote>x</blockquote>", "x", [("blockquote", 0, 1)]),
    ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
    ("<a href=x-y.com>link</a>", "link", [("text_link", 0, 4)]),
    ("<a>not a link</a>", "not a link", []),
    ('<a href="javascript:alert(1)">x</a>', "x", []),
]

REFUSED = [
    ("a <foo>b</foo>", 'Unsupported start tag "foo" at byte offset 2'),
    ("é <p>b</p>", 'Unsupported start tag "p" at byte offset 3'),
    ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
    ("1 <2", "Unclosed start tag at byte offset 2"),
    ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<b><i>x</i>", 'Can\'t find end tag corresponding to start tag "b"'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<b", "Unclosed start tag at byte offset 0"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<span class="red">x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<a href>y</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
    ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
    ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
    ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
    ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
    ("<tg-time>y</tg-time>", "Invalid date specified"),
    ('<tg-time unix="soon">y</tg-time>', "Invalid date specified"),
    ('<tg-time unix="1700000000" format="rt">y</tg-time>', "Invalid date-time format specified"),
    ('<tg-time unix="1700000000" format="td">y</tg-time>', "Invalid date-time format specified"),
]


@pytest.mark.parametrize(("source", "text", "entities"), READ)
def test_read(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    got, found = parse_html(source)
    assert got == text
    assert [(e["type"], e["offset"], e["length"]) for e in found] == entities


@pytest.mark.parametrize(("source", "words"), REFUSED)
def test_refused(source: str, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


def test_what_entities_carry() -> None:
    def only(source: str) -> dict[str, object]:
        (entity,) = parse_html(source)[1]
        return {name: value for name, value in entity.items() if name not in ("offset", "length")}

    assert only('<a href="https://e.example/?a=1&amp;b=2">x</a>') == {
        "type": "text_link",
        "url": "https://e.example/?a=1&b=2",
    }
    assert only('<a href="tg://user?id=7">x</a>') == {"type": "text_mention", "user_id": 7}
    assert only('<pre><code class="language-py">x</code></pre>') == {"type": "pre", "language": "py"}
    assert only('<code class="language-py"><pre>x</pre></code>') == {"type": "pre", "language": "py"}
    assert only('<tg-emoji emoji-id="53">x</tg-emoji>') == {"type": "custom_emoji", "custom_emoji_id": "53"}
    assert only("<tg-time unix='1700000000'>x</tg-time>") == {"type": "date_time", "unix_time": 1700000000}
    for form in ("r", "w", "d", "D", "t", "T", "wd", "wDt", "DT"):
        timed = only(f'<tg-time unix="1700000000" format="{form}">x</tg-time>')
        assert timed == {"type": "date_time", "unix_time": 1700000000, "date_time_format": form}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://e.example/x", "https://e.example/x"),
        ("e.example", "http://e.example"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("javascript:x", ""),
        ("no link", ""),
        ("word", ""),
    ],
)
def test_checked_link(given: str, kept: str) -> None:
    assert checked_link(given) == kept


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&#0;", "&#0;"),
        ("&#1;", "\x01"),
        ("&#xD7FF;", "\ud7ff"),
        ("&#xD800;", "&#xD800;"),
        ("&#xDFFF;", "&#xDFFF;"),
        ("&#xE000;", "\ue000"),
        ("&#x10FFFE;", "\U0010fffe"),
        ("&#x10FFFF;", "&#x10FFFF;"),
        ("&#99999999;", "&#99999999;"),
        ("&lt", "<"),
    ],
)
def test_character_references(source: str, text: str) -> None:
    assert parse_html(source)[0] == text


@pytest.mark.parametrize(("unix", "good"), [("0", False), ("1", True), (str(2**31 - 1), True), (str(2**31), False)])
def test_the_range_of_dates(unix: str, good: bool) -> None:
    source = f'<tg-time unix="{unix}">x</tg-time>'
    if good:
        assert parse_html(source)[1][0]["unix_time"] == int(unix)
        return
    with pytest.raises(Refusal):
        parse_html(source)


def test_no_emoji_has_the_number_nought() -> None:
    with pytest.raises(Refusal):
        parse_html('<tg-emoji emoji-id="0">x</tg-emoji>')
    assert parse_html('<tg-emoji emoji-id="1">x</tg-emoji>')[1]


def test_code_keeps_no_language_of_its_own() -> None:
    assert parse_html('<code class="language-py">x</code>')[1] == [{"type": "code", "offset": 0, "length": 1}]
    pre, code = parse_html('<pre><code class="py">x</code></pre>')[1]
    assert (pre["type"], code["type"], "language" in pre) == ("pre", "code", False)
    pre, code = parse_html('<pre>y<code class="language-py">x</code></pre>')[1]
    assert (pre["type"], code["type"]) == ("pre", "code")


def test_a_link_to_no_user() -> None:
    assert parse_html('<a href="tg://user?id=x">x</a>')[1] == [
        {"type": "text_link", "url": "tg://user?id=x", "offset": 0, "length": 1}
    ]


@pytest.mark.parametrize(
    ("source", "order"),
    [
        ('<b><a href="e.example">x</a></b>', ["text_link", "bold"]),
        ("<i><blockquote>x</blockquote></i>", ["blockquote", "italic"]),
        ('<a href="e.example"><blockquote expandable>x</blockquote></a>', ["expandable_blockquote", "text_link"]),
    ],
)
def test_the_outermost_comes_first(source: str, order: list[str]) -> None:
    assert [entity["type"] for entity in parse_html(source)[1]] == order


@pytest.mark.parametrize("cut", ["<b x", "<a href='e.example'", "<a href=e.example"])
def test_a_start_tag_that_never_ends(cut: str) -> None:
    with pytest.raises(Refusal):
        parse_html(cut)
