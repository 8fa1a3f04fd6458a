import pytest


@pytest.mark.parametrize(
    ("headline", "subject", "targets"),
    [
        ("KLF rejects Lysandia's plan", {"klf"}, {"lysandia"}),
        ("Pilots freed by KLF", {"klf"}, set()),
        ("KLF accepts text drafted by Lysandia", {"klf"}, {"lysandia"}),
        ("Selmar and KLF sign accord", {"government", "klf"}, set()),
        ("Pilots walk free from KLF camp", set(), {"klf"}),
        ("KLF's reply is unacceptable, says Selmar", set(), {"klf"}),
        ("Selmar faces new calls for truce", set(), {"government"}),
        ("Hundreds freed under Tarvania-KLF deal", set(), set()),
        ("Mediators put forward plan", {"~mediators"}, set()),
        ("Ferrin says they will meet on Friday", {"lysandia"}, set()),
        ("Okonedo rejects truce", {"other:okonedo"}, set()),
    ],
)
def test_who_does_it_to_whom(framed, headline, subject, targets):
    found = framed(headline)
    assert (found.subject, found.targets) == (subject, targets)


@pytest.mark.parametrize(
    ("headline", "culprit"),
    [
        ("KLF accuses army of breaching truce", {"government"}),
        ("Army accuses KLF of breaching truce", {"klf"}),
        ("KLF broke truce, army says", {"klf"}),
        ("KLF accepts truce", set()),
    ],
)
def test_who_is_said_to_have_broken_the_truce(framed, headline, culprit):
    assert framed(headline).culprit == culprit


@pytest.mark.parametrize(
    ("headline", "act"),
    [
        ("Brunian envoy in Selmar for talks", "visit"),
        ("Renko in Selmar to discuss truce", "visit"),
        ("Renko meets Dorvak in effort to revive talks", "meet"),
        ("Renko to discuss truce in Selmar", "meet"),
    ],
)
def test_to_be_somewhere_for_talks_is_a_visit(framed, headline, act):
    assert framed(headline).act == act


@pytest.mark.parametrize(
    ("headline", "doer"),
    [
        ("Tarvania's hostage families urge exchange", "other:families"),
        ("KLF supporters reject truce", "other:supporters"),
        ("Families of Tarvanian pilots demand truce", "other:families"),
        ("Tarvanians reject truce", "other:tarvanians"),
        ("Tarvania rejects truce", "government"),
    ],
)
def test_people_of_a_side_do_not_act_for_it(framed, headline, doer):
    assert framed(headline).voice == {doer}


def test_people_of_a_side_do_not_speak_for_it(framed):
    assert framed("Tarvanian army veteran says truce must hold").speaker == "other:veteran"


def test_a_name_before_the_thing_that_acts_is_a_label(framed):
    assert framed("Tarvania ceasefire breaks down after four days").subject == frozenset()
    assert framed("KLF walks out of peace talks").subject == {"klf"}
    assert framed("Rebels have withdrawn from dam").subject == {"klf"}


@pytest.mark.parametrize(
    ("headline", "doers"),
    [
        ("Tarvania reaches truce deal with rebels", {"government", "klf"}),
        ("Gaps remain between Tarvania and KLF", {"government", "klf"}),
        ("Relatives of captives demand deal", {"other:relatives"}),
        ("Church leaders welcome truce", {"other:leaders"}),
        ("Handover slips by a day", set()),
    ],
)
def test_partners_people_and_idle_words(framed, headline, doers):
    assert framed(headline).subject == doers
