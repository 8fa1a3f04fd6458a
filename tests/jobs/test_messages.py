import pytest

from bot.core.model import ChatId
from bot.jobs.messages import message_link


@pytest.mark.parametrize(
    ("chat", "thread", "link"),
    [
        (-1001234567890, 0, "https://t.me/c/1234567890/42"),
        (-1001234567890, 7, "https://t.me/c/1234567890/7/42"),
        (-1234567, 0, None),
        (1234567, 0, None),
    ],
)
def test_messages_of_supergroups_and_channels_have_addresses(chat, thread, link):
    assert message_link(ChatId(chat), thread, 42) == link
