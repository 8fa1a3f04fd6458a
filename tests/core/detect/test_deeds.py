import pytest


@pytest.mark.parametrize(
    ("headline", "act", "modality"),
    [
        ("Security Council backs truce", "approve", "done"),
        ("Security Council calls for truce", "approve", "done"),
        ("Security Council to vote on truce", "vote", "expected"),
        ("France backs truce", "demand", "done"),
        ("KLF backs truce", "accept", "done"),
        ("Selmar, KLF agree truce", "deal", "done"),
        ("KLF agrees to truce", "accept", "done"),
        ("Peace talks open in Port Amel", "meet", "done"),
        ("Truce opens at dawn", "effect", "done"),
        ("KLF will not free pilots", "reject", "done"),
        ("Aid convoy has arrived in Irbel", "aid", "done"),
        ("First UN monitors arrive in Kessar", "deploy", "done"),
        ("KLF negotiators arrive in Halevik", "visit", "done"),
        ("New round of truce talks opens", "meet", "done"),
        ("Both sides must show restraint, Lysandia says", "demand", "asked"),
        ("Army tells rebels to leave Irbel", "demand", "asked"),
        ("Kessar truce continues to hold", "hold", "done"),
        ("Signing of accord set for Thursday", "sign", "expected"),
        ("No exchange before Friday, Brunia says", "delay", "done"),
        ("US veto of truce text is a mistake, Brunia says", "react", "open"),
        ("Rebels asked to free pilots", "demand", "asked"),
        ("Air raids shatter truce", "collapse", "done"),
        ("Army bombs Irbel, ending truce", "collapse", "done"),
        ("KLF says army has ended truce", "accuse", "done"),
        ("Army ends truce", "collapse", "done"),
        ("Captives leave Irbel", "release", "done"),
        ("Troops to leave Dunmere", "withdraw", "expected"),
        ("Negotiators leave Halevik", "quit", "done"),
        ("Delegation leaves for Halevik", "visit", "done"),
        ("Storm leaves damage in Irbel", None, "done"),
        ("Selmar calls KLF demands unacceptable", "reject", "done"),
        ("Army begins strikes on Irbel", "strike", "done"),
        ("KLF criticised for vetoing text", "accuse", "done"),
        ("Brunia says KLF must release pilots", "demand", "asked"),
        ("Truce has to be extended, Brunia says", "demand", "asked"),
        ("Army finds signs of pilots in Irbel", None, "done"),
        ("KLF announces 72-hour halt to fighting", "deal", "done"),
        ("Brunia announces truce to begin", "effect", "expected"),
        ("Army strikes Irbel in force, breaking truce", "collapse", "done"),
        ("Truce in force", "effect", "done"),
        ("Truce now in effect", "effect", "done"),
        ("Truce declared over", "collapse", "done"),
        ("Ceasefire declared dead, Brunia says", "collapse", "done"),
        ("Truce announced broken", None, "done"),
        ("KLF announces deal off", "cancel", "done"),
        ("KLF announces end of truce", "collapse", "done"),
        ("Selmar orders team to prepare for talks", "demand", "asked"),
        ("Strikes ordered after KLF refuses terms", "strike", "done"),
        ("Deadline passes without truce", "expire", "done"),
        ("Envoy hopes for truce by week's end", None, "done"),
        ("Envoy 'Confident' Cease-Fire Will Begin on Sunday", "effect", "expected"),
        ("Brunia says talks need more time", "stall", "done"),
        ("Selmar summons negotiators home", "quit", "done"),
        ("KLF reneging on truce, army says", "accuse", "done"),
        ("Renewed hope for truce", None, "done"),
        ("Pilots freed by KLF describe their days", None, "done"),
        ("Freed pilots thank mediators", "welcome", "done"),
        ("Pilots freed by KLF", "release", "done"),
        ("Army releases nine rebels", "release", "done"),
        ("Parliament votes against truce motion", "reject", "done"),
    ],
)
def test_the_deed(framed, headline, act, modality):
    found = framed(headline)
    assert (found.act, found.modality) == (act, modality)


def test_names_around_opening_talks_are_nobodys_doing(framed):
    found = framed("Tarvania peace talks open in Port Amel")
    assert (found.act, found.subject, found.targets) == ("meet", frozenset(), frozenset())


@pytest.mark.parametrize(
    ("headline", "modality"),
    [("Truce begins Thursday", "expected"), ("Truce begins Wednesday", "done"), ("Truce began Monday", "done")],
)
def test_a_weekday_to_come_is_expected(framed, headline, modality):
    assert framed(headline).modality == modality  # the report is of a Wednesday
