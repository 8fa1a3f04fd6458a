"""What crosses the border of the parser's process."""

import io
import json

from bot.core.intake.entry import Entry, ParsedFeed
from bot.feeds.worker import ANSWER, REQUEST, answer, packed, serve, unpacked
from tests.feeds.serving import item, rss

HEADER = {"content_type": "", "base_url": ""}


def test_a_feed_comes_back_from_json_as_it_was() -> None:
    feed = ParsedFeed(
        entries=(Entry(title="A", published=1.5, guid="ü"), Entry()),
        title="T",
        ttl_minutes=5.0,
        skip_hours=(1, 2),
        skip_days=(6,),
        capped=True,
    )
    assert unpacked(json.loads(json.dumps(packed(feed)))) == feed


def test_an_answer_is_a_feed_or_a_reason() -> None:
    assert "feed" in answer(HEADER, rss([item("A")]))
    assert answer(HEADER, b"")["error"] == ["empty", "the answer has no body"]


def test_requests_are_served_one_after_the_other_until_the_source_ends() -> None:
    header = json.dumps(HEADER).encode()
    requests = b"".join(
        REQUEST.pack(len(header), len(body)) + header + body for body in (rss([item("A")]), b"", rss([item("B")]))
    )
    sink = io.BytesIO()
    serve(io.BytesIO(requests), sink, 60.0)
    sink.seek(0)
    answers = []
    while head := sink.read(ANSWER.size):
        answers.append(json.loads(sink.read(ANSWER.unpack(head)[0])))
    assert [list(one) for one in answers] == [["feed"], ["error"], ["feed"]]
