"""The reports of a development come in the order they were taken, in one poll too."""

import pytest

from bot.core.model import DevelopmentId, Reason
from storage.store import Store
from tests.web.stand import decided, reported


@pytest.mark.parametrize("numbers", [(1, 2, 3), (3, 1, 2), (2, 3, 1)])
def test_the_report_that_made_a_development_leads_whatever_its_id(tmp_path, numbers):
    store = Store.open(tmp_path / "a.db")

    def take(tables):
        for at, number in enumerate(numbers):
            report = reported(3, "lantern", f"Truce talks, report {number}", number)
            reason = Reason.CORROBORATION if at else Reason.NEW_DEVELOPMENT
            tables.reports.add(report)
            tables.developments.record(decided(report, "d" * 16, 2, reason=reason))
        edited = reported(2, "lantern", "Truce talks, edited", numbers[0], version=2)
        tables.reports.add(edited)
        tables.developments.record(decided(edited, "d" * 16, 2, reason=Reason.EDIT))

    store.write_now(take)
    found = store.read_now(lambda tables: tables.developments.reports(DevelopmentId("d" * 16)))
    assert [int(one.id, 16) for one in found] == list(numbers)
    assert found[0].headline == "Truce talks, edited"
    store.close()
