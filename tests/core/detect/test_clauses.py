import pytest

from bot.core.detect.acts import NEWS
from bot.core.detect.clauses import parse
from bot.core.detect.words import read, texts_of


@pytest.fixture
def parsed(table):
    return lambda headline: parse(read(headline, table), NEWS)


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("KLF says it will free four pilots", "klf"),
        ("Truce extended by a day, Brunia says", "brunia"),
        ("Truce extended by a day, says Lysandia's envoy", "lysandia"),
        ("Truce close – Brunia", "brunia"),
        ("Truce will hold: UN official", "united-nations"),
        ("Dorvak: KLF has agreed to swap", "government"),
        ("Rebels agree to swap, sources say", "unnamed"),
        ("France says truce must hold", "+france"),
        ("KLF rejects offer", None),
        ("KLF hands over a coffin it says holds a pilot", None),
        ("KLF says yes to truce plan", None),
        ("Tarvania insists on disarmament before talks", None),
        ("Army tells rebels to leave Irbel", None),
        ("Truce near, sources tell Ledger", "unnamed"),
        ("Truce may not last, KLF warns", "klf"),
        ("Rebels agree to swap: state TV", "unnamed"),
        ("KLF announces 72-hour halt to fighting", None),
        ("Truce announced in Irbel", None),
        ("Captives freed after KLF said army broke truce", None),
        ("Brunia announces truce to begin on Sunday", "brunia"),
        ("KLF announces truce talks with army", "klf"),
        ("Truce vote put off – as it happened", None),
    ],
)
def test_the_outermost_speaker(parsed, headline, speaker):
    assert parsed(headline).speaker == speaker


@pytest.mark.parametrize(
    ("headline", "main"),
    [
        ("Tarvania war live: KLF accepts truce", "klf accepts truce"),
        ("KLF accepts truce as shells fall on Irbel", "klf accepts truce"),
        ("Storm hits coast; KLF accepts truce", "klf accepts truce"),
        ("KLF accepts truce after weeks of talks", "klf accepts truce"),
        ("No exchange before Friday, Brunia says", "no exchange before friday"),
        ("Talks end without agreement", "talks end without agreement"),
    ],
)
def test_the_main_clause(parsed, headline, main):
    assert " ".join(texts_of(parsed(headline).main)) == main


def test_two_names_joined_by_a_hyphen_are_a_label(table):
    words = read("Tarvania-KLF talks open", table)
    assert [word.paired for word in words] == [True, True, False, False]


def test_bare_nouns_mean_the_only_party_they_can(table):
    assert [word.actor for word in read("Rebels free pilots", table)] == ["klf", None, None]
    assert [word.actor for word in read("the army shells Irbel", table)][:2] == [None, "government"]
    assert [word.actor for word in read("Tarvanian rebels agree", table)][:2] == ["klf", "klf"]
    assert [word.actor for word in read("Thai police wait", table)][:2] == ["+thailand", None]
