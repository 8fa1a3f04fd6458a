from bot.core.alert.cues import CUES, VERBS, forms_of


def test_forms():
    assert forms_of("deny") == {"deny": "base", "denies": "s", "denied": "past", "denying": "ing"}
    assert forms_of("urge") == {"urge": "base", "urges": "s", "urged": "past", "urging": "ing"}
    assert forms_of("say") == {"say": "base", "says": "s", "said": "past", "saying": "ing"}


def test_every_verb_has_a_stance_and_its_own_forms():
    assert all(verb.stance and verb.kind in ("attr", "act") for verb in VERBS.values())
    for base in VERBS:
        for form in forms_of(base):
            assert CUES[form][0].base == base, form


def test_particles():
    assert VERBS["call"].particles >= {"for", "on"}
    assert VERBS["say"].particles == frozenset()
