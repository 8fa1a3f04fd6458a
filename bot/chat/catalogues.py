"""The catalogues of translations: `python -m bot.chat.catalogues [add CODE | update | compile]`, from the checkout.

`add` begins a language, `update` brings every catalogue in step with the code, `compile` makes the `.mo` files that the
program reads. Texts are those given to `say`, `label`, `count` and `mark`.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from bot.chat.languages import DOMAIN

HERE = Path(__file__).parent
LOCALE = HERE.parent / "data" / "locale"
_KEYWORDS = {"say": None, "label": None, "mark": None, "count": (1, 2)}


def template() -> Catalog:
    """Every text in the code, in the order of the code."""
    catalogue = Catalog(project="trucewire", fuzzy=False)
    found = extract_from_dir(HERE, [("**.py", "python")], keywords=_KEYWORDS, comment_tags=("L10N:",))
    for file, line, message, comments, context in found:
        catalogue.add(message, locations=[(file, line)], auto_comments=comments, context=context)
    return catalogue


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
