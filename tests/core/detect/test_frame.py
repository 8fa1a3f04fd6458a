import pytest

from bot.core.detect.frame import Frame, frame
from bot.core.detect.quantities import Number, Rank


def test_a_frame_is_read_from_the_headline(framed):
    found = framed("KLF says it will free nine soldiers in second exchange on Friday")
    assert (found.act, found.modality, found.speaker) == ("release", "expected", "klf")
    assert found.subject == {"klf"}
    assert found.ranks == {Rank("batch", 2)}
    assert found.numbers == {Number(9, "person")}
    assert found.days == {"friday"}


def test_the_summary_adds_words_and_acts_behind(framed):
    found = framed("KLF accepts truce", "<p>Selmar had rejected an earlier text from the harbour town.</p>")
    assert found.act == "accept"
    assert "reject" in found.more_acts
    assert "harbour" in found.more_terms
    assert "p" not in found.more_terms


def test_the_summary_stands_in_for_a_headline_that_says_nothing(framed):
    assert framed("LIVE BLOG", "KLF accepts truce plan, mediators say.").act == "accept"


@pytest.mark.parametrize("text", ["", "…", "هدنة جديدة", "Weather: fine", "a" * 5000, "<" * 500, ": ; , - |"])
def test_any_text_has_a_frame(table, make_report, text):
    assert isinstance(frame(make_report(text, text), table), Frame)


def test_whose_word_it_is(framed):
    assert framed("Truce near, Brunia says").voice == {"brunia"}
    assert framed("KLF rejects truce, Brunia says").voice == {"klf"}


def test_a_question_is_not_done(framed):
    assert framed("KLF frees pilots?").modality == "expected"


def test_the_explanation_is_ready_for_json(framed):
    told = framed("KLF frees nine soldiers in second exchange").explain()
    assert told["act"] == "release"
    assert told["ranks"] == ["batch 2"]
    assert told["numbers"] == ["9 person"]
    assert "terms" not in told


def test_the_same_report_gives_the_same_frame(table, make_report):
    report = make_report("KLF frees nine soldiers", "On Friday.")
    assert frame(report, table) == frame(report, table)
