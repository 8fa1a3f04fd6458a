"""All that people can ask for: the table of commands and the table of buttons, and whoever answers them.

Telegram's menus, /help, the terminal and the tests read these tables. To add a command: one row in COMMANDS and a
function of (House, Asked); a button: one row in TAPS.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.chat.dialogs import channels, configuring, filtering, offering, operating, privacy, thinking, welcome
from bot.chat.house import PERSONAL, Asked, Command, Compose, House, Picture, Tap, stale
from bot.chat.languages import Words, best, mark
from bot.chat.lookups import briefing, finding, pinning, sharing, standing, why
from bot.chat.pages import opspage
from bot.chat.requests import Answer, Kind, Offers, Request
from bot.clock import Clock
from bot.core.model import ChatId, Source, Topic
from bot.core.people.notices import Trouble
from storage.store import Store, Tables
from storage.talks import Question

LONGEST = 1000  # characters of arguments that we read


async def _help(house: House, asked: Asked) -> Answer:
    del house
    return welcome.helping(COMMANDS, asked)


async def _see(house: House, asked: Asked) -> Answer:
    """Filters have a room of their own, all other screens are those of /settings."""
    name = asked.arguments.partition(":")[2]
    return await (filtering.screen if name == "filters" else configuring.see)(house, asked)


COMMANDS = (
    Command(name="start", what=mark("what this bot is"), answer=welcome.start, usage=mark("[topic]")),
    Command(name="help", what=mark("all commands"), answer=_help),
    Command(name="subscribe", what=mark("get alerts in this chat"), answer=welcome.subscribe, usage=mark("[topic]"),
            changes=True),
    Command(name="unsubscribe", what=mark("no more alerts in this chat"), answer=welcome.unsubscribe,
            usage=mark("[topic]"), aliases=("stop",), changes=True),
    Command(name="settings", what=mark("how much, how loud, when"), answer=configuring.settings,
            usage=mark("[topic:name] [setting value]"), changes=True),
    Command(name="filter", what=mark("only alerts with your words"), answer=filtering.command,
            usage=mark("add|remove|list|test [topic:name] [words]"), changes=True, reads=("", "list", "test")),
    Command(name="pause", what=mark("no alerts for a while"), answer=configuring.pause,
            usage=mark("[topic:name] [1h|8h|tomorrow|off]"), changes=True),
    Command(name="resume", what=mark("alerts again"), answer=configuring.resume, usage=mark("[topic]"), changes=True),
    Command(name="status", what=mark("where the talks stand, and how fresh our news is"), answer=standing.status,
            usage=mark("[topic]")),
    Command(name="latest", what=mark("the last developments"), answer=finding.latest, usage=mark("[how many] [words]")),
    Command(name="position", what=mark("what a party or mediator said"), answer=standing.position, usage=mark("[who]")),
    Command(name="deadlines", what=mark("open deadlines, with a countdown"), answer=standing.deadlines,
            usage=mark("[topic] [ics]")),
    Command(name="timeline", what=mark("what happened in the last days"), answer=standing.timeline,
            usage=mark("[topic] [days]")),
    Command(name="brief", what=mark("yesterday in a few lines; every day, if you like"), answer=briefing.brief,
            usage="[08:00|off]", changes=True, reads=("",)),
    Command(name="search", what=mark("reports with your words"), answer=finding.search, usage=mark("words")),
    Command(name="why", what=mark("why an alert came, as a reply to it"), answer=why.why),
    Command(name="sources", what=mark("each outlet's health and last report"), answer=why.sources),
    Command(name="muted", what=mark("storylines that are muted here"), answer=thinking.muted),
    Command(name="language", what=mark("the language I answer in"), answer=welcome.language, usage=mark("[code]"),
            changes=True),
    Command(name="channel", what=mark("set up a channel of yours"), answer=channels.channel, usage="@name",
            kinds=frozenset({Kind.PRIVATE})),
    Command(name="privacy", what=mark("what is kept about this chat"), answer=privacy.privacy),
    Command(name="export", what=mark("all that is kept, as a file"), answer=privacy.export, changes=True),
    Command(name="forget", what=mark("delete all that is kept"), answer=privacy.forget, changes=True),
    Command(name="pin", what=mark("for operators: set where a topic stands"), answer=pinning.pin,
            usage=mark("[topic] [truce|talks] [state|off]"), kinds=PERSONAL, operator=True),
    Command(name="ops", what=mark("for operators: how things are"), answer=operating.ops, usage=mark("[announce text]"),
            kinds=PERSONAL, operator=True),
)  # fmt: skip

TAPS = (
    Tap(name="sub", answer=welcome.subscribe_tapped),
    Tap(name="see", answer=_see),
    Tap(name="set", answer=configuring.put),
    Tap(name="ask", answer=configuring.ask),
    Tap(name="end", answer=welcome.unsubscribe_tapped),
    Tap(name="words", answer=filtering.ask),
    Tap(name="save", answer=filtering.save),
    Tap(name="cancel", answer=filtering.cancel),
    Tap(name="rm", answer=filtering.remove),
    Tap(name="lang", answer=welcome.language),
    Tap(name="speak", answer=offering.taken),
    Tap(name="forget", answer=privacy.forget_now),
    Tap(name="keep", answer=privacy.keep),
    Tap(name="st", answer=standing.tapped, changes=False),
    Tap(name="pic", answer=standing.picture, changes=False),
    Tap(name="find", answer=finding.turned, changes=False),
    Tap(name="why", answer=why.why_tapped, changes=False),
    Tap(name="rep", answer=why.reports_tapped, changes=False),
    Tap(name="mute", answer=thinking.mute),
    Tap(name="lift", answer=thinking.lift),
    Tap(name="up", answer=thinking.up, changes=False),
    Tap(name="down", answer=thinking.down, changes=False),
    Tap(name="announce", answer=operating.announce, operator=True),
    Tap(name="quash", answer=operating.quash, operator=True),
)


class Commands:
    """Answers requests. Knows nothing of Telegram: requests and answers are plain values."""

    def __init__(
        self, *, store: Store, topics: Sequence[Topic], sources: Sequence[Source], clock: Clock,
        compose: Compose | None = None, picture: Picture | None = None,
    ) -> None:  # fmt: skip
        """Take the store, what is configured, the clock, who composes alerts (for an example) and who draws."""
        self._house = House(
            store=store, topics=tuple(topics), sources=tuple(sources), clock=clock, compose=compose, picture=picture
        )

    @property
    def store(self) -> Store:
        """The store that answers are read from."""
        return self._house.store

    def brief(self, tables: Tables, topic: Topic, now: datetime, zone: str, language: str | None = None) -> str:
        """The daily brief of a topic in a language, as it is sent."""
        return briefing.told(tables, self._house.sources, topic, now, zone, best(language))

    @property
    def clock(self) -> Clock:
        """The clock that answers go by."""
        return self._house.clock

    def command(self, name: str) -> Command | None:
        """The row of a command, by its name or alias."""
        return next((one for one in COMMANDS if name == one.name or name in one.aliases), None)

    async def answer(self, name: str, request: Request) -> Answer | None:
        """The answer to a command by its name or alias; None where there is no such command."""
        command, asked = self.command(name), await self._asked(request)
        if command is None or (command.operator and not request.operator):
            return None
        if request.spoken_in not in command.kinds:
            return Answer(html=asked.words.say("That works in the private chat with me."))
        if command.changing(request.arguments) and not request.may_change:
            return _admins_only(asked)
        if len(request.arguments) > LONGEST and not command.operator:
            return Answer(html=asked.words.say("That is too long; I read at most {most} characters.", most=LONGEST))
        answer = await command.answer(self._house, asked)
        if command.name in offering.NOT_WITH:
            return answer
        return await offering.with_offer(self._house, asked, answer)

    async def tap(self, request: Request) -> Answer:
        """The answer to a button; the request's arguments are its action."""
        asked = await self._asked(request)
        name, _, rest = request.arguments.partition(":")
        row = next((one for one in TAPS if one.name == name), None)
        if row is None or (row.operator and not request.operator):
            return stale(asked)
        if row.changes and not request.may_change:
            return Answer(notice=asked.words.label("Only admins can change settings here."))
        return await row.answer(self._house, asked.with_arguments(rest))

    async def question(self, chat: ChatId, asker: int) -> Question | None:
        """What somebody in a chat was asked and has not answered yet."""
        now = self._house.clock()
        return await self._house.store.read(lambda tables: tables.talks.question(chat, asker, now))

    async def reply(self, question: Question, request: Request) -> Answer | None:
        """Take the answer to a question, for the place that it was about; None where it asks for nothing written."""
        asked = await self._asked(request)
        name, text = question.action.partition(":")[2], request.arguments
        if not name:
            return None
        if not request.may_change:
            return _admins_only(asked)
        topical = asked.with_arguments(question.action)
        if name == "filter":
            return await filtering.answered(self._house, topical, text)
        answer = await configuring.answered(self._house, topical, name, text)
        if not answer.asks:
            await self._house.store.write(lambda tables: tables.talks.answered(asked.talk, question.asker))
        return answer

    async def offers(self, request: Request) -> Offers:
        """What inline mode offers for some words."""
        return await sharing.offers(self._house, await self._asked(request))

    async def added(self, request: Request) -> Answer:
        """What to say to the admin of a channel that we were added to."""
        return await channels.added(self._house, await self._asked(request))

    async def troubles(self, chat: ChatId, found: Sequence[Trouble]) -> Answer:
        """What an operator is told unasked, in the language of the operator's chat."""
        chosen = await self.store.read(lambda tables: tables.talks.language(chat))
        return Answer(html=opspage.troubles(found, best(chosen)))

    async def stale(self, request: Request) -> Answer:
        """The answer to a button that is forged or of long ago."""
        return stale(await self._asked(request))

    async def unknown(self, request: Request) -> Answer:
        """The answer to what is no command here and no answer to a question, where somebody is alone with us."""
        return Answer(html=(await self._asked(request)).words.say("That is no command of mine. /help lists them."))

    async def busy(self, request: Request) -> Answer:
        """The answer, given once, to somebody who asks too much."""
        asked = await self._asked(request)
        return Answer(html=asked.words.say("That was a lot at once. I answer again in a minute."))

    async def words(self, request: Request) -> Words:
        """The words that a request is answered in."""
        return (await self._asked(request)).words

    async def _asked(self, request: Request) -> Asked:
        talk = ChatId(request.asker) if request.from_private else request.chat
        chosen = await self._house.store.read(lambda tables: tables.talks.language(talk))
        return Asked(request=request, words=best(chosen, request.language), now=self._house.clock())


def _admins_only(asked: Asked) -> Answer:
    return Answer(html=asked.words.say("Only admins can change settings here."))
