from dataclasses import replace

from bot.core.detect.roles import ActorTable
from bot.core.detect.words import read, texts_of


def test_words_are_folded_and_know_their_actor(table):
    words = read("KLF’s offer: No, says Brunia", table)
    assert texts_of(words) == ["klf", "offer", "no", "says", "brunia"]
    assert [word.actor for word in words] == ["klf", None, None, None, "brunia"]
    assert [word.before for word in words] == ["", "", ":", ",", ""]
    assert words[0].possessive


def test_two_names_joined_are_a_label(table):
    assert all(word.paired for word in read("Tarvania-KLF talks", table)[:2])


def test_the_people_of_a_state_are_a_crowd(table):
    assert [word.crowd for word in read("Israelis and Tarvania", table)] == [True, False, False]


def test_an_office_after_another_name_is_that_ones(topics):
    government, *others = topics["other"].actors
    named = replace(government, names=(*government.names, "Prime Minister's Office"))
    table = ActorTable(replace(topics["other"], actors=(named, *others)))
    words = read("Prime Minister's Office: no. Brunia Prime Minister's Office welcomes truce", table)
    assert [word.actor for word in words] == [named.id] * 3 + [None] + ["brunia"] * 4 + [None] * 2
