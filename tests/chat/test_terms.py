"""What the core calls things is in the catalogues: whoever adds a reason there is told to add it here."""

import ast
import re
from pathlib import Path

import pytest

from bot.chat import terms
from bot.chat.languages import words
from bot.core.detect import labels, lexicon, quantities, verbs
from bot.core.model import Reason
from bot.core.people.reasons import SAID

BOT = Path(terms.__file__).parents[1]


def trees(*paths):
    for path in paths:
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            yield ast.parse(file.read_text(encoding="utf-8"))


def raised(names):
    """The first arguments, where they are plain texts, of calls with one of these names."""
    for tree in trees(BOT / "feeds", BOT / "jobs"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield first.value


def returned(path, wanted):
    """Texts that a module returns, or hands on as a reason, and that look like what is wanted."""
    for tree in trees(path):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(wanted, node.value):
                yield node.value


def test_every_trouble_of_a_feed_has_words():
    found = set(raised({"FetchError", "ParseError"}))
    assert len(found) > 15
    assert found <= set(terms.TERMS[terms.PROBLEM])


def test_every_reason_against_filing_has_words():
    detect = BOT / "core" / "detect"
    found = set(returned(detect / "vetoes.py", r"another [a-z]+|[a-z]+ or [a-z]+|opposite [a-z]+"))
    found |= {f"another {of}" for of in quantities._RANKED.values()} | {"another version"}
    found |= set(returned(detect / "filing.py", r"(alike|too|no|another) [a-z ]+"))
    rescued = set(returned(detect / "decide.py", r"a change of [a-z, ]+"))
    assert rescued
    found |= rescued
    assert len(found) > 20
    assert found <= set(terms.TERMS[terms.FILING])


def test_every_reason_of_an_importance_has_words():
    tree = next(trees(BOT / "core" / "detect" / "importance.py"))
    whys = [
        node.value for call in ast.walk(tree) if isinstance(call, ast.Call)
        for node in call.keywords if node.arg == "why"
    ]  # fmt: skip
    texts = [one.value if isinstance(one, ast.Constant) else one.values[-1].value.lstrip(": ") for one in whys]
    assert len(texts) == 5
    assert set(texts) <= set(terms.TERMS[terms.IMPORTANCE])


def test_every_evidence_of_a_dispute_has_words():
    found = set(returned(BOT / "core" / "alert" / "disputes.py", r"(denies|says|the same act|opposite acts)\b.*"))
    assert {one.rstrip(": ") for one in found} == set(terms.TERMS[terms.DISPUTE])


def test_every_act_that_is_read_has_a_label_or_words():
    assert set(verbs.VERBS) | set(lexicon.NOUNS) <= set(labels.LABELS) | set(terms.TERMS[terms.READ])
    assert not set(labels.LABELS) & set(terms.TERMS[terms.READ])


def test_every_rule_of_wording_has_words():
    """Rules are named where a claim is made: as `form`, or as the last text that `Found` or `_made` is given."""
    found = set()
    for tree in trees(BOT / "core" / "alert"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"Found", "_made"}:
                texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                found.update(texts[-1:])
            if (
                isinstance(node, ast.Assign)
                and getattr(node.targets[0], "id", "") == "form"
                and "verb" in ast.dump(node)
            ):
                found |= {
                    one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
    assert len(found) > 8
    assert found == set(terms.TERMS[terms.RULE])


@pytest.mark.parametrize("code", ["ar", "fr"])
def test_a_term_is_another_word_in_another_language_and_itself_in_english(code):
    spoken, english = words(code), words("en")
    for context, texts in terms.TERMS.items():
        for text in texts:
            assert english.term(context, text) == text
            same = spoken.term(context, text) == text
            assert not same or (code == "fr" and text.casefold() == spoken.term(context, text).casefold()), text
    assert spoken.term("no such context", "party") == "party"


def test_reasons_in_words_are_those_of_the_core():
    assert set(terms.TERMS[terms.REASON]) == {reason.sentence for reason in Reason} | set(SAID.values())
