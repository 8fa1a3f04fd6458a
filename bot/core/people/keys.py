"""Keys of an inverted index over filters: a filter can match a subject only if they share a key.

`filter_keys` names the keys a filter is stored under, `subject_keys` those an alert is looked up by. The index narrows
millions of filters to the few worth asking; whether one matches is for `filters.matches` alone.
"""

from bot.core.people.filters import All, Any, Node, Not, Subject, Term
from bot.core.text import forms

ALWAYS = frozenset({""})  # a filter that promises nothing is always asked


def filter_keys(node: Node) -> frozenset[str]:
    """Keys of which every subject that matches has at least one."""
    return _promise(node) or ALWAYS


def subject_keys(subject: Subject) -> frozenset[str]:
    """Every key under which a filter for this subject may be stored."""
    keys = set(ALWAYS)
    for name, words in (("", subject.words), *subject.fields.items()):
        for word in set(words):
            for form in forms(word):
                keys.add(f"{name}={form}")
                keys.update(f"{name}^{form[:end]}" for end in range(1, len(form) + 1))
    return frozenset(keys)


def _promise(node: Node) -> frozenset[str] | None:
    match node:
        case Term():
            return _term_keys(node)
        case Not():
            return None
        case All(parts):
            return min((keys for part in parts if (keys := _promise(part))), key=_commonness, default=None)
        case Any(parts):
            each = [_promise(part) for part in parts]
            return None if None in each else frozenset(key for keys in each if keys for key in keys)


def _term_keys(term: Term) -> frozenset[str]:
    """Of words in a row, the longest: the rarest, as a rule."""
    whole = term.words[:-1] if term.prefix else term.words
    if not whole:
        return frozenset({f"{term.field}^{term.words[0]}"})
    return frozenset(f"{term.field}={form}" for form in forms(max(whole, key=len)))


def _commonness(keys: frozenset[str]) -> tuple[int, int, list[str]]:
    return len(keys), -max(len(key) for key in keys), sorted(keys)
