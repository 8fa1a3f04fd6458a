"""What a frame does not carry: patterns in headlines that matter to the status alone. General English, no names."""

import re

LABELS = re.compile(
    r"^(?:analysis|opinion|explained|explainer|watch|photos?|video|podcast|in pictures|timeline|live|list|factbox|"
    r"editorial|comment|letters?|how|what|why|who|where|when|which|is|are|can|could|will|would|should|does|do|did|"
    r"inside|behind|between|here[’']s|the [a-z]+ briefing|first thing|firstft|\w+ briefing|\w+day briefing)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"^[\"'‘“«„]")
# What is only feared, hoped for or weighed says nothing of the truce.
UNSURE = re.compile(
    r"\b(?:if|unless|whether|could|would|might|may|should|fears?|sign that|signs? of|decision on|likely|possible|"
    r"potential|tentative|prospects?|verge|sought|hoped|proposed|expected|before|ahead of|until|against|"
    r"demand(?:s|ed|ing)?|amendment|resolution|letter|protest\w*|vigil|petition|support for)\b",
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
MANY_DEAD = range(100, 2000)  # a night; more is the toll of a war
BROKEN = re.compile(
    r"\b(?:talks|negotiations)\b.{0,30}\b(?:collapse|broken off|break off|break down|called off|suspended|"
    r"(?:is|are) over)\b"
    r"|\b(?:breaks?|broke|call(?:s|ed)|cuts?|suspend(?:s|ed)|end(?:s|ed)|quits?|walk(?:s|ed) out of|leaves?)\b"
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
AT_REMOVE = re.compile(r"\w-(?:run|led|controlled|backed|aligned|affiliated|linked|held|occupied)\b", re.IGNORECASE)
SUBJECT = re.compile(
    r"\b(?:truce|cease-?fire|pause|lull|hostages?|captives?|abductees?|prisoners?|detainees?)\b", re.IGNORECASE
)
_TRUCE = r"(?:truce|cease-?fire|pause|lull|calm|armistice)"
_BARGAIN = rf"(?:{_TRUCE}|deal|agreement|accord|pact)"
# What must stand in a headline for a state of the truce, beside the act that the frame reads.
HOLDS = re.compile(
    rf"\b{_TRUCE}\b[^,;:]{{0,40}}\b(?:hold|holds|holding|held|respected|observed|survives?|intact)\b", re.IGNORECASE
)
BEGINS = re.compile(
    rf"\b(?:{_BARGAIN}|fighting)\b[^,;]{{0,60}}\b(?:take|takes|took|comes?|came|goes|went|enters?|entered|begins?|began|"
    rf"begun|starts?|started|kicks in|under ?way|in effect|in force|pauses?|paused|stops?|stopped)\b"
    rf"|\b(?:begin|begins|start|starts|observe|observes|enter|enters)\b[^,;]{{0,30}}\b{_TRUCE}\b",
    re.IGNORECASE,
)
AGREES = re.compile(
    rf"\b(?:agree|reach|strike|struck|sign|clinch|seal|approv|announce|ratif|accept|back|conclude|vote|deal)\w*\b"
    rf"[^,;]{{0,60}}\b{_BARGAIN}\b|\b{_BARGAIN}\b[^,;]{{0,30}}\b(?:reached|agreed|signed|approved|announced|sealed|struck)\b",
    re.IGNORECASE,
)
_FIGHTING = r"(?:war|strikes|air ?strikes|offensive|fighting|bombardment|bombing|attacks|assault)"
_OVER = (
    r"(?:collaps\w*|ends?|ended|(?:is |are |was )?over|broken|shatter\w*|dead|in tatters|unravel\w*|falls apart|"
    r"breaks down|broke down)"
)
_TO_END = (
    r"(?:end|ends|ended|ending|shatter\w*|break|breaks|broke|breaking|scrap\w*|call(?:s|ed)? off|renounc\w*|"
    r"abandon\w*|tear\w* up|declar\w*)"
)
ENDS = re.compile(
    rf"\b{_BARGAIN}\b[^,;]{{0,50}}\b{_OVER}\b|\b{_TO_END}\b[^,;]{{0,30}}\b{_TRUCE}\b"
    rf"|\b(?:collapse|end) of (?:the )?(?:\w+ ){{0,2}}{_TRUCE}\b"
    rf"|\b(?:resum\w*|return\w* to|go(?:es)? back to|back (?:to|at))\b[^,;]{{0,20}}\b{_FIGHTING}\b",
    re.IGNORECASE,
)
EXTENDS = re.compile(
    rf"\b(?:extend\w*|prolong\w*|renew\w*|extension)\b[^,;]{{0,40}}\b{_BARGAIN}\b|\b{_BARGAIN}\b[^,;]{{0,30}}\b(?:extended|"
    rf"prolonged|renewed|extension)\b",
    re.IGNORECASE,
)
