"""The buttons below an alert: its reports, why it came, its storyline muted, and what a reader thinks of it."""

from bot.chat.languages import Words
from bot.chat.requests import Button
from bot.core.model import AlertId

Rows = tuple[tuple[Button, ...], ...]


def below(alert: AlertId, words: Words) -> Rows:
    """The rows of buttons below an alert."""
    label = words.label
    return (
        (
            Button(label=label("Reports"), action=f"rep:{alert}"),
            Button(label=label("Why"), action=f"why:{alert}"),
            Button(label=label("Mute storyline"), action=f"mute:{alert}"),
        ),
        (Button(label="👍", action=f"up:{alert}"), Button(label="👎", action=f"down:{alert}")),
    )
