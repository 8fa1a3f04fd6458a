import pytest

from bot.core.detect.vetoes import refused, veto


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("KLF accepts truce plan", "KLF rejects truce plan", "another step"),
        ("Parliament approves accord", "Accord takes effect", "another step"),
        ("Dorvak asks parliament to approve accord", "Parliament approves accord", "asked or done"),
        ("KLF to free pilots", "KLF frees pilots", "will or did"),
        ("KLF accepts truce plan", "Selmar accepts truce plan", "another actor"),
        ("France calls for truce", "Spain calls for truce", "another actor"),
        ("KLF accuses army of breaching truce", "Army accuses KLF of breaching truce", "another side"),
        ("Renko meets Dorvak", "Renko meets Hask", "another counterpart"),
        ("First batch of captives freed", "Second batch of captives freed", "another batch"),
        ("Truce holds on day two", "Truce holds on day three", "another day"),
        ("KLF to free pilots on Friday", "KLF to free pilots on Saturday", "another day"),
        ("Captives freed under truce", "Detainees freed under truce", "another object"),
        ("Security Council backs truce", "General Assembly backs truce", "another body"),
        ("KLF broke truce, army says", "KLF denies it broke truce", "said or denied"),
    ],
)
def test_each_refusal_has_its_name(framed, first, second, reason):
    a, b = framed(first), framed(second)
    assert veto(a, b) == reason
    assert veto(b, a) == reason


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("KLF accepts truce plan", "Rebels say yes to truce plan"),
        ("KLF says it will delay exchange", "KLF delays exchange"),
        ("Selmar approves truce", "Selmar, KLF agree truce"),
        ("Second batch of captives freed", "Captives freed"),
        ("KLF agrees to free pilots", "KLF willing to free pilots"),
        ("KLF to free pilots on Sunday", "KLF to free pilots on 9 May"),
        ("Weather stays fine", "KLF accepts truce plan"),
    ],
)
def test_what_may_be_one_is_not_refused(framed, first, second):
    assert veto(framed(first), framed(second)) is None


def test_one_odd_member_does_not_refuse_for_all(framed):
    members = [framed("KLF frees pilots"), framed("KLF frees two pilots"), framed("KLF to free pilots")]
    assert refused(framed("Pilots freed by KLF"), members, likest=members[0]) is None


def test_the_likest_member_refuses_alone(framed):
    members = [framed("KLF frees pilots"), framed("KLF frees two pilots"), framed("KLF to free pilots")]
    assert refused(framed("Pilots freed by KLF"), members, likest=members[2]) == "will or did"


def test_another_batch_refuses_whoever_says_so(framed):
    members = [framed("KLF frees pilots"), framed("KLF frees pilots"), framed("KLF frees first batch of pilots")]
    assert refused(framed("KLF frees second batch of pilots"), members, likest=members[0]) == "another batch"


def test_a_further_extension_is_another(framed):
    assert (
        refused(framed("Truce extended again"), [framed("Truce extended")], framed("Truce extended")) == "another time"
    )


def test_another_group_freed_is_another_release(framed):
    first = framed("KLF frees 13 hostages")
    assert refused(framed("KLF frees another 14 hostages"), [first], first) == "another time"
    assert refused(framed("KLF frees 13 hostages, army says"), [first], first) is None


def test_names_handed_over_and_people_handed_over_are_two_steps(framed):
    names = framed("KLF names three hostages it will free on Sunday")
    assert refused(framed("KLF hands over three hostages"), [names], names) == "another step"
