"""How a report looks, whatever it says: questions, labels, quotes, kinds of pages."""

import re
from collections.abc import Iterable, Iterator

from bot.core.text import words

_PREFIX = re.compile(r"^([^:|]{2,32})\s?[:|]\s")
_QUOTED = re.compile(r"^\s*[\"'‘’“”«]")
_TAIL = re.compile(r"\s[-–—|]\s[^-–—|]{2,30}$")
_ENDS = " '\"’”"

# Kinds of pages, by any segment of the link's path.
_SECTIONS = {
    "opinion": "opinion opinions commentisfree comment editorial editorials op-ed ideas letters columnists columns "
    "views voices debate perspectives",
    "analysis": "analysis explainer explainers explained longform features feature long-reads in-depth magazine "
    "profile interactive newsbeat",
    "moving": "video videos watch av gallery galleries photos pictures newsfeed podcast podcasts audio program "
    "programs episode",
    "live": "live liveblog live-updates live-news live-blog livestory",
    "letter": "newsletter newsletters briefing briefings morning-briefing newsletter-archive",
    "leisure": "sport sports football culture arts music tv film books style lifestyle fashion food travel media "
    "entertainment showbiz tvshowbiz celebrity stage",
    "home": "us-news uk-news politics us uk nyregion us-politics canada australia-news education house senate "
    "administration business campaign",
}
_SECTION_OF = {word: kind for kind, names in _SECTIONS.items() for word in names.split()}

# What a headline's first word, or a word of its label ("Analysis: ..."), tells.
_OPENERS = {
    "question": "why how what who when where which can could will is are should does do did has",
    "moving": "watch video photos pictures listen pictured",
    "opinion": "analysis opinion explainer editorial comment inside behind meet timeline factbox",
    "live": "live latest",
    "voice": "i we my our",
    "letter": "monday tuesday wednesday thursday friday saturday sunday morning evening first",
}
_OPENER_OF = {word: kind for kind, names in _OPENERS.items() for word in names.split()}

_PHRASES = {
    "live": re.compile(r"\blive\b|\blatest (?:news|updates)\b|\bas it happened\b|\blive ?blog\b", re.IGNORECASE),
    "letter": re.compile(
        r"\bbriefing\b|\bnewsletter\b|\bfirst thing\b|\bfirstft\b|\brundown\b|\bthe daily\b"
        r"|\bevening\b.*\bedition\b",
        re.IGNORECASE,
    ),
    "list": re.compile(
        r"\bkey (?:events|moments|takeaways)\b|\bwhat (?:we|to|you) (?:know|need)\b|\bat a glance\b|\btimeline\b"
        r"|\bhere'?s what\b|\bthings to know\b|\bneed to know\b|\bexplained\b"
        r"|\bin (?:pictures|photos|maps|charts)\b",
        re.IGNORECASE,
    ),
    "moment": re.compile(r"\bmoment\b|\bfootage\b|\bvideo\b|\bphotos?\b", re.IGNORECASE),
}

# Words by which background gives itself away, in classes, so that what is learned of one word holds for its fellows.
_CLASSES = {
    "kin": "family families mother mothers father fathers mom dad son daughter sister brother wife husband "
    "parents grandmother grandfather grandson uncle aunt cousin relatives relative child children kid "
    "kids girl boy baby teen teenager couple widow fiance fiancee loved",
    "feeling": "hope hopes hopeful fear fears grief agony agonising agonizing anguish tears joy joyful relief "
    "rejoice rejoices rejoiced overjoyed emotional heartbreak heartbreaking heartbroken trauma traumatic "
    "painful pain sorrow bittersweet bitterness anxious anxiety anxiously wait waiting waits dream dreams "
    "dreamt love mourn mourns mourning despair desperate desperately anger angry fury furious uncertainty "
    "unbearable excruciating mixed concern praying pray prays happiness nightmare horror horrors haunt "
    "haunts brace braces",
    "recount": "recount recounts recounted recall recalls recalled recalling describe describes described detail "
    "details tells story stories ordeal captivity memories remember remembers survivor survivors "
    "testimony diary speaks opens revisits reunite reunites reunited reunion homecoming embrace embraces "
    "hug hugs",
    "essay": "lessons lesson inside behind anatomy dilemma gamble paradox portrait profile rise power future fate "
    "risks risk role path really mean means meaning matter matters look looks know explains explain "
    "understanding possible key player fragile divided analysts experts expert observers history legacy "
    "strategy opinion view views reality myth truth problem question questions answers challenge "
    "challenges stakes prospects calculus politics",
    "protest": "protest protests protester protesters protestors rally rallies march marches marchers demonstrators "
    "demonstration demonstrations vigil activists activist sit-in strike boycott petition campus students "
    "student university professor posters chant chants flags arrested crowd crowds thousands hundreds",
    "domestic": "lawmakers lawmaker senator senators congress congressman congresswoman congressional representative "
    "mp mps labour labor tory tories conservative conservatives republican republicans democrat democrats "
    "democratic liberal liberals left-wing right-wing far-left far-right progressives party voters voter "
    "poll polls election campaign candidate mayor council councillors city state governor staffers aides "
    "frontbench rebellion backbench amendment commons parliament",
    "culture": "actor actress singer rapper star celebrity celebrities football footballer athlete concert festival "
    "film oscars show podcast book museum artist artists tattoo fans song",
    "casualty": "killed kill kills killing dead dies death deaths wounded injured toll body bodies hospital hospitals "
    "bombardment bombs bombed shelling tanks troops soldiers",
}
_CLASS_OF = {word: kind for kind, names in _CLASSES.items() for word in names.split()}


def headline_look(title: str) -> Iterator[str]:
    """Names of what a headline looks like."""
    tokens = words(title)
    yield from _marks(title)
    if tokens and (kind := _OPENER_OF.get(tokens[0])):
        yield f"opener {kind}"
    if (prefix := _PREFIX.match(title)) is not None:
        kind = next(_kinds(words(prefix.group(1))), None)
        yield f"prefix {kind}" if kind else "prefix"
    yield from (f"phrase {kind}" for kind, pattern in _PHRASES.items() if pattern.search(title))
    yield from (f"class {kind}" for kind in sorted({_CLASS_OF[word] for word in tokens if word in _CLASS_OF}))
    if len(tokens) >= 18:
        yield "long"
    elif len(tokens) <= 5:
        yield "short"


def _marks(title: str) -> Iterator[str]:
    if title.rstrip(_ENDS).endswith("?"):
        yield "question mark"
    if _QUOTED.match(title):
        yield "opens with a quote"
    if "|" in title:
        yield "bar"
    if _TAIL.search(title):
        yield "tail"
    if any(word.isupper() and len(word) > 3 for word in title.split()):
        yield "shouts"


def _kinds(tokens: Iterable[str]) -> Iterator[str]:
    return (kind for token in tokens if (kind := _OPENER_OF.get(token)) and kind != "voice")


def link_look(link: str) -> Iterator[str]:
    """Names of the kinds of page a link says it leads to."""
    path = link.partition("://")[2].partition("?")[0].casefold()
    segments = path.split("/")[1:]
    kinds = {_SECTION_OF[segment] for segment in segments if segment in _SECTION_OF}
    if "live" in re.split(r"[-/_.]", path):
        kinds.add("live")
    return (f"section {kind}" for kind in sorted(kinds))
