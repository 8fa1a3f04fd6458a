"""The demo's feeds.toml: the topics of the shipped file, with the demo's sources in place of its own."""

import json
import tomllib
from collections.abc import Iterable

from bot.core.model import Source


def feeds_toml(shipped: str, sources: Iterable[Source], *, terms: Iterable[str] = ()) -> str:
    """The text of a configuration for the demo.

    `shipped` is the text of the feeds.toml that the program ships; `terms` are added to the terms of its first topic,
    for the languages of the demo's outlets that the shipped sources do not write in.
    """
    topics = tomllib.loads(shipped)["topic"]
    topics[0]["terms"] = list(dict.fromkeys([*topics[0]["terms"], *terms]))
    tables = [_table("topic", topic) for topic in topics]
    tables += [_table("source", _source(source)) for source in sources]
    return "\n".join(tables)


def _source(source: Source) -> dict[str, object]:
    return {
        "id": source.id,
        "outlet": source.outlet,
        "url": source.url,
        "language": source.language,
        "family": source.family,
    }


def _table(name: str, table: dict[str, object]) -> str:
    return "\n".join([f"[[{name}]]", *(f"{key} = {_value(value)}" for key, value in table.items()), ""])


def _value(value: object) -> str:
    """A value as TOML. JSON writes strings, numbers and booleans the same way."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(inner) for inner in value) + "]"
    return json.dumps(value, ensure_ascii=False)
