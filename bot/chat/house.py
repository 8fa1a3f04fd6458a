"""What every answer can draw on, and the shape of the tables of commands and buttons."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from bot.chat.languages import Words
from bot.chat.pages.views import TimelineView
from bot.chat.requests import Answer, Kind, Request
from bot.clock import Clock
from bot.core.alert.content import AlertContent, ReplyContent
from bot.core.model import Alert, ChatId, Source, Subscription, SubscriptionKey, Topic
from bot.core.people.topicnames import meant
from storage.store import Store, Tables

Compose = Callable[[Tables, Alert, datetime], AlertContent | ReplyContent]
Picture = Callable[[TimelineView, str, Words], Awaitable[bytes]]
EVERYWHERE = frozenset(Kind)
PERSONAL = frozenset({Kind.PRIVATE, Kind.TERMINAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The store, the configuration and the clock. `compose` makes an alert's content, for the example at the start;
    `picture` draws a timeline as PNG in a theme ("light" or "dark") and a language, and raises BotError if it cannot.
    """

    store: Store
    topics: tuple[Topic, ...]
    sources: tuple[Source, ...]
    clock: Clock
    compose: Compose | None = None
    picture: Picture | None = None

    def topic(self, identifier: str) -> Topic | None:
        """The topic with this id."""
        return next((one for one in self.topics if one.id == identifier), None)

    def meant(self, text: str) -> tuple[Topic, ...]:
        """The topics that somebody may mean by what they typed: one where it is clear, none where there is no such."""
        found = meant(text, {one.id: one.name for one in self.topics})
        return tuple(one for one in self.topics if one.id in found)

    def called(self, text: str) -> Topic | None:
        """The topic that somebody means; the only one where nothing is said; None where that is not clear."""
        found = self.meant(text) if text.strip() else self.topics
        return found[0] if len(found) == 1 else None

    def name(self, topic: str) -> str:
        """A topic's name, or its id where it is configured no more."""
        return next((one.name for one in self.topics if one.id == topic), topic)

    def by_short(self, mark: str) -> Topic | None:
        """The topic that a button names."""
        return next((one for one in self.topics if short(one.id) == mark), None)

    def outlets(self) -> dict[str, str]:
        """Publisher families and the names of their outlets, by name."""
        names: dict[str, list[str]] = {}
        for source in self.sources:
            known = names.setdefault(source.family, [])
            if source.outlet not in known:
                known.append(source.outlet)
        pairs = ((family, " / ".join(some)) for family, some in names.items())
        return dict(sorted(pairs, key=lambda pair: pair[1].casefold()))

    def tongues(self) -> tuple[str, ...]:
        """The languages of the feeds."""
        return tuple(sorted({source.language.lower().partition("-")[0] for source in self.sources}))


def short(identifier: str) -> str:
    """A short name for a topic or an outlet, for buttons, whose data has 64 bytes."""
    return blake2b(identifier.encode(), digest_size=4).hexdigest()[:6]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request together with the words to answer it in and the time it came."""

    request: Request
    words: Words
    now: datetime

    @property
    def arguments(self) -> str:
        """What stands behind the command, or behind the button's name."""
        return self.request.arguments

    @property
    def talk(self) -> ChatId:
        """The chat in which the talk goes on: a private chat has its person's id."""
        return ChatId(self.request.asker) if self.request.from_private else self.request.chat

    def with_arguments(self, arguments: str) -> "Asked":
        """The same, with other arguments."""
        return replace(self, request=replace(self.request, arguments=arguments))

    def key(self, topic: Topic) -> SubscriptionKey:
        """The subscription that is meant, to a topic."""
        return SubscriptionKey(chat=self.request.chat, thread=self.request.thread, topic=topic.id)


Handler = Callable[[House, Asked], Awaitable[Answer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A row of the table of commands. `what` and `usage` are for the menu and /help, to be translated.

    `changes` marks commands that in a group only its admins may give; `reads` are arguments with which anyone may.
    """

    name: str
    what: str
    answer: Handler
    usage: str = ""
    aliases: tuple[str, ...] = ()
    changes: bool = False
    reads: tuple[str, ...] = ()
    kinds: frozenset[Kind] = EVERYWHERE
    operator: bool = False

    def changing(self, arguments: str) -> bool:
        """Whether, with these arguments, it needs the right to change settings."""
        return self.changes and arguments.strip().lower().partition(" ")[0] not in self.reads


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """A row of the table of buttons: the first word of the action, what answers, who may tap."""

    name: str
    answer: Handler
    changes: bool = True
    operator: bool = False


async def here(house: House, asked: Asked) -> tuple[Subscription, ...]:
    """The active subscriptions of the place that is meant."""
    request = asked.request
    return await house.store.read(lambda tables: tables.subscriptions.of_place(request.chat, request.thread))


async def pointed_at(house: House, asked: Asked) -> Subscription | None:
    """The subscription whose topic the first of a button's arguments names, if it is there and active."""
    topic = house.by_short(asked.arguments.partition(":")[0])
    if topic is None:
        return None
    found = await house.store.read(lambda tables: tables.subscriptions.get(asked.key(topic)))
    return found if found and found.active else None


def stale(asked: Asked) -> Answer:
    """The answer to a button of long ago."""
    return Answer(notice=asked.words.label("This button is out of date. /settings shows what is there now."))
