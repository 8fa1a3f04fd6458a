"""Seals: what was sealed for a chat opens there and nowhere else, and no changed bit opens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.wire.seals import MOST_BYTES, Opened, Seals

SEALS = Seals("123456:token-of-the-tests")
CHATS = st.integers(-(10**13), 10**13)
ACTIONS = st.text("abcdefghijklmnopqrstuvwxyz0123456789:-+,/_", min_size=1, max_size=38)


@given(CHATS, ACTIONS)
def test_what_is_sealed_opens_in_its_chat(chat, action):
    data = SEALS.close(chat, action)
    assert len(data.encode()) <= MOST_BYTES
    assert SEALS.open(chat, data) == Opened(action=action)


@given(CHATS, CHATS, ACTIONS)
def test_an_action_about_another_chat_says_so(chat, about, action):
    opened = SEALS.open(chat, SEALS.close(chat, action, about))
    assert opened == Opened(action=action, about=None if about == chat else about)


@given(CHATS, CHATS, ACTIONS)
def test_nothing_opens_in_another_chat(chat, other, action):
    if chat != other:
        assert SEALS.open(other, SEALS.close(chat, action)) is None


@given(CHATS, ACTIONS, st.data())
def test_no_changed_character_opens(chat, action, data):
    sealed = SEALS.close(chat, action)
    place = data.draw(st.integers(0, len(sealed) - 1))
    changed = sealed[:place] + chr(ord(sealed[place]) ^ 1) + sealed[place + 1 :]
    assert SEALS.open(chat, changed) is None


@given(CHATS, st.text(max_size=64))
def test_anything_at_all_is_refused_without_an_error(chat, data):
    assert SEALS.open(chat, data) is None


def test_another_token_has_another_key():
    assert Seals("123456:another").open(5, SEALS.close(5, "forget")) is None


def test_an_action_that_does_not_fit_is_a_bug():
    with pytest.raises(AssertionError):
        SEALS.close(5, "x" * 57)
