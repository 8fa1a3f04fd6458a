import pytest

from bot.core.detect.frame import Frame, frame, opening
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


def test_an_act_that_another_clause_only_mentions_lies_behind(framed):
    assert framed("Selmar faces a hard choice after the truce expires").behind
    assert not framed("Truce expires as Selmar faces a hard choice").behind


def test_the_summary_opens_with_a_sentence_of_its_own(table, make_report):
    found = opening(make_report("Evening paper", "SELMAR: KLF accepts truce plan. More soon."), table)
    assert found is not None
    assert (found.act, found.subject) == ("accept", {"klf"})


def test_a_summary_that_repeats_the_headline_opens_nothing(table, make_report):
    assert opening(make_report("KLF accepts truce plan", "KLF accepts truce plan"), table) is None
    assert opening(make_report("KLF accepts truce plan", ""), table) is None
