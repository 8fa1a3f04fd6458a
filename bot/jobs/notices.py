"""Tells the subscribers of a topic that over half of its sources went blind, and that they see again."""

from collections.abc import Sequence
from datetime import datetime

from bot.core.intake.health import Notice
from bot.core.model import Topic, TopicId
from bot.jobs.poll import Tell
from storage.store import Tables


def teller(topics: Sequence[Topic]) -> Tell:
    """What the poller calls inside its transaction, so that a notice is told exactly where it is remembered as told."""
    by_id = {topic.id: topic for topic in topics}

    def tell(tables: Tables, topic: TopicId, notice: Notice, now: datetime) -> None:
        tables.notices.tell(by_id[topic], notice.sentence, now)

    return tell
