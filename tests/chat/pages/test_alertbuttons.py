from bot.chat.languages import codes, words
from bot.chat.pages.alertbuttons import below
from bot.chat.wire.seals import MOST_BYTES, Seals
from bot.core.model import AlertId, ChatId, derived_id


def test_every_button_fits_into_telegrams_64_bytes_in_every_language_and_comes_back():
    seals, chat = Seals("1:token"), ChatId(-1009999999999)
    alert = AlertId(derived_id("alert", "x"))
    for code in codes():
        rows = below(alert, words(code))
        assert [len(row) for row in rows] == [3, 2]
        for button in (one for row in rows for one in row):
            data = seals.close(chat, button.action)
            assert len(data.encode()) <= MOST_BYTES
            assert seals.open(chat, data).action == button.action
            assert seals.open(ChatId(5), data) is None
