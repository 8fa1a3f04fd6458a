"""When the page of an alerted report counts as withdrawn, and when it is asked for again. Pure.

A server that says 410 or 404 twice in a row, an hour apart, of a page that it said was there before. One answer alone
may be a deployment, and a page that was never seen by this way of asking may be one that only browsers get.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.intake import schedule
from bot.core.model import ReportId, SourceId

WATCHED = timedelta(hours=24)  # after the alert
BETWEEN = timedelta(hours=1)
_GONE = frozenset({404, 410})
_TWICE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    """What is known of a page. `alive`: it was there once; `gone`: how often in a row it was not, since then.

    `status` is the last answer, None where there was none. `due_at` is None for one not asked for yet.
    """

    report: ReportId
    link: str
    alive: bool = False
    gone: int = 0
    status: int | None = None
    due_at: datetime | None = None
    busy: bool = False

    @property
    def withdrawn(self) -> bool:
        """Whether the page counts as withdrawn."""
        return self.gone >= _TWICE


def after(page: PageState, status: int | None, now: datetime, retry_after: float | None = None) -> PageState:
    """The page after an answer, or after none. Never asked sooner than an hour from now, nor than Retry-After says."""
    wait = max(BETWEEN, min(timedelta(seconds=retry_after or 0), schedule.RETRY_AFTER_CAP))
    due = now + wait * (1 + 0.1 * schedule.jitter(SourceId(page.report), now))
    alive = page.alive or status == 200
    gone = page.gone + 1 if alive and status in _GONE else page.gone if status is None else 0
    busy = status in (429, 503) and bool(retry_after)
    return replace(page, alive=alive, gone=gone, status=status, due_at=due, busy=busy)
