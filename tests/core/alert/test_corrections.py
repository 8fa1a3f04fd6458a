from datetime import UTC, datetime

import pytest

from bot.core.alert.corrections import fresh, notice
from bot.core.model import Report, ReportId, SourceId

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)


def report(headline="Ardania to free ten captives", summary=""):
    return Report(
        id=ReportId("r"), source=SourceId("s"), outlet="The Ledger", family="ledger", language="en",
        headline=headline, summary=summary, link=None, published=NOW, seen=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("headline", "summary", "text", "withdrawn"),
    [
        ("Correction: Ardania offered ten captives, not twenty", "", None, False),
        ("CORRECTED-Ardania frees ten", "", None, False),
        ("Ardania frees ten (corrected)", "", None, False),
        ("Correction to our story on captives", "", None, False),
        ("Correction to report on captives", "", None, False),
        ("Talks", "Corrects number of captives in second paragraph.", None, False),
        ("Talks", "Osk spoke. Corrected to say that he spoke on Monday.", "Corrected to say that he spoke on Monday.", False),
        ("Talks", "This article was amended on 5 March. Ten are named.", None, False),
        ("Talks", "The newspaper has retracted its report that ten are named.", None, True),
        ("Retracted: Ardania to free twenty", "", None, True),
        ("Story withdrawn: Ardania to free twenty", "", None, True),
        ("Talks", "An earlier version of this story misstated the number.", None, False),
        ("Talks", "Talks go on. This report has been retracted by the newsroom.", "This report has been retracted by the newsroom.", True),
        ("Talks", "The report has been withdrawn.", None, True),
        ("Talks", "We have withdrawn this report.", None, True),
        ("Talks", "The headline of this article was amended to correct the number.", None, False),
        ("Talks", "The number of captives has been corrected.", None, False),
        ("Talks", "Ten are named. Correction: nine are named.", "Correction: nine are named.", False),
    ],
)  # fmt: skip
def test_an_outlets_word_on_its_own_report(headline, summary, text, withdrawn):
    found = notice(headline, summary)
    assert found is not None
    assert found.text == (text or summary or headline)
    assert found.withdrawn is withdrawn


@pytest.mark.parametrize(
    ("headline", "summary"),
    [
        ("Ardania retracts offer of a pause", ""),
        ("Troops withdrawn from the valley", ""),
        ("Course correction by Ardania in talks", ""),
        ("Ardania corrected its position", ""),
        ("Ardania corrects course in talks", ""),
        ("Ardania has retracted its report to mediators", ""),
        ("Talks", "The deal was amended on Monday."),
        ("Envoy says draft text was withdrawn", ""),
        ("Army says report of pullout was withdrawn", ""),
        ("Ardania withdraws its earlier statement", ""),
        ("Ardania rejects an earlier version of the deal", ""),
        ("Prisoners to be moved to corrections facility", ""),
        ("Talks", "The report says the proposal was withdrawn on Monday."),
        ("Talks", "The previous version of the deal was rejected."),
        ("Talks", ""),
    ],
)
def test_what_talks_withdraw_and_correct_is_no_word_on_a_report(headline, summary):
    assert notice(headline, summary) is None


def test_a_notice_counts_once():
    corrected = report(summary="This story has been corrected.")
    assert fresh([report()], corrected) is not None
    assert fresh([report(), corrected], report("Ardania to free 10 captives", corrected.summary)) is None
    again = report(summary="This story has been corrected. The number was corrected again: Correction: nine.")
    assert fresh([report(), report(summary="Correction: eight.")], again) is not None
