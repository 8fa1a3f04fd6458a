import pytest

from bot.core.alert.attribution import attribute


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Nine hurt, according to the health ministry.", "the health ministry"),
        ("According to a Verrine envoy, nine were hurt.", "a Verrine envoy"),
        ("Nine hurt in shelling, per officials", "officials"),
        ("Swap to start on Friday, radio station says, citing envoys", "radio station"),
        ("Swap to start on Friday, citing two envoys", "two envoys"),
        ("Nobody believed Osk’s claim that the bridge was safe", "Osk"),
    ],
)
def test_forms(text, claimant):
    assert [claim.claimant for claim in attribute("", text).claims] == [claimant]


@pytest.mark.parametrize(
    "text", ["Prices rise two crowns per kilo", "All went according to plan", "Cost per visitor falls"]
)
def test_no_forms(text):
    assert attribute("", text).claims == ()
