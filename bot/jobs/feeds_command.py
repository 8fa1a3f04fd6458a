"""`trucewire feeds`: list, add, import, export, probe, accept. The caller hands in what it needs; texts are returned
through `write`, exit codes by `run`.
"""

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from bot.clock import Clock
from bot.core.intake.health import site
from bot.core.intake.standing import FeedState, asks_to_move, current
from bot.core.model import Source, SourceId
from bot.errors import ConfigError, FeedError
from bot.feeds import opml
from bot.feeds.egress import EgressPolicy
from bot.feeds.fetch import HttpFetcher
from bot.feeds.normalise import plain
from bot.feeds.parse import ParserPool
from bot.jobs.feeds_table import health_table, latency_line, note_lines, probe_lines, toml_lines
from bot.jobs.poll import Fetcher, Parser
from bot.jobs.probe import Probe, find, first_good, probe
from storage.feeds import FeedNote
from storage.store import Store, Tables

Write = Callable[[str], None]

_LATENCY_OF = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsCommand:
    """What the command works with. `store` is None where there is no database yet."""

    sources: Sequence[Source]
    fetcher: Fetcher
    parser: Parser
    clock: Clock
    store: Store | None
    write: Write = print

    async def run(self, arguments: argparse.Namespace) -> int:
        """Do what the arguments say; the exit code. Raises BotError for what cannot be done at all."""
        match arguments.feeds:
            case "add":
                return await self._add(arguments.url)
            case "import":
                return self._import(arguments.file)
            case "export":
                self.write(opml.write(self.sources).rstrip("\n"))
                return 0
            case "probe":
                return await self._probe(arguments.id)
            case "accept":
                return await self._accept(arguments.id)
            case _:
                return await self._list()

    async def _list(self) -> int:
        rows, notes = await self._rows()
        self.write(health_table(rows, self.clock()))
        if notes:
            self.write("\nNotes, newest first:\n" + note_lines(notes))
        if self.store is not None:
            since = self.clock() - _LATENCY_OF
            if latencies := await self.store.read(lambda tables: tables.provenance.latencies(since)):
                self.write("\n" + latency_line(latencies))
        return 0

    async def _rows(self) -> tuple[list[tuple[Source, FeedState]], tuple[FeedNote, ...]]:
        if self.store is None:
            return [(source, FeedState(source=source.id)) for source in self.sources], ()

        def read(tables: Tables) -> tuple[list[tuple[Source, FeedState]], tuple[FeedNote, ...]]:
            states = [current(tables.feeds.state(source.id), source) for source in self.sources]
            return list(zip(self.sources, states, strict=True)), tables.feeds.notes()

        return await self.store.read(read)

    async def _add(self, url: str) -> int:
        found = await self._found(url)
        if found is None:
            self.write(f"{url}: offers feeds, but none of them could be read")
            return 1
        source, seen = found
        known = next((one for one in self.sources if one.url in (seen.url, source.url)), None)
        if known:
            self.write(f"{seen.url} is there already: source {known.id!r}")
            return 1
        self.write(probe_lines(source, seen))
        self.write("\n" + toml_lines(self._named(seen.url, seen.feed.title, seen.feed.language)))
        return 0

    async def _found(self, url: str) -> tuple[Source, Probe] | None:
        """The feed at an address, or the first good one that the page there offers."""
        source = self._named(url, "", "")
        found = await find(source, self.fetcher, self.parser, self.clock())
        if isinstance(found, Probe):
            return source, found
        self.write("a page that offers:\n" + "\n".join(plain(f"{one.url} {one.title}") for one in found))
        candidates = [self._named(one.url, one.title, "") for one in found]
        return await first_good(candidates, self.fetcher, self.parser, self.clock())

    def _import(self, file: Path) -> int:
        try:
            outlines = opml.read(file.read_bytes())
        except OSError as error:
            raise ConfigError(str(file), f"cannot be read: {error.strerror}") from error
        except FeedError as error:
            raise ConfigError(str(file), str(error)) from error
        known = {source.url for source in self.sources}
        fresh = [one for one in outlines if one.url not in known]
        taken = {source.id for source in self.sources}
        for one in fresh:
            source = self._named(one.url, one.title, one.language, taken)
            taken.add(source.id)
            self.write(toml_lines(source) + "\n")
        self.write(f"# {len(fresh)} new of {len(outlines)} feeds; put the lines above into feeds.toml")
        return 0 if outlines else 1

    async def _probe(self, source_id: str | None) -> int:
        chosen = [source for source in self.sources if source_id in (None, source.id)]
        if not chosen:
            raise ConfigError("feeds.toml", f"no source {source_id!r}")
        failed = 0
        for source in chosen:
            try:
                self.write(probe_lines(source, await probe(source, self.fetcher, self.parser, self.clock())))
            except FeedError as error:
                failed += 1
                self.write(f"{source.id}: {error}")
        await self._wake(source_id)
        return 1 if failed else 0

    async def _wake(self, source_id: str | None) -> None:
        """A retired feed that was probed by name is asked again by the schedule."""
        if self.store is not None and source_id is not None:
            await self.store.write(lambda tables: tables.feeds.wake(SourceId(source_id)))

    async def _accept(self, source_id: str) -> int:
        rows, _ = await self._rows()
        found = next(((source, state) for source, state in rows if source.id == source_id), None)
        target = asks_to_move(found[1], found[0], self.clock()) if found else None
        if self.store is None or target is None:
            self.write(f"{source_id}: does not ask to move")
            return 1
        await self.store.write(lambda tables: tables.feeds.consent(SourceId(source_id), target))
        self.write(f"{source_id}: moves to {target} at its next answer")
        return 0

    def _named(self, url: str, title: str, language: str, taken: set[SourceId] | None = None) -> Source:
        """A source with the names we can guess; the operator may better them."""
        home = site(url)
        family = _slug(home.split(".")[0]) or "feed"
        outlet = plain(title) or home
        used = taken if taken is not None else {source.id for source in self.sources}
        base = (_slug(outlet) or family)[:40].strip("-")
        names = [base, *(f"{base}-{number}" for number in range(2, 1000))]
        return Source(
            id=SourceId(next(name for name in names if name not in used)),
            outlet=outlet,
            url=url,
            language=(language or "en").split("-")[0].lower(),
            family=family,
        )


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _address(text: str) -> str:
    url = text if "://" in text else f"https://{text}"
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise argparse.ArgumentTypeError(f"{text!r} is no http or https address")
    return url


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The subcommands of `feeds`."""
    commands = parser.add_subparsers(dest="feeds", metavar="COMMAND", required=True)
    commands.add_parser("list", help="health of every feed: last success, last new report, interval, errors, gaps")
    adding = commands.add_parser(
        "add", help="find the feed at an address or page, probe it, print lines for feeds.toml"
    )
    adding.add_argument("url", metavar="URL", type=_address)
    importing = commands.add_parser("import", help="print lines for feeds.toml from a list of feeds in OPML")
    importing.add_argument("file", metavar="FILE.opml", type=Path)
    commands.add_parser("export", help="print the sources as OPML")
    probing = commands.add_parser("probe", help="ask one feed, or all, now, and say what is in it; nothing is stored")
    probing.add_argument("id", metavar="ID", nargs="?")
    accepting = commands.add_parser("accept", help="allow a feed to move to another domain")
    accepting.add_argument("id", metavar="ID")


async def run(
    arguments: argparse.Namespace,
    *,
    sources: Sequence[Source],
    store: Store | None,
    user_agent: str,
    egress: EgressPolicy,
    clock: Clock,
) -> int:
    """Do what the arguments of `feeds` say, with a fetcher and a parser of its own; the exit code. Raises BotError."""
    async with HttpFetcher(user_agent, egress, clock) as fetcher, ParserPool() as parser:
        command = FeedsCommand(sources=sources, fetcher=fetcher, parser=parser, clock=clock, store=store)
        return await command.run(arguments)
