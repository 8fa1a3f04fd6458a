"""Agency credits in bylines and datelines; agencies named in a sentence are no credit."""

import pytest

from bot.core.intake.wire import credit


@pytest.mark.parametrize(
    ("author", "summary", "expected"),
    [
        ("Reuters", "", "Reuters"),
        ("By REUTERS", "", "Reuters"),
        ("Jane Roe and AFP", "", "AFP"),
        ("Courier staff, AP", "", "AP"),
        ("The Associated Press", "", "AP"),
        ("Jane Roe", "DOHA, May 1 (Reuters) - Envoys met.", "Reuters"),
        ("", "Envoys met on Wednesday. (AFP)", "AFP"),
        ("", "Envoys met on Wednesday - AFP", "AFP"),
        ("", "The envoy told Reuters that talks go on.", None),
        ("Staff", "Officials said so, the AP reported.", None),
        ("Apolline Roe", "", None),
        ("", "", None),
    ],
)
def test_credit(author: str, summary: str, expected: str | None) -> None:
    assert credit(author, summary) == expected
