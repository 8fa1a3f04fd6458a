"""Cut a full table down to builtin.json: the methods this server implements, and the types their parameters need.

Usage, from the folder above the package: python -m botapi.make_builtin botapi-10.3.json
"""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from . import methods  # noqa: F401 - registers the handlers
from .registry import HANDLERS
from .spec import BUILTIN
from .typenames import TypeName, alternatives

Table = Mapping[str, Any]


def trim(full: Table) -> dict[str, Any]:
    """The same shape without descriptions and without what no implemented method can be sent."""
    kept = {name: _bare(full["methods"][name]) for name in sorted(HANDLERS)}
    needed: set[str] = set()
    waiting = [kept[name] for name in kept]
    while waiting:
        new = set(_named(waiting.pop())) & set(full["types"]) - needed
        needed |= new
        waiting += [_bare(full["types"][name]) for name in new]
    types = {name: _bare(full["types"][name]) for name in sorted(needed)}
    return {"version": full["version"], "source": full["source"], "methods": kept, "types": types}


def _bare(entry: Table) -> dict[str, Any]:
    fields = {name: {"types": f["types"], "required": f["required"]} for name, f in entry["fields"].items()}
    return {"fields": fields}


def _named(entry: Table) -> Iterable[str]:
    for field in entry["fields"].values():
        yield from _names(alternatives(field["types"]))


def _names(types: Iterable[TypeName]) -> Iterable[str]:
    for one in types:
        yield one.name
        yield from _names(one.items)


def _one_entry_a_line(table: Table) -> str:
    """JSON that a diff can show."""
    parts = [f'"{name}":{json.dumps(table[name])}' for name in ("version", "source")]
    for part in ("methods", "types"):
        lines = [
            f"{json.dumps(name)}:{json.dumps(entry, separators=(',', ':'))}" for name, entry in table[part].items()
        ]
        parts.append(f'"{part}":{{\n' + ",\n".join(lines) + "\n}")
    return "{" + ",\n".join(parts) + "}\n"


def main() -> None:
    """Read the full table named on the command line and write builtin.json beside this module."""
    table = trim(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    BUILTIN.write_text(_one_entry_a_line(table), "utf-8")
    print(f"{len(table['methods'])} methods, {len(table['types'])} types, {BUILTIN.stat().st_size} bytes")


if __name__ == "__main__":
    main()
