"""Lengths and cuts in UTF-16 units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.botapi.utf16 import cut, units


@pytest.mark.parametrize(("text", "length"), [("", 0), ("aé", 2), ("\uffff", 1), ("\U00010000", 2), ("a😀b", 4)])
def test_units(text: str, length: int) -> None:
    assert units(text) == length


def test_cut() -> None:
    assert cut("a😀b", 1, 2) == "😀"
    assert cut("a😀b", 3, 1) == "b"


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_a_cut_of_the_units_before_gives_the_rest(before: str, after: str) -> None:
    assert cut(before + after, units(before), units(after)) == after
    assert units(before) == len(before.encode("utf-16-le")) // 2
