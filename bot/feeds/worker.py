"""The parser's process: `python -m bot.feeds.worker`, one body at a time over pipes, killable at any moment.

A request is two lengths and two parts: a JSON header, the body. An answer is a length and JSON, so nothing that a
hostile feed made of this process is ever unpickled. The kernel ends the process when one parse has used its seconds
of CPU (SIGPROF, whose default is to terminate, reaches into C code too). Anything else that feedparser raises ends the
process as well: the parent counts it against that feed and starts another.
"""

import json
import resource
import signal
import struct
import sys
from dataclasses import asdict
from typing import BinaryIO

from bot.errors import ParseError
from bot.feeds.reading import read

REQUEST = struct.Struct(">II")
ANSWER = struct.Struct(">I")


def answer(header: dict[str, str], body: bytes) -> dict[str, object]:
    """The answer to one request: {"feed": ...} or {"error": [reason, detail]}."""
    try:
        return {"feed": asdict(read(body, header["content_type"], header["base_url"]))}
    except ParseError as error:
        return {"error": [error.reason, error.detail]}
    except MemoryError:
        return {"error": ["memory", "parsing took too much memory"]}
    except RecursionError:
        return {"error": ["too_deep", "nested too deeply"]}


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
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us, not Ctrl-C
    serve(sys.stdin.buffer, sys.stdout.buffer, cpu_seconds)


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))
