import pytest

from bot.core.alert.attribution import attribute


def who(headline):
    return [claim.claimant for claim in attribute(headline, "").in_headline]


@pytest.mark.parametrize(
    ("headline", "claimant"),
    [
        ("Bridge was unsafe, inquiry finds", "inquiry"),
        ("Bridge was unsafe, Gallow finds", "Gallow"),
        ("Ethics Panel Finds Osk ‘Misled’ Voters", "Ethics Panel"),
        ("Ethics panel finds evidence against Osk", "Ethics panel"),
        ("Scientists find that hens can count", "Scientists"),
        ("Top court rules that hens may stay", "Top court"),
    ],
)
def test_findings_and_rulings(headline, claimant):
    assert who(headline) == [claimant]


@pytest.mark.parametrize(
    "headline",
    ["Walkers find cave below bridge", "Jury finds Osk guilty", "Lakeland to End Decades-Old Rules That Hurt Trade"],
)
def test_what_is_found_or_ruled_otherwise(headline):
    assert who(headline) == []
