"""How much one person, or one chat, may ask: a bucket of tokens for each, filled slowly, emptied by asking."""

from collections import OrderedDict
from dataclasses import dataclass
from enum import Enum, auto

MOST = 10_000  # buckets that are remembered; the ones longest not used go first
SILENCE = 60.0  # seconds between two answers that say it is too much


class Verdict(Enum):
    """What to do with an update."""

    PASS = auto()
    REFUSE = auto()  # and say so
    IGNORE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """`burst` at once, then `per_second`."""

    burst: float
    per_second: float


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float
    told: float = float("-inf")


class Buckets:
    """Buckets by key. Times are seconds of any clock that does not go back."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._buckets: OrderedDict[int, _Bucket] = OrderedDict()

    def take(self, key: int, now: float) -> Verdict:
        """Take one token: pass, or refuse once a minute and otherwise ignore."""
        bucket = self._buckets.pop(key, None) or _Bucket(self._rate.burst, now)
        self._buckets[key] = bucket
        if len(self._buckets) > MOST:
            self._buckets.popitem(last=False)
        bucket.tokens = min(self._rate.burst, bucket.tokens + (now - bucket.at) * self._rate.per_second)
        bucket.at = now
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return Verdict.PASS
        if now - bucket.told < SILENCE:
            return Verdict.IGNORE
        bucket.told = now
        return Verdict.REFUSE

    def __len__(self) -> int:
        return len(self._buckets)


class Crowd:
    """One bucket for each person and one for each chat; both must have a token."""

    def __init__(
        self,
        person: Rate = Rate(burst=20, per_second=0.5),
        chat: Rate = Rate(burst=40, per_second=1.0),
    ) -> None:
        self._people = Buckets(person)
        self._chats = Buckets(chat)

    def admit(self, person: int | None, chat: int | None, now: float) -> Verdict:
        """Whether an update of this person in this chat may pass."""
        if person is not None and (verdict := self._people.take(person, now)) is not Verdict.PASS:
            return verdict
        return Verdict.PASS if chat is None else self._chats.take(chat, now)
