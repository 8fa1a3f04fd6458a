"""Everything that can be asked, asked: each command with arguments of all sorts, and each button that comes with it.

The store has news, alerts with all their reasons, a feed in trouble and one with a gap. Invented.
"""

from dataclasses import replace
from datetime import timedelta

from bot.chat.commands import Commands
from bot.chat.requests import Kind, Request
from bot.core.intake.health import Flag
from bot.core.intake.standing import FeedState
from bot.core.model import ChatId, Reason, alert_for
from tests.web.stand import NEWS, NOW, SOURCES, TOPIC, decided, development, reported

OTHER = replace(TOPIC, id="hills", name="Hill talks", actors=())
EXPLAINED = {
    "gate": {"terms": ["truce"], "parties": ["ardania"], "mediators": ["veland"], "places": ["Port Lume"]},
    "filing": {
        "reason": "no compatible candidate",
        "candidates": [{"development": development("d2"), "score": 0.4, "reason": "another step"}],
    },
    "score": {"probability": 0.8, "threshold": 0.5},
    "importance": {"why": "release: the state of the talks changes"},
    "dispute": {"evidence": "opposite acts: hold, collapse"},
}
ASKED = {
    "start": ("",), "help": ("",), "subscribe": ("", "nothing"), "unsubscribe": ("nothing", ""), "settings": ("", "level x"),
    "filter": ("", "test truce", "test (", "add truce", "list", "remove nothing"), "pause": ("1h", "x"), "resume": ("",),
    "status": ("", "coast", "nothing"), "latest": ("", "3", "99", "3 truce", "nosuchword", "("),
    "position": ("", "front", "ardania", "nobody"), "deadlines": ("", "ics", "nothing"), "timeline": ("", "1", "99"),
    "brief": ("", "08:00", "x", "off", "off"), "search": ("", "truce", "nosuchword"), "why": ("",), "sources": ("",),
    "muted": ("",), "language": ("",), "channel": ("",), "privacy": ("",), "export": ("",), "forget": ("",),
    "pin": ("", "x", "truce in force phase 2", "truce off", "truce off"), "ops": ("", "x", "announce", "announce §§§"),
}  # fmt: skip
# Tapped, these would speak another language, or end the walk
NOT_TAPPED = ("lang:", "forget", "end:")


def fill(tables):
    """Put the news in, their alerts, and the feeds."""
    seen = set()
    for number, (hours, source, headline, name, importance) in enumerate(NEWS, 1):
        report = reported(hours, source, headline, number)
        reason = Reason.CORROBORATION if name in seen else Reason.NEW_DEVELOPMENT
        seen.add(name)
        tables.reports.add(report)
        made = decided(report, development(name), importance, reason=reason, act="meeting")
        made = replace(made, explanation=EXPLAINED)
        tables.developments.record(made)
        alert = alert_for(made)
        if alert is not None:
            tables.developments.add_alert(alert)
    _feeds(tables)


def _feeds(tables):
    hour = timedelta(hours=1)
    for source in SOURCES[:2]:
        gap = {"gap_from": NOW - 9 * hour, "gap_to": NOW - 7 * hour} if source is SOURCES[0] else {}
        flags = frozenset({Flag.FROZEN, Flag.OVERFLOW}) if source is SOURCES[1] else frozenset()
        tables.feeds.save(FeedState(source=source.id, seeded=True, succeeded_at=NOW - hour, flags=flags, **gap))
    down = FeedState(
        source=SOURCES[2].id, seeded=True, succeeded_at=NOW - 90 * hour, failing_since=NOW - 5 * hour, failures=4,
        problem="timeout: 20 s",
    )  # fmt: skip
    tables.feeds.save(down)


def _alerts(tables):
    found = (tables.developments.newest_alert(TOPIC.id), *(
        alert for number in range(1, 8) for alert in tables.developments.alerts_of(development(f"d{number}"))
    ))  # fmt: skip
    return [one for one in found if one]


async def everything(store, *, kind=Kind.PRIVATE, topics=(TOPIC,), operator=True, language=""):
    """Each thing asked or tapped, with the answer: (what, answer)."""
    commands = Commands(store=store, topics=topics, sources=SOURCES, clock=lambda: NOW)

    def request(arguments):
        return Request(
            chat=ChatId(5), asker=5, kind=kind, arguments=arguments, operator=operator, language=language, title="§§§"
        )

    tapped = set()
    for name, sorts in ASKED.items():
        for arguments in sorts:
            answer = await commands.answer(name, request(arguments))
            if answer is None:
                continue
            yield f"/{name} {arguments}", answer
            waiting = [answer]
            while waiting:
                for button in [button for row in waiting.pop().rows for button in row]:
                    kinds = button.action.split(":")[0], button.label
                    if kinds in tapped or button.action.startswith(NOT_TAPPED):
                        continue
                    tapped.add(kinds)
                    answer = await commands.tap(request(button.action))
                    waiting.append(answer)
                    yield f"/{name} {arguments} > {button.label}", answer
    for alert in await store.read(_alerts):
        for button in ("why", "rep"):
            yield f"{button} {alert.development}", await commands.tap(request(f"{button}:{alert.id}"))
    for words in ("", "truce", "nosuchword", "("):
        yield f"inline {words}", await commands.offers(request(words))
