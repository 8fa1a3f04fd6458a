"""The table of stories: each command and each button, in each sort of place. A missing cell fails test_table.py.

A row is a walk: what is typed first, which buttons are tapped (by a part of their label), what the bot then shows. It is
walked in every sort of place that the command or button has (PLACES), and in the terminal. SCOPES names the menus.
"""

from dataclasses import dataclass

from bot.chat.requests import Kind

P, G, C, T = Kind.PRIVATE, Kind.GROUP, Kind.CHANNEL, Kind.TERMINAL
ALL = (P, G, C, T)

# Each sort of place, as Telegram has it
PLACES = {P: ("private",), G: ("group", "supergroup", "forum topic"), C: ("channel",), T: ("terminal",)}

# Each scope of a menu: a command that stands in it, and one that does not
SCOPES = {
    "default": ("channel", "ops"),
    "all_private_chats": ("channel", "ops"),
    "all_group_chats": ("status", "settings"),
    "all_chat_administrators": ("settings", "channel"),
    "chat": ("ops", None),  # each operator's private chat
}


@dataclass(frozen=True, slots=True)
class Walk:
    """`first` are things typed, `taps` buttons, then `shows` is part of the message (or of the toast)."""

    first: tuple[str, ...]
    shows: str
    taps: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ALL
    operator: bool = False


def walk(*first, shows, taps=(), kinds=ALL, operator=False):
    """A row, shortly."""
    return Walk(first=first, shows=shows, taps=tuple(taps), kinds=kinds, operator=operator)


IN = "/subscribe"
TWICE = (IN, "/filter add hostages")

COMMANDS = {
    "start": walk("/start", shows="one alert for each new development"),
    "help": walk("/help", shows="/subscribe [topic]"),
    "subscribe": walk("/subscribe", shows="Subscribed to Delta truce talks"),
    "unsubscribe": walk(IN, "/unsubscribe", shows="Unsubscribed from Delta truce talks"),
    "settings": walk(IN, "/settings", shows="Level: default"),
    "filter": walk(IN, "/filter add hostages", shows="Added: hostages"),
    "pause": walk(IN, "/pause 8h", shows="Paused until 21 Nov 20:00"),
    "resume": walk(IN, "/pause 8h", "/resume", shows="Level: default"),
    "status": walk("/status", shows="Delta truce talks"),
    "latest": walk("/latest", shows="River Front offers"),
    "position": walk("/position", shows="latest positions"),
    "deadlines": walk("/deadlines", shows="none stated that is still open"),
    "timeline": walk("/timeline", shows="the last 7 days"),
    "brief": walk(IN, "/brief 08:00", shows="every day at 08:00"),
    "search": walk("/search captives", shows="River Front offers"),
    "why": walk("/why", shows="Why this alert"),
    "sources": walk("/sources", shows="Sources"),
    "muted": walk("/muted", shows="Nothing is muted here"),
    "language": walk("/language", shows="Which language"),
    "channel": walk("/channel", shows="Make me an admin of your channel", kinds=(P,)),
    "privacy": walk("/privacy", shows="No names"),
    "export": walk(IN, "/export", shows="Everything kept about this chat"),
    "forget": walk(IN, "/forget yes", shows="Everything about this chat is deleted"),
    "pin": walk("/pin", shows="not taken by rule", kinds=(P, T), operator=True),
    "ops": walk("/ops", shows="Feeds answering", kinds=(P, T), operator=True),
}

# Screens of /settings, each reached from the main screen
SCREENS = {
    "all": walk(IN, shows="Level: default", taps=["All settings"]),
    "filters": walk(IN, shows="No filters", taps=["All settings", "Filters"]),
    "outlets": walk(IN, shows="+ only these", taps=["All settings", "Outlets"]),
    "languages": walk(IN, shows="Languages of headlines", taps=["All settings", "Languages of"]),
    "minimum": walk(IN, shows="How many outlets", taps=["All settings", "Outlets needed"]),
    "digest": walk(IN, shows="as they come, or together", taps=["All settings", "Digest"]),
    "quiet": walk(IN, shows="one digest when they end", taps=["All settings", "Quiet"]),
    "zone": walk(IN, shows="what time is it for you?", taps=["Time zone"]),
    "pause": walk(IN, shows="one digest when it ends", taps=["All settings", "Pause"]),
    "end": walk(IN, shows="No more alerts on Delta", taps=["All settings", "Unsubscribe"]),
}

