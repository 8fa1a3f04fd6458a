"""The catalogues of translations: `python -m bot.chat.catalogues [add CODE | update | compile]`, from the checkout.

`add` begins a language, `update` brings every catalogue in step with the code, `compile` makes the `.mo` files that the
program reads. Texts are those given to `say`, `label`, `count` and `mark`, in templates of web pages too, and the words
of the core in `terms.py`.
"""

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from bot.chat.languages import DOMAIN
from bot.chat.terms import TERMS

HERE = Path(__file__).parent
LOCALE = HERE.parent / "data" / "locale"
_CODE = (HERE, HERE.parent / "web", HERE.parent / "pictures")
_TEMPLATES = HERE.parent / "data" / "web"
_STRICT = {"**.html": {"silent": "false"}}  # a template that cannot be read is an error
_KEYWORDS = {"say": None, "label": None, "mark": None, "count": (1, 2)}

Found = tuple[str, int, str | tuple[str, ...]]


def template() -> Catalog:
    """Every text in the code, in the order of the code."""
    catalogue = Catalog(project="trucewire", fuzzy=False)
    for file, line, message in (*_in_code(), *_in_templates()):
        catalogue.add(message, locations=[(file, line)])
    for context, texts in TERMS.items():
        for text in dict.fromkeys(texts):
            catalogue.add(text, locations=[("terms.py", 0)], context=context)
    return catalogue


def _in_code() -> Iterator[Found]:
    """Texts in modules, those inside f-strings too, which Babel's own way overlooks before Python 3.12."""
    for folder in _CODE:
        for path in sorted(folder.rglob("*.py"), key=lambda one: (one.parent != folder, one)):
            calls = [node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call)]
            for call in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
                for message in texts_of(call):
                    yield path.relative_to(folder).as_posix(), call.lineno, message


def texts_of(call: ast.Call) -> Iterator[str | tuple[str, ...]]:
    """The texts that a call is given to be translated: one, two where it is one or the other, a pair for a plural."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in _KEYWORDS or not call.args:
        return
    if name == "count":
        pair = tuple(text for one in call.args[:2] for text in _texts(one))
        if len(pair) == 2:
            yield pair
    else:
        yield from _texts(call.args[0])


def _texts(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.IfExp():
            yield from (*_texts(node.body), *_texts(node.orelse))


def _in_templates() -> Iterator[Found]:
    method = ("**.html", "jinja2.ext:babel_extract")
    for file, line, message, _, _ in extract_from_dir(_TEMPLATES, [method], _STRICT, keywords=_KEYWORDS):
        yield file, line, message


def paths() -> Iterator[tuple[str, Path]]:
    """Each language and its catalogue."""
    for folder in sorted(one for one in LOCALE.iterdir() if one.is_dir()):
        yield folder.name, folder / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(code: str, path: Path) -> Catalog:
    """A catalogue as it stands in its file."""
    with path.open("rb") as file:
        return read_po(file, locale=code, domain=DOMAIN)


def update(code: str, path: Path) -> None:
    """Bring a catalogue in step with the code: new texts come in untranslated, texts that are gone go."""
    catalogue = read(code, path) if path.exists() else Catalog(locale=code, project="trucewire", fuzzy=False)
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, include_lineno=False, omit_header=False)


def compiled(code: str, path: Path) -> bytes:
    """The catalogue as the program reads it."""
    made = BytesIO()
    write_mo(made, read(code, path))
    return made.getvalue()


def main(arguments: list[str]) -> int:
    """Do what is asked; returns the exit code."""
    match arguments:
        case ["add", code]:
            update(code, LOCALE / code / "LC_MESSAGES" / f"{DOMAIN}.po")
        case ["update"]:
            for code, path in paths():
                update(code, path)
        case ["compile"]:
            for code, path in paths():
                path.with_suffix(".mo").write_bytes(compiled(code, path))
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
