"""What a server's headers say about when to come back. Pure: headers and the time go in, plain numbers come out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_NO_CACHE = re.compile(r"(?:^|[,\s])no-(?:cache|store)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """Seconds from the answer on; None where the server said nothing that can be read."""

    retry_after: float | None = None
    fresh: float | None = None  # max-age less Age, else Expires less Date; 0 is "at once"


def http_date(text: str) -> datetime | None:
    """An HTTP date in UTC, or None where it cannot be read (`Expires: 0` is one of those)."""
    try:
        moment = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None


def _seconds(text: str | None) -> float | None:
    stripped = (text or "").strip()
    return float(stripped) if stripped.isascii() and stripped.isdigit() and len(stripped) <= 10 else None


def retry_after(text: str | None, now: datetime) -> float | None:
    """Seconds to wait by a Retry-After header, in either of its forms; None where absent or unreadable."""
    if not text:
        return None
    seconds = _seconds(text)
    if seconds is not None:
        return seconds
    moment = http_date(text)
    return max(0.0, (moment - now).total_seconds()) if moment else None


def _fresh(headers: Mapping[str, str], now: datetime) -> float | None:
    control = headers.get("Cache-Control", "")
    if _NO_CACHE.search(control):
        return 0.0
    if found := _MAX_AGE.search(control):
        return max(0.0, float(found.group(1)) - (_seconds(headers.get("Age")) or 0.0))
    if "Expires" not in headers:
        return None
    expires = http_date(headers["Expires"])
    if expires is None:
        return 0.0
    date = http_date(headers.get("Date", "")) or now
    return max(0.0, (expires - date).total_seconds())


def from_headers(headers: Mapping[str, str], now: datetime) -> Hints:
    """The hints in an answer's headers (a mapping that finds names in any case)."""
    return Hints(retry_after=retry_after(headers.get("Retry-After"), now), fresh=_fresh(headers, now))