# Each setting, by its buttons
SETTINGS = {
    "level": walk(IN, "/settings", shows="Level: important", taps=["important"]),
    "outlets": walk(IN, "/settings", shows="Outlets: only La Vigie", taps=["Outlets", "La Vigie"]),
    "languages": walk(IN, "/settings", shows="✓ French", taps=["Languages of", "French"]),
    "minimum": walk(IN, "/settings", shows="Outlets needed: 3", taps=["Outlets needed", "3"]),
    "digest": walk(IN, "/settings", shows="in a digest daily at 08:00", taps=["Digest", "08:00"]),
    "sound": walk(IN, "/settings", shows="Sound: off", taps=["Sound off"]),
    "quiet": walk(IN, "/settings", shows="Quiet hours: 23:00 to 07:00", taps=["Quiet", "23:00-07:00"]),
    "zone": walk(IN, "/settings", shows="Time zone: Asia/Beirut (now 14:00)", taps=["Time zone", "Beirut"]),
    "pause": walk(IN, "/settings", shows="Paused until 21 Nov 13:00", taps=["Pause", "1 hour"]),
}

_ASKED = (P, G, T)  # nobody has a face in a channel

TAPS = {
    "sub": walk("/start", shows="Subscribed to Delta", taps=["Get alerts"]),
    "see": SCREENS["quiet"],
    "set": SETTINGS["level"],
    "ask": walk(IN, "/settings", shows="Which time zone?", taps=["Time zone", "Another zone"], kinds=_ASKED),
    "end": walk(IN, shows="Unsubscribed from", taps=["All settings", "Unsubscribe", "Unsubscribe"]),
    "words": walk(IN, shows="Which words?", taps=["Filters", "Add a filter"], kinds=_ASKED),
    "save": walk(IN, "/filter test captives", shows="Remove: captives", taps=["Save"]),
    "cancel": walk(IN, "/filter test captives", shows="No filters", taps=["Cancel"]),
    "rm": walk(*TWICE, "/filter list", shows="No filters", taps=["Remove: hostages"]),
    "lang": walk("/start", shows="Which language", taps=["Language"]),
    "forget": walk(IN, "/forget", shows="Everything about this chat is deleted", taps=["Delete everything"]),
    "keep": walk(IN, "/forget", shows="Nothing was deleted", taps=["Cancel"]),
    "st": walk("/status", shows="none stated that is still open", taps=["Deadlines"]),
    "pic": walk("/timeline", shows="Pictures are not switched on here", taps=["As a picture"], kinds=(P, G, C)),
    "find": walk("/search captives", shows="names 4 captives", taps=["More"]),
    "why": walk("/why", shows="Why this alert", taps=["Why"], kinds=_ASKED),
    "rep": walk("/why", shows="in order of arrival", taps=["Reports"], kinds=_ASKED),
    "mute": walk("/why", shows="here until 21 Nov", taps=["Mute storyline", "8 hours"]),
    "lift": walk("/why", shows="heard here again", taps=["Mute storyline", "24 hours", "Lift"]),
    "up": walk("/why", shows="Noted, thank you", taps=["👍"]),
    "down": walk("/why", shows="Noted, thank you", taps=["👎", "Off topic"], kinds=_ASKED),
    "announce": walk("/ops announce Hello", shows="Going out to ", taps=["Send to"], kinds=(P,), operator=True),
    "quash": walk("/ops announce Hello", shows="Nothing was sent", taps=["Cancel"], kinds=(P, T), operator=True),
}

# Buttons that a place is never offered; "speak" only who subscribed long ago is (test_offer_of_a_language.py)
NEVER = {("pic", T), *(("speak", kind) for kind in ALL)}

# Buttons that nobody can be asked by, in a channel: they say what to write instead
IN_CHANNELS = {
    "ask": walk(IN, "/settings", shows="/settings zone", taps=["Time zone", "Another zone"], kinds=(C,)),
    "words": walk(IN, shows="/filter add", taps=["Filters", "Add a filter"], kinds=(C,)),
    "why": walk("/why", shows="first report of a development", taps=["Why"], kinds=(C,)),
    "rep": walk("/why", shows="Harbour", taps=["Reports"], kinds=(C,)),
    "down": walk("/why", shows="Noted, thank you", taps=["👎"], kinds=(C,)),
}
