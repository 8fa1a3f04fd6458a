from datetime import UTC, datetime

import pytest

from bot.core.model import Decision, Reason, ReportId, TopicId
from bot.core.people.reasons import SAID, in_words


def decided(reason):
    at = datetime(2031, 5, 1, tzinfo=UTC)
    return Decision(report=ReportId("r"), version=1, topic=TopicId("t"), reason=reason, at=at)


@pytest.mark.parametrize("reason", Reason)
def test_where_nothing_came_before_it_is_the_reasons_own_sentence(reason):
    assert in_words(decided(reason), "nothing") == reason.sentence


def test_a_further_report_of_what_was_never_alerted_is_not_said_to_be_of_what_was():
    assert in_words(decided(Reason.CORROBORATION), "seed").endswith("when it was first polled, not alerted")
    assert in_words(decided(Reason.CORROBORATION), "alert") == Reason.CORROBORATION.sentence


def test_each_of_the_sentences_is_said():
    assert {in_words(decided(reason), before) for reason, before in SAID} == set(SAID.values())
