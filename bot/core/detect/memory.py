"""What the detector may know of the past: the developments of the last days, one topic's.

Built again at start-up by learning the stored reports of the window in order. The cost of a report does not grow with
what was learned before: everything older than the window is dropped as the window moves, and every list that a
question walks through is bounded.
"""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import log

from bot.core.detect.frame import Frame
from bot.core.detect.similarity import Text, weigh
from bot.core.model import DevelopmentId, Report, ReportId, StorylineId, TopicId

_MEMBERS = 12  # members of a development that are kept for comparing: the first and the latest
_POSTINGS = 96  # developments remembered per term: the latest
_PRIOR = 60  # reports' worth of doubt in a term's rarity, so that a young memory does not take every word for rare


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A report filed under a development, as far as comparing needs it.

    `time` is when we saw it; `text` its words as they weighed when it was learned.
    """

    report: ReportId
    family: str
    time: datetime
    frame: Frame
    text: Text


@dataclass(slots=True, kw_only=True)
class Development:
    """A development as remembered. `alerted` is set by whoever alerts it."""

    id: DevelopmentId
    storyline: StorylineId
    first: datetime
    last: datetime
    members: list[Member] = field(default_factory=list)
    count: int = 0
    alerted: bool = False

    def add(self, member: Member) -> None:
        """Take a member; of many, the first and the latest are kept."""
        self.members.append(member)
        self.count += 1
        self.last = max(self.last, member.time)
        if len(self.members) > _MEMBERS:
            del self.members[_MEMBERS // 3]


class Memory:
    """One topic's developments within a moving window."""

    def __init__(self, topic: TopicId, *, window_hours: float = 72.0) -> None:
        self.topic = topic
        self.window = timedelta(hours=window_hours)
        self._developments: dict[DevelopmentId, Development] = {}
        self._postings: dict[str, deque[DevelopmentId]] = {}
        self._frequency: Counter[str] = Counter()
        self._learned: deque[tuple[datetime, tuple[str, ...], DevelopmentId]] = deque()
        self.now: datetime | None = None

    def __len__(self) -> int:
        return len(self._developments)

    def get(self, development: DevelopmentId) -> Development | None:
        """A remembered development; None when it has left the window."""
        return self._developments.get(development)

    def developments(self) -> Iterator[Development]:
        """All remembered developments, oldest first."""
        return iter(self._developments.values())

    def learn(
        self, report: Report, frame: Frame, where: tuple[DevelopmentId, StorylineId], *, alerted: bool = False
    ) -> None:
        """Remember where a report was filed: the only change a memory knows. `alerted`: its development spoke."""
        self._forget(report.seen)
        development, storyline = where
        found = self._developments.get(development)
        if found is None:
            found = Development(id=development, storyline=storyline, first=report.seen, last=report.seen)
            self._developments[development] = found
        text = weigh(frame, self.rarity)
        found.add(Member(report=report.id, family=report.family, time=report.seen, frame=frame, text=text))
        found.alerted = found.alerted or alerted
        self._learned.append((report.seen, frame.terms, development))
        for term in frame.terms:
            self._frequency[term] += 1
            posting = self._postings.setdefault(term, deque(maxlen=_POSTINGS))
            if not posting or posting[-1] != development:
                posting.append(development)

    def _forget(self, now: datetime) -> None:
        self.now = now if self.now is None else max(self.now, now)
        oldest = self.now - self.window
        while self._learned and self._learned[0][0] < oldest:
            _, terms, development = self._learned.popleft()
            for term in terms:
                self._frequency[term] -= 1
                if not self._frequency[term]:
                    del self._frequency[term], self._postings[term]
            known = self._developments.get(development)
            if known is not None and known.last < oldest:
                del self._developments[development]

    def rarity(self, term: str) -> float:
        """How much a shared term says, about 0 to 1: rare words much, the topic's daily words little."""
        total = len(self._learned) + _PRIOR
        return log((total + 1) / (self._frequency[term] + 1)) / log(total + 1)

    def candidates(self, frame: Frame, now: datetime, limit: int = 25) -> list[Development]:
        """Developments of the window that share words with a frame, the likeliest first, at most `limit`."""
        oldest = now - self.window
        shared: Counter[DevelopmentId] = Counter()
        for term in frame.terms:
            weight = self.rarity(term) + 0.01
            for development in dict.fromkeys(self._postings.get(term, ())):
                shared[development] += weight  # type: ignore[assignment]
        found = (self._developments.get(development) for development, _ in shared.most_common(limit))
        return [one for one in found if one is not None and one.last >= oldest]
