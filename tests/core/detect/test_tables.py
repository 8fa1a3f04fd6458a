from bot.core.detect.tables import table


def test_a_line_that_begins_further_in_goes_on():
    read = table(
        """
    first: one, two,
        three
    second: four
    """
    )
    assert read == {"first": "one, two, three", "second": "four"}
