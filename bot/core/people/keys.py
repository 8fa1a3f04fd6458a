"""Keys of an inverted index over filters: a filter can match a subject only if they share a key.

`filter_keys` names the keys a filter may be stored under, `subject_keys` those an alert is looked up by. The index
narrows millions of filters to the few worth asking. `matches_by_keys` asks one: the same answer as `filters.matches`,
but a word is looked up among the keys, not along the text.
"""

from typing import assert_never

from bot.core.people.filters import All, Any, Node, Not, Subject, Term
from bot.core.text import forms

Keys = frozenset[str]

ALWAYS: Keys = frozenset({""})  # a filter that promises nothing is always asked
_MOST_CHOICES = 6


def filter_keys(node: Node) -> tuple[Keys, ...]:
    """Sets of keys, the likely rarest first; of each of them every subject that matches has at least one key."""
    choices = _promises(node) or [ALWAYS]
    return tuple(sorted(choices, key=_commonness)[:_MOST_CHOICES])


def subject_keys(subject: Subject) -> Keys:
    """Every key under which a filter for this subject may be stored."""
    keys = set(ALWAYS)
    for name, words in (("", subject.words), *subject.fields.items()):
        for word in set(words):
            for form in forms(word):
                keys.add(f"{name}={form}")
                keys.update(f"{name}^{form[:end]}" for end in range(1, len(form) + 1))
    return frozenset(keys)


def matches_by_keys(node: Node, keys: Keys, subject: Subject) -> bool:
    """What `filters.matches` says of a filter and a subject with these keys."""
    match node:
        case Term():
            here = all(not keys.isdisjoint(promise) for promise in _term_promises(node))
            return here and (len(node.words) == 1 or node.matches(subject))
        case Not(part):
            return not matches_by_keys(part, keys, subject)
        case All(parts):
            return all(matches_by_keys(part, keys, subject) for part in parts)
        case Any(parts):
            return any(matches_by_keys(part, keys, subject) for part in parts)
        case _:
            assert_never(node)


def _promises(node: Node) -> list[Keys]:
    match node:
        case Term():
            return _term_promises(node)
        case Not():
            return []
        case All(parts):
            return [keys for part in parts for keys in _promises(part)]
        case Any(parts):
            each = [_promises(part) for part in parts]
            best = [min(choices, key=_commonness) for choices in each if choices]
            return [frozenset().union(*best)] if len(best) == len(parts) else []


def _term_promises(term: Term) -> list[Keys]:
    """One for every word in the row; a prefix that stands alone by its own kind of key."""
    whole = term.words[:-1] if term.prefix else term.words
    if not whole:
        return [frozenset({f"{term.field}^{term.words[0]}"})]
    return [frozenset(f"{term.field}={form}" for form in forms(word)) for word in whole]


def _commonness(keys: Keys) -> tuple[int, int, list[str]]:
    return len(keys), -max(len(key) for key in keys), sorted(keys)
