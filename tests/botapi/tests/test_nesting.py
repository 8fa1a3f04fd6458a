"""Formatting that Telegram would drop in silence is named."""

import pytest
from tests.botapi.errors import SpecViolation
from tests.botapi.htmltext import parse_html
from tests.botapi.nesting import check_nesting

GOOD = [
    "<b><i><u><s><tg-spoiler>x</tg-spoiler></s></u></i></b>",
    '<b><a href="https://e.example">x</a></b>',
    '<a href="https://e.example"><b>x</b></a>',
    '<blockquote><b>x</b> <a href="https://e.example">y</a> <code>z</code></blockquote>',
    '<b><tg-time unix="1700000000">x</tg-time></b>',
    "<b>x</b><code>y</code><b>z</b>",
    '<pre><code class="language-py">x</code></pre>',
]
BAD = [
    "<b><code>x</code></b>",
    "<code><i>x</i></code>",
    "<pre><b>x</b></pre>",
    "<pre><code>x</code></pre>",
    "<blockquote>x<blockquote>y</blockquote></blockquote>",
    "<blockquote>x<blockquote expandable>y</blockquote></blockquote>",
    '<a href="https://e.example"><a href="https://f.example">x</a></a>',
    '<a href="https://e.example"><code>x</code></a>',
    '<a href="https://e.example"><tg-time unix="1700000000">x</tg-time></a>',
]


@pytest.mark.parametrize("source", GOOD)
def test_good(source: str) -> None:
    check_nesting(parse_html(source)[1])


@pytest.mark.parametrize("source", BAD)
def test_bad(source: str) -> None:
    with pytest.raises(SpecViolation, match="share text"):
        check_nesting(parse_html(source)[1])
