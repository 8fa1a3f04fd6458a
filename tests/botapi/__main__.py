"""`python -m botapi` (or `python -m tests.botapi`): the server as its own process; see console.py."""

import argparse
import asyncio
from pathlib import Path

from .api import TOKEN, BotApi
from .console import serve


def main() -> None:
    """Parse the options and serve until standard input ends."""
    parser = argparse.ArgumentParser(prog="botapi", description="A strict Telegram Bot API server for tests.")
    parser.add_argument("--token", default=TOKEN, help="the one token it accepts")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one")
    parser.add_argument("--rates", action="store_true", help="apply Telegram's rates")
    parser.add_argument("--quiet", action="store_true", help="print no calls")
    parser.add_argument("--log", type=Path, help="write all calls to this JSONL file at the end")
    asked = parser.parse_args()
    api = BotApi(asked.token, host=asked.host, port=asked.port)
    api.rates.enabled = asked.rates
    asyncio.run(serve(api, calls=not asked.quiet))
    if asked.log:
        api.export(asked.log)


if __name__ == "__main__":
    main()
