"""An event loop in which time passes only when nobody has anything to do, and then at once."""

import asyncio
import selectors
from datetime import timedelta

from tests.storage.alerts import NOW


class _Leap(selectors.SelectSelector):
    """Instead of waiting, moves the loop's clock on."""

    loop: "VirtualLoop"

    def select(self, timeout=None):
        if timeout is None:
            raise RuntimeError("everybody waits for somebody else")
        self.loop.now += max(timeout, 0)
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    """Use with `run`."""

    def __init__(self):
        selector = _Leap()
        self.now = 0.0
        super().__init__(selector)
        selector.loop = self

    def time(self):
        return self.now


def run(main):
    """Run a coroutine in virtual time."""
    loop = VirtualLoop()
    try:
        return loop.run_until_complete(main)
    finally:
        loop.close()


class Watch:
    """The bot's clock in virtual time, which may be set wrong."""

    def __init__(self):
        self.offset = timedelta(0)
        self.jumped = False

    def __call__(self):
        return NOW + timedelta(seconds=asyncio.get_running_loop().time()) + self.offset

    def jump(self, seconds):
        self.jumped = True
        self.offset += timedelta(seconds=seconds)
