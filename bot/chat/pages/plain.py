"""Telegram HTML as terminal text: the same words, links written out after their label."""

import re
from html import unescape

_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"</?[a-z][^>]*>")


def plain(html: str) -> str:
    """The visible text of a message of ours, `label (address)` where it has links."""
    return unescape(_TAG.sub("", _LINK.sub(lambda found: f"{found[2]} ({found[1]})", html)))
