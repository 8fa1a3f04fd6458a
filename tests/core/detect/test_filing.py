import json

import pytest

from bot.core.detect.filing import Thresholds, file
from bot.core.detect.frame import frame
from bot.core.detect.memory import Memory
from bot.core.model import derived_id


@pytest.fixture
def memory():
    return Memory("tarvania")


@pytest.fixture
def filed(memory, table, make_report):
    def run(headline, minutes=0, summary="", **more):
        report = make_report(headline, summary, minutes=minutes)
        found = frame(report, table)
        result = file(report, found, memory, report.seen, **more)
        memory.learn(report, found, result.where)
        return result

    return run


def test_the_first_report_founds_the_development_and_names_it(filed, make_report):
    result = filed("KLF accepts truce plan")
    report = make_report("KLF accepts truce plan")
    assert result.new
    assert result.zone == "new"
    assert result.reason == "no candidate"
    assert result.development == derived_id("development", "tarvania", report.id)
    assert result.storyline == derived_id("storyline", result.development)


def test_a_rewording_joins(filed):
    first = filed("KLF accepts Lysandia's truce plan")
    second = filed("Rebels say yes to truce plan of Lysandia", 30)
    assert (second.zone, second.development) == ("same", first.development)
    assert second.storyline == first.storyline


def test_the_answer_of_another_party_is_new_but_of_the_storyline(filed):
    first = filed("KLF accepts Lysandia's truce plan")
    second = filed("Selmar accepts Lysandia's truce plan", 30)
    assert second.zone == "new"
    assert second.development != first.development
    assert second.storyline == first.storyline
    assert second.reason == "no compatible candidate"


def test_something_else_begins_a_storyline_of_its_own(filed):
    first = filed("KLF accepts Lysandia's truce plan")
    second = filed("Observers reach bridge near Vostan", 30)
    assert second.storyline != first.storyline


def test_between_the_thresholds_a_report_stays_beside(filed):
    first = filed("KLF accepts Lysandia's truce plan")
    second = filed("KLF accepts Lysandia's truce plan", 30, thresholds=Thresholds(same=1.1, attach=0.3))
    assert second.zone == "attach"
    assert second.new
    assert second.beside == first.development
    assert second.development != first.development


def test_a_visit_announced_stays_beside_when_it_happens(filed):
    first = filed("Renko to visit Selmar for truce talks")
    second = filed("Renko arrives in Selmar for truce talks", 600)
    assert second.development != first.development
    assert (second.zone, second.beside) == ("attach", first.development)


def test_every_candidate_has_its_named_reason(filed):
    filed("KLF accepts Lysandia's truce plan")
    filed("Selmar accepts Lysandia's truce plan", 10)
    third = filed("Rebels accept Lysandia's truce plan", 20)
    assert [(one.taken, one.reason) for one in third.candidates] == [
        (True, "alike and compatible"),
        (False, "another actor"),
    ]


def test_the_explanation_is_ready_for_json(filed):
    filed("KLF accepts Lysandia's truce plan")
    told = json.loads(json.dumps(filed("Rebels accept Lysandia's truce plan", 20).explain()))
    assert told["zone"] == "same"
    assert told["candidates"][0]["taken"] is True


def test_filing_changes_nothing(memory, table, make_report, filed):
    filed("KLF accepts Lysandia's truce plan")
    report = make_report("Rebels accept Lysandia's truce plan", minutes=10)
    found = frame(report, table)
    results = [file(report, found, memory, report.seen) for _ in range(2)]
    assert results[0] == results[1]
    assert len(memory) == 1


def test_reports_without_a_known_act_go_by_likeness(filed):
    first = filed("Hush over Vostan bridge and its crane drivers")
    second = filed("Hush over Vostan bridge and crane drivers", 10)
    third = filed("Quarry owners await Dunmere river levels", 20)
    assert first.development == second.development != third.development


def test_of_two_that_fit_the_one_that_was_alerted_takes_the_report(memory, table, make_report):
    told = make_report("KLF accepts Lysandia's plan for a truce", minutes=0)
    twin = make_report("KLF accepts truce plan of Lysandia, says Hask", minutes=10)
    apart = Thresholds(same=1.1, attach=1.1)
    filed_told = file(told, frame(told, table), memory, told.seen)
    memory.learn(told, frame(told, table), filed_told.where, alerted=True)
    filed_twin = file(twin, frame(twin, table), memory, twin.seen, apart)
    memory.learn(twin, frame(twin, table), filed_twin.where)
    third = make_report("KLF accepts truce plan of Lysandia, Hask says", minutes=20)
    result = file(third, frame(third, table), memory, third.seen)
    scores = {one.development: one.score for one in result.candidates}
    assert scores[filed_twin.development] > scores[filed_told.development]
    assert result.development == filed_told.development


@pytest.mark.parametrize(("hours", "zone"), [(3, "same"), (21, "new")])
def test_people_freed_the_next_day_are_the_next_release(filed, hours, zone):
    first = filed("KLF frees 13 hostages in Vostan")
    second = filed("KLF frees 13 hostages in Vostan, army says", 60 * hours)
    assert second.zone == zone
    assert (second.development == first.development) is (zone == "same")
