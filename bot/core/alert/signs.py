"""What a frame does not carry: patterns in headlines that matter to the status alone. General English, no names."""

import re

LABELS = re.compile(
    r"^(?:analysis|opinion|explained|explainer|watch|photos?|video|podcast|in pictures|timeline|live|list|factbox|"
    r"editorial|comment|letters?|how|what|why|who|where|when|which|is|are|can|could|will|would|should|does|do|did|"
    r"inside|behind|after|between|the [a-z]+ briefing|first thing|firstft|\w+ briefing|\w+day briefing)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"^[\"'‘“«„]")
# What is only feared, hoped for or weighed says nothing of the truce.
UNSURE = re.compile(
    r"\b(?:if|unless|whether|could|would|might|may|should|fears?|sign that|signs? of|decision on|likely|possible|"
    r"potential|tentative|prospects?|verge|sought|hoped|proposed|expected|before|ahead of|until)\b",
    re.IGNORECASE,
)
STALLED = re.compile(
    r"\b(?:talks|negotiations)\b.{0,30}\b(?:stall|stalls|stalled|deadlock(?:ed)?|impasse|stalemate|dead end|gridlock)\b"
    r"|\b(?:impasse|deadlock|stalemate|gridlock)\b.{0,30}\b(?:talks|negotiations)\b",
    re.IGNORECASE,
)
LIVE = re.compile(r"\b(?:live updates|live blog|key events|key moments|explained)\b", re.IGNORECASE)
LARGE = re.compile(
    r"\b(?:large-scale|large scale|extensive|massive|heavy|intense|sweeping|widespread|wide-scale|biggest|deadliest|"
    r"waves? of|barrage of|series of|dozens of|hundreds|full-scale|ground (?:offensive|operation|invasion)|"
    r"new offensive|full force)\b",
    re.IGNORECASE,
)
TOLL = re.compile(r"\b(\d{1,3}(?:,\d{3})+|\d{2,5})\b(?!-)")
KILLED = re.compile(r"\b(?:kill(?:s|ed|ing)?|dead|deaths?)\b", re.IGNORECASE)
MANY_DEAD = 100
BROKEN = re.compile(
    r"\b(?:talks|negotiations)\b.{0,30}\b(?:collapse|broken off|break off|break down|called off|suspended|over)|"
    r"\b(?:breaks?|broke|call(?:s|ed)|cuts?|suspend(?:s|ed)|end(?:s|ed)|quits?|walk(?:s|ed) out of|leaves?)\b"
    r"(?: off| out of)?.{0,20}\b(?:talks|negotiations)\b",
    re.IGNORECASE,
)
BREACH = re.compile(
    r"\b(?:violat\w+|breach\w*|break(?:s|ing)?|broke|broken|undermin\w+|not uphold\w*)\b.{0,40}"
    r"\b(?:truce|cease-?fire|pause|lull|deal|agreement)\b"
    r"|\b(?:truce|cease-?fire|pause|lull|deal|agreement)\b.{0,24}"
    r"\b(?:violat\w+|breach\w*|broken|strained|shaky|under strain|in danger|on (?:the )?brink|"
    r"hangs? in (?:the )?balance)\b",
    re.IGNORECASE,
)
TRUCE = re.compile(r"\b(?:truce|cease-?fire|pause|lull)\b", re.IGNORECASE)
NO_TALKS = re.compile(r"\bno (?:direct |new |such )?(?:talks|negotiations)\b(?! until)", re.IGNORECASE)
