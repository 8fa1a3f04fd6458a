"""The offer of a language: once, in private, to whoever gets alerts in English but has Telegram in another language of
ours. Nothing is switched unasked.
"""

from dataclasses import replace

from bot.chat.house import Asked, House
from bot.chat.languages import SOURCE, codes, words
from bot.chat.requests import Answer, Button, Kind
from storage.store import Tables

NOT_WITH = frozenset({"language", "forget"})  # commands whose answers it would disturb


async def with_offer(house: House, asked: Asked, answer: Answer) -> Answer:
    """The answer to a command, with the offer below it where it is due: a line and a button."""
    personal = asked.request.kind is Kind.PRIVATE and not asked.request.from_private
    if not personal or asked.words.code == SOURCE or not answer.html or answer.asks or answer.file is not None:
        return answer
    if not await house.store.read(lambda tables: _due(tables, asked)):
        return answer
    if not await house.store.write(lambda tables: tables.talks.offer_language(asked.request.chat, asked.now)):
        return answer
    ours, label = asked.words, asked.words.label
    line = ours.lines(ours.say("Alerts come here in English. Would you rather have them in this language?"))
    button = Button(label=label("Alerts in this language: {name}", name=ours.name), action=f"speak:{ours.code}")
    return replace(answer, html=f"{answer.html}\n\n{line}", rows=(*answer.rows, (button,)))


def _due(tables: Tables, asked: Asked) -> bool:
    chat = asked.request.chat
    return tables.talks.may_be_offered(chat) and bool(tables.subscriptions.of_place(chat, 0))


async def taken(house: House, asked: Asked) -> Answer:
    """The offer is taken: `code`. The message stays as it is."""
    code = asked.arguments if asked.arguments in codes() else asked.words.code
    await house.store.write(lambda tables: tables.talks.set_language(asked.request.chat, code, asked.now))
    spoken = words(code)
    return Answer(notice=spoken.label("From now on I answer in this language: {name}.", name=spoken.name))
