"""Lists of feeds, in and out."""

import pytest

from bot.core.model import Source, SourceId
from bot.errors import ParseError
from bot.feeds.opml import Outline, read, write

LIST = b"""<?xml version="1.0"?><opml version="1.0"><head><title>x</title></head><body>
<outline text="Folder"><outline text="Harbour  Courier" type="rss" xmlUrl="https://courier.example/rss" htmlUrl="https://courier.example/"/>
<outline title="Twice" xmlUrl="https://courier.example/rss"/></outline>
<outline text="Bad" xmlUrl="javascript:x"/><outline text="None"/><outline xmlUrl="http://gazette.example/atom" language="fr"/></body></opml>"""


def test_read() -> None:
    assert read(LIST) == (
        Outline(title="Harbour Courier", url="https://courier.example/rss"),
        Outline(title="http://gazette.example/atom", url="http://gazette.example/atom", language="fr"),
    )


@pytest.mark.parametrize(
    "body", [b"", b"<opml>", b"no", b'<!DOCTYPE o [<!ENTITY a "b">]><opml/>', b"<opml>" + b" " * 5_000_001]
)
def test_what_is_no_list(body: bytes) -> None:
    with pytest.raises(ParseError):
        read(body)


def test_what_is_written_reads_back() -> None:
    sources = [
        Source(id=SourceId("a"), outlet='The "A" & <B>', url="https://a.example/?x=1&y=2", language="en", family="a"),
        Source(id=SourceId("b"), outlet="صحيفة", url="https://b.example/", language="ar", family="b"),
    ]
    assert [(one.title, one.url, one.language) for one in read(write(sources).encode())] == [
        (source.outlet, source.url, source.language) for source in sources
    ]
