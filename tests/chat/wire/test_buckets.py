"""Buckets: a burst, then a rate; told once a minute, forgotten when there are too many."""

from bot.chat.wire.buckets import MOST, Buckets, Crowd, Rate, Verdict


def test_a_burst_passes_then_one_is_refused_and_the_others_ignored():
    buckets = Buckets(Rate(burst=3, per_second=1))
    assert [buckets.take(1, 0) for _ in range(6)] == [*[Verdict.PASS] * 3, Verdict.REFUSE, *[Verdict.IGNORE] * 2]


def test_time_fills_the_bucket_up_to_the_burst():
    buckets = Buckets(Rate(burst=3, per_second=0.5))
    for _ in range(3):
        buckets.take(1, 0)
    assert buckets.take(1, 1.9) is Verdict.REFUSE
    assert buckets.take(1, 4) is Verdict.PASS
    assert [buckets.take(1, 1000) for _ in range(4)].count(Verdict.PASS) == 3


def test_it_is_said_again_after_a_minute():
    buckets = Buckets(Rate(burst=1, per_second=0.001))
    buckets.take(1, 0)
    assert [buckets.take(1, at) for at in (1, 30, 60, 62)] == [
        Verdict.REFUSE, Verdict.IGNORE, Verdict.IGNORE, Verdict.REFUSE,
    ]  # fmt: skip


def test_one_does_not_empty_anothers_bucket():
    buckets = Buckets(Rate(burst=1, per_second=0))
    buckets.take(1, 0)
    assert buckets.take(1, 0) is Verdict.REFUSE
    assert buckets.take(2, 0) is Verdict.PASS


def test_memory_is_bounded():
    buckets = Buckets(Rate(burst=1, per_second=0))
    for key in range(MOST + 50):
        buckets.take(key, 0)
    assert len(buckets) == MOST


def test_person_and_chat_both_need_a_token():
    crowd = Crowd(Rate(burst=2, per_second=0), Rate(burst=3, per_second=0))
    assert [crowd.admit(1, -5, 0) for _ in range(3)] == [Verdict.PASS, Verdict.PASS, Verdict.REFUSE]
    assert crowd.admit(2, -5, 0) is Verdict.PASS
    assert crowd.admit(3, -5, 0) is Verdict.REFUSE
    assert crowd.admit(3, -6, 0) is Verdict.PASS
    assert crowd.admit(None, None, 0) is Verdict.PASS
