"""The parts of benchmarks/delivery.py at a size at which they measure nothing, so that they still run when needed."""

from benchmarks.delivery_parts import deliver, fan_out, match


def test_a_fan_out_writes_a_row_for_every_subscription_that_wants_a_word_of_it(tmp_path):
    figures = fan_out.measure(tmp_path, 300)
    assert 0 < figures["rows"] < 300
    assert figures["times_bare_insert"] > 0


def test_the_index_finds_what_asking_every_filter_finds(tmp_path):
    figures = match.measure(tmp_path, 300)
    assert (figures["filters"], 0 < figures["match"] < 3000) == (3000, True)


async def test_every_chat_gets_the_alert_and_nothing_is_refused(tmp_path):
    figures = await deliver.measure(tmp_path, 10)
    assert figures["sent"] == figures["chats"] == 10
    assert not any(figures["refused"].values())
