"""Deadlines as a calendar file (RFC 5545): the outlet's words, and the time that was read from them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from bot.chat.languages import SOURCE, Words, mark, words
from bot.core.model import derived_id
from storage.statusrows import StatedDeadline

_STAMP = "%Y%m%dT%H%M%SZ"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line in pieces of at most 75 bytes, never inside a character."""
    pieces: list[bytes] = []
    piece = b""
    for char in line:
        encoded = char.encode()
        if len(piece) + len(encoded) > (75 if not pieces else 74):
            pieces.append(piece)
            piece = b""
        piece += encoded
    return b"\r\n ".join([*pieces, piece]).decode()


def _event(one: StatedDeadline, topic: str, now: datetime, spoken: Words) -> list[str]:
    due, evidence = one.deadline.due.astimezone(UTC), one.evidence
    said = f"{evidence.claimant} ({evidence.cue})" if evidence.claimant else spoken.label("outlet's own wording")
    acts = evidence.claimant is not None and evidence.kind == "act"
    says = spoken.label(mark("Actor: {who}") if acts else mark("Says who: {who}"), who=said)
    if one.deadline.day:
        last = due - timedelta(minutes=1)
        times = [f"DTSTART;VALUE=DATE:{last:%Y%m%d}", f"DTEND;VALUE=DATE:{due:%Y%m%d}"]
    else:
        times = [f"DTSTART:{due:{_STAMP}}", f"DTEND:{due:{_STAMP}}"]
    uid = derived_id("deadline", evidence.report, due.isoformat(), one.deadline.phrase)
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@trucewire",
        f"DTSTAMP:{now.astimezone(UTC):{_STAMP}}",
        *times,
        f"SUMMARY:{_escaped(f'{topic}: {one.deadline.phrase}')}",
        f"DESCRIPTION:{_escaped(f'{evidence.outlet}: {evidence.headline}')}\\n{_escaped(says)}",
        *([f"URL:{evidence.link}"] if evidence.link else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def calendar(deadlines: Iterable[tuple[StatedDeadline, str]], now: datetime, spoken: Words | None = None) -> bytes:
    """A calendar with one event for each deadline, given with its topic's name; in English unless told.

    A deadline without a stated hour takes the whole day.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Trucewire//Deadlines as stated//EN", "CALSCALE:GREGORIAN"]
    for one, topic in deadlines:
        lines += _event(one, topic, now, spoken or words(SOURCE))
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()
