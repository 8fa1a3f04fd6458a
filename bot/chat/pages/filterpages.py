"""What is wrong with a filter, said in a language."""

from bot.chat.languages import Words, mark
from bot.core.people import filters
from bot.errors import FilterError

_PROBLEMS = {
    "empty": mark("There is no word in it."),
    "long": mark("It has {length} characters; a filter has at most {most}."),
    "field": mark("There is no field {field}; there are: {fields}."),
    "word": mark("Here is no word to look for."),
    "quote": mark("A quotation mark without its partner."),
    "open": mark("A ( without its )."),
    "close": mark("A ) without its (."),
    "missing": mark("A word is missing here."),
}


def trouble(words: Words, text: str, problem: FilterError) -> str:
    """What is wrong with a filter, and where: the place is underlined."""
    values = {"length": len(text), "most": filters.MAX_LENGTH, "fields": ", ".join(filters.FIELDS), **problem.values}
    said = words.say(_PROBLEMS[problem.kind], **values)
    at = problem.at
    shown = ""
    if at is not None:
        place = text[at : at + 1].strip() or "▯"
        shown = words.fill("{before}<u>{place}</u>{after}", before=text[:at], place=place, after=text[at + 1 :])
    return words.lines(words.say("That filter cannot be read: {problem}", problem=said), shown)
