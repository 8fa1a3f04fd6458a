from datetime import timedelta

from bot.core.people.delivery import Kind, Lifetimes, priority


def test_corrections_come_first_then_important_alerts_then_others_edits_and_digests():
    order = [(Kind.CORRECTION, 3), (Kind.ALERT, 1), (Kind.ALERT, 2), (Kind.EDIT, 1), (Kind.DIGEST, 1)]
    ranks = [priority(kind, importance) for kind, importance in order]
    assert ranks == sorted(set(ranks))
    assert 2 not in ranks, "the place of answers to people"
    assert priority(Kind.EDIT, 1) == priority(Kind.NOTICE, 3) < priority(Kind.DIGEST, 1)


def test_lifetimes_are_by_importance_and_kind():
    lives = Lifetimes()
    assert lives.of(Kind.ALERT, 1) == timedelta(minutes=45)
    assert lives.of(Kind.ALERT, 2) == lives.of(Kind.CORRECTION, 1) == lives.of(Kind.NOTICE, 3) == timedelta(hours=6)
    assert lives.of(Kind.DIGEST, 1) == timedelta(hours=24)
