"""The commands people give, in one table that Telegram's menu, /help and the terminal all read.

To add a command: one row in COMMANDS and one method of `Commands` with its name.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from html import escape

from bot.chat import library, pages
from bot.chat.requests import Answer, Request
from bot.clock import Clock
from bot.core.model import Source, Subscription, SubscriptionKey, Topic
from bot.core.people import filters
from bot.errors import FilterError
from storage.store import Store, Tables

Handler = Callable[[Request], Awaitable[Answer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A row of the table. `changes` marks commands that in a group only its admins may give."""

    name: str
    what: str
    usage: str = ""
    aliases: tuple[str, ...] = ()
    changes: bool = False


COMMANDS = (
    Command(name="start", what="what this bot is"),
    Command(name="help", what="all commands"),
    Command(name="subscribe", what="get alerts in this chat", usage="[topic]", changes=True),
    Command(name="unsubscribe", what="no more alerts in this chat", usage="[topic]", aliases=("stop",), changes=True),
    Command(name="filter", what="only alerts with your words", usage="add|remove|list [words]", changes=True),
    Command(name="status", what="where the talks stand, and how fresh our news is"),
    Command(name="latest", what="the last developments", usage="[how many]"),
)

_ADMINS_ONLY = "Only admins of this group can change its settings."
_FILTER_HELP = (
    "Write <code>/filter add hostages OR captives</code>, <code>/filter remove …</code> or <code>/filter list</code>.\n"
    'Words, "phrases", prefix*, -exclusions, OR and parentheses; several filters are alternatives.'
)


