"""The parser's process: `python -m bot.feeds.worker`, one body at a time over pipes, killable at any moment.

A request is two lengths and two parts: a JSON header, the body. An answer is a length and JSON, so nothing that a
hostile feed made of this process is ever unpickled. The kernel ends the process when one parse has used its seconds
of CPU (SIGPROF, whose default is to terminate, reaches into C code too). Anything else that feedparser raises ends the
process as well: the parent counts it against that feed and starts another.
"""

import contextlib
import json
import resource
import signal
import struct
import sys
from dataclasses import fields
from typing import Any, BinaryIO

from bot.core.intake.entry import Entry, ParsedFeed
from bot.errors import ParseError
from bot.feeds.reading import read

REQUEST = struct.Struct(">II")
ANSWER = struct.Struct(">I")
ENTRY_FIELDS = tuple(field.name for field in fields(Entry))
FEED_FIELDS = tuple(field.name for field in fields(ParsedFeed))


def answer(header: dict[str, str], body: bytes) -> dict[str, object]:
    """The answer to one request: {"feed": ...} or {"error": [reason, detail]}."""
    try:
        return {"feed": packed(read(body, header["content_type"], header["base_url"]))}
    except ParseError as error:
        return {"error": [error.reason, error.detail]}
    except MemoryError:
        return {"error": ["memory", "parsing took too much memory"]}
    except (ValueError, LookupError, TypeError, AttributeError) as error:  # feedparser on bodies it was not made for
        return {"error": ["malformed", f"{type(error).__name__}: {error}"[:200]]}
    except RecursionError:
        return {"error": ["too_deep", "nested too deeply"]}


def packed(feed: ParsedFeed) -> dict[str, object]:
    """A feed as JSON has it: fields by name, entries as lists of their fields in order."""
    values: dict[str, object] = {name: getattr(feed, name) for name in FEED_FIELDS}
    return values | {"entries": [[getattr(entry, name) for name in ENTRY_FIELDS] for entry in feed.entries]}


def unpacked(values: dict[str, Any]) -> ParsedFeed:
    """The feed that `packed` made this of."""
    entries = tuple(Entry(**dict(zip(ENTRY_FIELDS, entry, strict=True))) for entry in values["entries"])
    skipped = {name: tuple(values[name]) for name in ("skip_hours", "skip_days")}
    return ParsedFeed(**values | skipped | {"entries": entries})


def serve(source: BinaryIO, sink: BinaryIO, cpu_seconds: float) -> None:
    """Answer requests until the source ends."""
    while len(head := source.read(REQUEST.size)) == REQUEST.size:
        header_size, body_size = REQUEST.unpack(head)
        header = json.loads(source.read(header_size))
        body = source.read(body_size)
        signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
        encoded = json.dumps(answer(header, body)).encode()
        signal.setitimer(signal.ITIMER_PROF, 0)
        sink.write(ANSWER.pack(len(encoded)) + encoded)
        sink.flush()


def main(cpu_seconds: float, memory_bytes: int) -> None:
    """Limit this process, then serve standard input."""
    for limit, value in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # some systems know a limit only by name
            resource.setrlimit(limit, (value, value))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us, not Ctrl-C
    serve(sys.stdin.buffer, sys.stdout.buffer, cpu_seconds)


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))
