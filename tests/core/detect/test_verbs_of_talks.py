import pytest


@pytest.mark.parametrize(
    ("headline", "act"),
    [
        ("KLF comes round to truce plan", "accept"),
        ("Lysandia brokers truce in Kessar", "deal"),
        ("Orland wields veto at Security Council", "veto"),
        ("Selmar pours cold water on swap idea", "reject"),
        ("Rebels cry foul over lists", "accuse"),
        ("Negotiations run aground", "stall"),
        ("Tarvania and KLF on the brink of a truce", "progress"),
        ("Planned session cancelled", "cancel"),
        ("Tarvania renews talks with KLF", "resume"),
    ],
)
def test_newsroom_phrases(framed, headline, act):
    assert framed(headline).act == act
