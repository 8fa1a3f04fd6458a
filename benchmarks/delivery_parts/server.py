"""The strict Bot API server of tests/botapi in a process of its own, with people in it.

    python -m benchmarks.delivery_parts.server PEOPLE

says where it is on standard output, then answers questions on standard input, both a line of JSON each.
"""

import asyncio
import json
import sys
import time
from contextlib import suppress

from tests.botapi import BotApi


async def serve(count):
    async with BotApi() as api:
        api.rates.enabled = True
        people = [api.user(f"P{number}", id=number) for number in range(1, count + 1)]
        say([api.url, api.token])
        loop = asyncio.get_running_loop()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            times = json.loads(line)
            if times is None:
                say(sends(api))
            else:
                # the last people: deliveries reach the first ones first
                say([await ask(api, person) for person in people[-times:]])


def say(answer):
    print(json.dumps(answer), flush=True)


def sends(api):
    times = sorted(call["at"] for call in api.calls.of("sendMessage"))
    return {"sent": len(times), "span": times[-1] - times[0] if times else 0, "refused": api.rates.violations}


async def ask(api, person):
    """Seconds until a person who asks /status has an answer, 30 at most."""
    chat = api.private(person)

    def answers():
        return sum(message.text.startswith("Status") for message in chat.from_bot)

    before, began = answers(), time.perf_counter()
    await person.says(chat, "/status")
    with suppress(TimeoutError):
        await api.wait_for(lambda: answers() > before, 30)
    spent = time.perf_counter() - began
    await asyncio.sleep(0.25)
    return spent


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