class Commands:
    """Answers commands. Knows nothing of Telegram: requests and answers are plain values."""

    def __init__(self, *, store: Store, topics: Sequence[Topic], sources: Sequence[Source], clock: Clock) -> None:
        self._store = store
        self._topics = tuple(topics)
        self._sources = tuple(sources)
        self._clock = clock

    async def answer(self, name: str, request: Request) -> Answer | None:
        """The answer to a command by its name or alias; None where there is no such command."""
        command = next((one for one in COMMANDS if name == one.name or name in one.aliases), None)
        if command is None:
            return None
        reading = command.name == "filter" and request.arguments.strip().lower() in ("", "list")
        if command.changes and not request.may_change and not reading:
            return Answer(html=_ADMINS_ONLY)
        handler: Handler = getattr(self, command.name)
        return await handler(request)

    async def start(self, request: Request) -> Answer:
        """What this is, in two lines, and the way in."""
        named = next((topic for topic in self._topics if topic.id == request.arguments.strip()), None)
        if named is not None and request.may_change:
            return await self.subscribe(request)
        names = ", ".join(escape(topic.name) for topic in self._topics)
        return Answer(
            html=f"<b>Trucewire</b> sends one alert for each new development in: {names}.\n"
            "Each alert says which outlet reported it and who says so. Nothing is written by the bot itself.\n\n"
            "/subscribe to get alerts here, /status for where things stand, /help for everything else."
        )

    async def help(self, request: Request) -> Answer:
        """All commands."""
        del request
        rows = [f"/{one.name} {escape(one.usage)}".rstrip() + f" - {one.what}" for one in COMMANDS]
        return Answer(html="\n".join([*rows, "", _FILTER_HELP]))

    async def subscribe(self, request: Request) -> Answer:
        """Subscribe this chat (and thread) to a topic."""
        topic = self._topic(request.arguments)
        if topic is None:
            return self._which_topic("/subscribe")
        key, now = _key(request, topic), self._clock()
        fresh = await self._store.write(lambda tables: tables.subscriptions.subscribe(key, now))
        said = "Subscribed to" if fresh else "Already subscribed to"
        return Answer(
            html=f"{said} <b>{escape(topic.name)}</b>. Alerts of importance 1 and 2 come here as reports arrive.\n"
            "/filter add … narrows them, /unsubscribe ends them."
        )

    async def unsubscribe(self, request: Request) -> Answer:
        """End the subscriptions of this chat, or the one to the topic named."""
        there = await self._store.read(lambda tables: self._here(tables, request))
        named = self._topic(request.arguments) if request.arguments.strip() else None
        if request.arguments.strip() and named is None:
            return self._which_topic("/unsubscribe")
        ending = [one.key for one in there if named is None or one.key.topic == named.id]
        if not ending:
            return Answer(html="There is no subscription here. /subscribe makes one.")
        await self._store.write(lambda tables: [tables.subscriptions.unsubscribe(key) for key in ending])
        names = ", ".join(escape(self._name(key)) for key in ending)
        return Answer(html=f"Unsubscribed from <b>{names}</b>. Your filters are kept for when you come back.")

    async def filter(self, request: Request) -> Answer:
        """Add, remove or list the filters of this chat's subscriptions."""
        action, _, text = request.arguments.strip().partition(" ")
        there = await self._store.read(lambda tables: self._here(tables, request))
        if not there:
            return Answer(html="Subscribe first: /subscribe. Filters belong to a subscription.")
        match action.lower():
            case "add":
                return await self._add_filter(there, text)
            case "remove":
                return await self._remove_filter(there, text)
            case "" | "list":
                return Answer(html=self._list_filters(there))
            case _:
                return Answer(html=_FILTER_HELP)

    async def status(self, request: Request) -> Answer:
        """Where the talks stand, as far as reports say, and how fresh our news is."""
        named = self._topic(request.arguments) if request.arguments.strip() else None
        topics = (named,) if named else self._topics
        now = self._clock()

        def gather(tables: Tables) -> tuple[list[pages.TopicStatus], pages.FeedsStatus]:
            return (
                [library.topic_status(tables, topic, now) for topic in topics],
                library.feeds_status(tables, self._sources),
            )

        found, feeds = await self._store.read(gather)
        return Answer(html=pages.status(found, feeds, now))

    async def latest(self, request: Request) -> Answer:
        """The last developments of the topic."""
        text = request.arguments.strip()
        if text and not (text.isascii() and text.isdigit() and 1 <= int(text) <= 20):
            return Answer(html="Write <code>/latest</code> or, for 1 to 20 of them, <code>/latest 10</code>.")
        number = int(text) if text else 5
        topics = self._topics

        def gather(tables: Tables) -> list[str]:
            return [pages.latest(topic.name, library.latest_lines(tables, topic, number)) for topic in topics]

        return Answer(html="\n\n".join(await self._store.read(gather)))

    async def _add_filter(self, there: Sequence[Subscription], text: str) -> Answer:
        try:
            shown = filters.show(filters.parse(text))
        except FilterError as problem:
            return Answer(html=f"That filter cannot be read: {escape(str(problem), quote=False)}")
        if max(len(one.filters) for one in there) >= filters.MAX_FILTERS:
            return Answer(html=f"There are {filters.MAX_FILTERS} filters already; remove one first.")
        await self._store.write(lambda tables: [tables.subscriptions.add_filter(one.key, shown) for one in there])
        return Answer(html=f"Only alerts that match a filter come here now. Added: <code>{escape(shown)}</code>")

    async def _remove_filter(self, there: Sequence[Subscription], text: str) -> Answer:
        wanted = text.strip()
        try:
            shown = filters.show(filters.parse(wanted))
        except FilterError:
            shown = wanted
        removed = await self._store.write(
            lambda tables: [tables.subscriptions.remove_filter(one.key, shown) for one in there]
        )
        if any(removed):
            return Answer(html=f"Removed: <code>{escape(shown)}</code>")
        return Answer(html=f"There is no filter <code>{escape(shown)}</code> here.\n{self._list_filters(there)}")

    def _list_filters(self, there: Sequence[Subscription]) -> str:
        texts = list(dict.fromkeys(text for one in there for text in one.filters))
        if not texts:
            return f"No filters: every alert comes here.\n{_FILTER_HELP}"
        return "Alerts come here that match one of:\n" + "\n".join(f"<code>{escape(text)}</code>" for text in texts)

    def _topic(self, text: str) -> Topic | None:
        wanted = text.strip().lower()
        if not wanted and len(self._topics) == 1:
            return self._topics[0]
        return next((one for one in self._topics if wanted in (one.id, one.name.lower())), None)

    def _which_topic(self, command: str) -> Answer:
        rows = [f"<code>{command} {escape(topic.id)}</code> - {escape(topic.name)}" for topic in self._topics]
        return Answer(html="\n".join(["Which topic?", *rows]))

    def _name(self, key: SubscriptionKey) -> str:
        return next((topic.name for topic in self._topics if topic.id == key.topic), key.topic)

    @staticmethod
    def _here(tables: Tables, request: Request) -> tuple[Subscription, ...]:
        return tables.subscriptions.of_place(request.chat, request.thread)


def _key(request: Request, topic: Topic) -> SubscriptionKey:
    return SubscriptionKey(chat=request.chat, thread=request.thread, topic=topic.id)
