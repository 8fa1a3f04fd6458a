import re

from bot.core.alert.lexicon import TABLE

LINES = [line.split() for line in TABLE.strip().splitlines()]


def test_every_line_is_a_verb_with_stance_kind_and_known_flags():
    for verb, stance, kind, *flags in LINES:
        assert re.fullmatch(r"[a-z]+", verb), verb
        assert re.fullmatch(r"[a-z]+", stance), verb
        assert kind in ("attr", "act"), verb
        for flag in flags:
            assert re.fullmatch(r"[ndoisv]+|p=[a-zNQT.|]+", flag), (verb, flag)


def test_no_verb_stands_twice():
    verbs = [line[0] for line in LINES]
    assert sorted(verbs) == sorted(set(verbs))
