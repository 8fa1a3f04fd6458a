import pytest


@pytest.mark.parametrize(
    ("headline", "act"),
    [
        ("Guns go quiet across Kessar", "effect"),
        ("KLF turns over conscript to monitors", "release"),
        ("KLF hands over list of captives", "list"),
        ("Tarvania masses tanks on border", "deploy"),
        ("Orland slaps sanctions on rebel leaders", "cut"),
        ("Supplies trickle into Irbel", "aid"),
        ("Tarvanian tanks roll out of Irbel", "withdraw"),
    ],
)
def test_newsroom_phrases(framed, headline, act):
    assert framed(headline).act == act
