"""How the lexicon is written down: lines of "concept: phrase, phrase"."""


def table(text: str) -> dict[str, str]:
    """Lines of "concept: phrase, phrase"; a line that begins further in goes on."""
    found: dict[str, str] = {}
    concept = ""
    for line in text.strip().splitlines():
        if not line.startswith(" " * 8):
            concept, line = line.strip().split(":", 1)  # noqa: PLW2901
        found[concept] = f"{found.get(concept, '')} {line.strip()}".strip()
    return found
