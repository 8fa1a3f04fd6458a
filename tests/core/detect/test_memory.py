import pytest

from bot.core.detect.filing import file
from bot.core.detect.frame import frame
from bot.core.detect.memory import Memory

HOUR = 60


@pytest.fixture
def memory():
    return Memory("tarvania")


@pytest.fixture
def learn(memory, table, make_report):
    def run(headline, minutes, **more):
        report = make_report(headline, minutes=minutes)
        found = frame(report, table)
        filed = file(report, found, memory, report.seen)
        memory.learn(report, found, filed.where, **more)
        return filed

    return run


def test_it_remembers_developments_with_their_members(memory, learn):
    first = learn("KLF accepts truce plan", 0)
    again = learn("KLF accepts truce plan", 30)
    assert again.development == first.development
    (known,) = memory.developments()
    assert (known.id, known.count, known.alerted) == (first.development, 2, False)
    assert known.last > known.first


def test_an_alert_is_remembered(memory, learn):
    filed = learn("KLF accepts truce plan", 0, alerted=True)
    learn("KLF accepts truce plan", 30)
    assert memory.get(filed.development).alerted


def test_what_leaves_the_window_is_forgotten_whole(memory, learn):
    old = learn("KLF accepts truce plan", 0)
    new = learn("Storm damages bridge near Dunmere", 80 * HOUR)
    assert memory.get(old.development) is None
    assert [one.id for one in memory.developments()] == [new.development]
    assert memory.rarity("plan") == memory.rarity("never seen")


def test_a_development_that_goes_on_stays(memory, learn, make_report):
    filed = learn("KLF accepts truce plan", 0)
    (member,) = memory.get(filed.development).members
    for hours in (20, 40, 60, 80):
        memory.learn(make_report("KLF accepts truce plan", minutes=hours * HOUR), member.frame, filed.where)
    assert memory.get(filed.development).count == 5


def test_of_many_members_the_first_and_the_latest_are_kept(memory, learn, make_report):
    filed = learn("KLF accepts truce plan", 0)
    (first,) = memory.get(filed.development).members
    for minutes in range(1, 60):
        memory.learn(make_report("KLF accepts truce plan", minutes=minutes), first.frame, filed.where)
    known = memory.get(filed.development)
    assert (known.count, known.members[0]) == (60, first)
    assert len(known.members) <= 12
    assert known.members[-1].time == known.last


def test_rare_words_weigh_more(memory, learn):
    for minute in range(10):
        learn("Truce talks in Port Amel", minute)
    learn("Harbour crane collapses", 11)
    assert 0 <= memory.rarity("#talks") < memory.rarity("harbour") < 1


def test_candidates_share_words_and_are_bounded(memory, learn, table, make_report):
    for minute in range(60):
        learn(f"Truce talks reach stage {minute} in hall{minute}", minute)
    report = make_report("Truce talks reach stage 7 in hall7", minutes=70)
    found = memory.candidates(frame(report, table), report.seen, limit=5)
    assert len(found) == 5
    assert memory.candidates(frame(make_report("Quarry flooded", minutes=70), table), report.seen) == []


def test_it_is_rebuilt_by_learning_again_in_order(learn, memory, table, make_report):
    told = [("KLF accepts truce plan", 0), ("Selmar rejects truce plan", 10), ("Rebels say yes to truce plan", 20)]
    for headline, minutes in told:
        learn(headline, minutes)
    again = Memory("tarvania")
    for headline, minutes in told:
        report = make_report(headline, minutes=minutes)
        found = frame(report, table)
        again.learn(report, found, file(report, found, again, report.seen).where)
    assert [one.id for one in again.developments()] == [one.id for one in memory.developments()]
