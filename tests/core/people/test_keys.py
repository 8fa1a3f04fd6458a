"""The index may never hide a filter that matches, and asking by keys is asking."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.people.filters import All, Any, Not, Term, matches, parse, subject
from bot.core.people.keys import filter_keys, matches_by_keys, subject_keys

WORDS = ["talks", "port", "doha", "וחמאס", "חמאס", "והדוחה", "الهدنة", "هدنة", "captives", "captive", "u"]
texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
terms = st.builds(
    lambda found, name, prefix: Term(tuple(found), name, prefix),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=2),
    st.sampled_from(["", "", "outlet"]),
    st.booleans(),
)
nodes = st.recursive(
    terms,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(lambda parts: All(tuple(parts)), st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda parts: Any(tuple(parts)), st.lists(inner, min_size=2, max_size=3)),
    ),
    max_leaves=6,
)


@settings(max_examples=600, deadline=None)
@given(node=nodes, text=texts, outlet=texts)
def test_a_filter_that_matches_shares_a_key_of_every_choice(node, text, outlet):
    about = subject(text, outlet=[outlet])
    keys = subject_keys(about)
    assert matches_by_keys(node, keys, about) == matches(node, about)
    if matches(node, about):
        assert all(not choice.isdisjoint(keys) for choice in filter_keys(node))


def test_words_in_a_row_may_be_stored_under_either():
    assert filter_keys(parse('"port talks"')) == (frozenset({"=talks"}), frozenset({"=port"}))


def test_a_mere_exclusion_is_always_asked():
    assert filter_keys(parse("-video")) == (frozenset({""}),)
    assert "" in subject_keys(subject("anything"))
