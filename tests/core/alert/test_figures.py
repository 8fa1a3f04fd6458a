import pytest

from bot.core.alert.figures import figures


@pytest.mark.parametrize(
    ("headline", "kind", "phrase"),
    [
        ("Front offers 11 living captives", "captives", "11 living captives"),
        ("Ardania frees 39 prisoners", "prisoners", "39 prisoners"),
        ("Thirty-nine Ardanian prisoners come home", "prisoners", "Thirty-nine Ardanian prisoners"),
        ("More than 1,027 detainees listed", "prisoners", "1,027 detainees"),
        ("Dozens of captives still held", None, None),
        ("Four-day truce takes effect", "days", "Four-day truce"),
        ("Truce extended by two more days", "days", "Truce extended by two more days"),
        ("Front frees 24 hostages on day one", "captives", "24 hostages"),
        ("Ten days of rain", None, None),
        ("Hospital treats 40 for burns and holds prisoners", None, None),
    ],
)
def test_figures_are_verbatim_or_none(headline, kind, phrase):
    found = [(one.kind, one.phrase) for one in figures(headline, "")]
    assert found == ([] if kind is None else [(kind, phrase)])
    if phrase:
        assert phrase in headline


def test_the_headline_s_figure_goes_before_the_description_s():
    found = figures("13 captives freed", "Ardania freed 39 prisoners and got 12 captives.")
    assert [(one.kind, one.phrase, one.in_description) for one in found] == [
        ("captives", "13 captives", False), ("prisoners", "39 prisoners", True),
    ]  # fmt: skip
