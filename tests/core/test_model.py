from datetime import UTC, datetime, timedelta

import pytest

from bot.core.model import Report, ReportId, SourceId

SEEN = datetime(2031, 5, 9, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("published", "known", "told"),
    [
        (SEEN - HOUR, SEEN, SEEN - HOUR),
        (None, SEEN + HOUR, SEEN),
        (SEEN + HOUR, SEEN, SEEN),  # an outlet's clock that is ahead
        (None, SEEN - HOUR, SEEN - HOUR),
    ],
)
def test_the_time_beside_an_outlet_is_its_own_where_it_gave_one_and_never_later_than_known(published, known, told):
    report = Report(
        id=ReportId("r"), source=SourceId("s"), outlet="The Lantern", family="lantern", language="en", headline="h",
        summary="", link=None, published=published, seen=SEEN,
    )  # fmt: skip
    assert report.told(known) == told
