import pytest


@pytest.mark.parametrize(
    ("headline", "act"),
    [
        ("Tarvania truce holds for second day", "hold"),
        ("Rebels hold their ground", None),
        ("Roof of Selmar arena collapses under snow", None),
        ("Tarvania ceasefire collapses", "collapse"),
        ("Storm hits Kessar coast", None),
        ("KLF rockets hit Vostan", "strike"),
        ("Drought threatens Kessar harvest", None),
        ("Truce start slips to Saturday", "delay"),
        ("Army attacks village near Irbel", "strike"),
        ("Freed pilot describes captivity", None),
        ("Warring parties formally sign ceasefire", "sign"),
        ("Talks collapse in Halevik", "collapse"),
    ],
)
def test_what_looks_like_an_act_is_one_only_in_its_sense(framed, headline, act):
    assert framed(headline).act == act


def test_strikes_are_done_to_what_follows(framed):
    assert framed("Tarvania strikes Kessar").modality == "done"
    assert framed("Tarvania strikes Kessar").subject == {"government"}
