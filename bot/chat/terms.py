"""Words of the core that people read, each with the context that it is translated in, for the catalogues.

The core speaks English and knows no catalogue; `Words.term` looks its words up. What is not here is shown as it stands.
"""

from bot.core.alert.content import NO_LANGUAGE, NO_OUTLET
from bot.core.alert.states import STATES, Field, State
from bot.core.detect.labels import LABELS
from bot.core.detect.roles import MEDIATOR, PARTY
from bot.core.intake.health import Flag, Notice
from bot.core.model import Reason
from bot.core.people.delivery import ENDS, Why
from bot.core.people.notices import ASKING, NOTE, NOTED, SHAPES, TROUBLE
from bot.core.people.reasons import SAID

FIELD, ACT, ROLE, REASON, FLAG = "field", "act", "role", "reason", "feed flag"
IMPORTANCE, FILING, DISPUTE, PICTURE = "importance", "filing", "dispute", "picture"
PROBLEM, DELIVERY = "feed problem", "delivery"
READ, RULE = "act as read", "rule of wording"
# Words of settings that agree with what is set
SET_OUTLETS, SET_LANGUAGES, SET_SOUND, SET_QUIET = "outlets set", "languages set", "sound set", "quiet hours set"
NOTICE, OUTLET, LANGUAGE = "notice", "outlet", "language"

_IMPORTANCES = (
    "the state of the talks changes", "reads like a change of the state of the talks", "reads like minor colour",
    "no act recognised", "a step that most want to know",
)  # fmt: skip
_FILINGS = (
    "alike and compatible", "alike enough not to be alerted beside it", "no candidate", "too unlike",
    "no compatible candidate", "another candidate is more alike or was alerted", "said or denied", "asked or done",
    "another step", "opposite polarity", "will or did", "another side", "another actor", "another counterpart",
    "another object", "another body", "another time", "another day", "another batch", "another phase",
    "another extension", "another round", "another vote", "another week", "another version",
    "a change of state, not the lesser step it resembles",
)  # fmt: skip
_DISPUTES = (
    "denies what was said", "says there is no such agreement", "says what was denied",
    "the same act, said and negated", "opposite acts",
)  # fmt: skip
_UNLABELLED = (  # acts that are read, but too unsurely to be printed on an alert
    "appoint", "arrest", "cut", "depart", "deploy", "ease", "hold", "identify", "poll", "progress", "quit", "show",
    "support",
)  # fmt: skip
_RULES = (
    "according to", "by", "colon", "dash", "inverted verb", "joined verb", "noun", "participle", "trailing colon",
    "trailing verb", "verb",
)  # fmt: skip
_PROBLEMS = (
    "attributes", "bad_redirect", "bad_url", "challenge", "connect", "crashed", "dns", "egress", "empty", "entities",
    "html", "malformed", "memory", "no_answer", "no_feed", "not_a_feed", "protocol", "redirect_loop", "timeout", "tls",
    "too_deep", "too_large", "too_slow", "http_403", "http_404", "http_410", "http_429", "http_500", "http_502",
    "http_503", "not polled yet", "retired", "the feed is gone", "a feed without entries",
    "answers", "not asked yet", "no reason known",
)  # fmt: skip

TERMS: dict[str, tuple[str, ...]] = {
    FIELD: tuple(one for field in Field for one in (field.value, field.value.capitalize())),
    **{field.value: (State.UNKNOWN.value, *(state.value for state in STATES[field])) for field in Field},
    ACT: tuple(LABELS.values()),
    READ: _UNLABELLED,
    RULE: _RULES,
    ROLE: (PARTY, MEDIATOR, "government", "organisation", "armed group", "third country"),
    REASON: (*(reason.sentence for reason in Reason), *SAID.values()),
    FLAG: tuple(flag.sentence for flag in Flag),
    IMPORTANCE: _IMPORTANCES,
    FILING: _FILINGS,
    DISPUTE: _DISPUTES,
    PROBLEM: _PROBLEMS,
    PICTURE: ("pictures need matplotlib: pip install 'trucewire[pictures]'", "the picture could not be drawn"),
    DELIVERY: tuple(sorted({*(one.value for one in ENDS), *(one.value for one in Why)})),
    TROUBLE: SHAPES,
    **{f"{NOTE}: {kind}": (NOTED,) for kind in ASKING},
    NOTICE: tuple(notice.sentence for notice in Notice),
    OUTLET: (NO_OUTLET,),
    LANGUAGE: (NO_LANGUAGE,),
    SET_OUTLETS: ("all",),
    SET_LANGUAGES: ("all",),
    SET_SOUND: ("on", "off"),
    SET_QUIET: ("off",),
}
