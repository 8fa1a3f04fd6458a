"""The Bot API server as the bot's process sees it. It imports nothing of the server: the bot's memory is measured."""

import json
import subprocess
import sys
from pathlib import Path

from telegram.request import HTTPXRequest

from bot.jobs.deliver import MOST_IN_FLIGHT

ROOT = Path(__file__).parents[2]


class ServerProcess:
    """server.py, running as long as the `with` block. All its methods wait for the answer."""

    def __init__(self, people):
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.delivery_parts.server", str(people)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip
        self.url, self.token = self._answer()

    @property
    def base_url(self):
        return f"{self.url}/bot"

    def report(self):
        """What was sent: `sent` messages in `span` seconds from first to last, and what was `refused`."""
        return self._ask(None)

    def status(self, times):
        """Let so many people ask /status, one after the other; the seconds each waited."""
        return self._ask(times)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def _ask(self, question):
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self):
        return json.loads(self._process.stdout.readline())


def connections():
    return HTTPXRequest(connection_pool_size=MOST_IN_FLIGHT, read_timeout=25)
