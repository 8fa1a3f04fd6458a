import pytest

from bot.core.alert.clauses import sentences
from bot.core.alert.readings import closes_clause, cue_end, hits, is_finite, object_follows, reads_as_noun


def first(text):
    tokens = sentences(text)[0]
    return tokens, hits(tokens)[0]


@pytest.mark.parametrize(
    "text", ["amid the claims of Osk", "growing calls for peace", "its proposed law", "raid sparks fears of war"]
)
def test_nouns(text):
    assert reads_as_noun(*first(text))


@pytest.mark.parametrize(
    "text", ["Osk claims victory", "Osk calls for peace", "Osk has proposed a law", "Envoys demand answers"]
)
def test_verbs(text):
    assert not reads_as_noun(*first(text))


@pytest.mark.parametrize(
    ("text", "finite"),
    [
        ("Osk to announce plan", False),
        ("Osk may reject plan", False),
        ("Osk won't accept", True),
        ("Osk is blaming Ruhl", True),
    ],
)
def test_finite(text, finite):
    assert is_finite(first(text)[1]) is finite


def test_a_transitive_act_needs_its_object():
    assert object_follows(*first("Osk backs plan"))
    assert not object_follows(*first("Osk strikes back at critics"))


def test_said_to_is_no_claim():
    assert hits(sentences("Strike said to kill commander")[0]) == []


def test_where_a_cue_ends():
    tokens, hit = first("Osk calls for peace")
    assert tokens[cue_end(tokens, hit) - 1].low == "for"
    tokens, hit = first("Sources tell Harbour Post of delay")
    assert tokens[cue_end(tokens, hit) - 1].low == "post"


@pytest.mark.parametrize(
    ("text", "closes"),
    [("No deal, Osk says", True), ("No deal, Osk says on Friday", True), ("In Lakeland, Osk says no", False)],
)
def test_the_end_of_a_clause(text, closes):
    assert closes_clause(*first(text)) is closes
