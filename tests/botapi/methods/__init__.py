"""One module for each family of methods; importing this package registers them all."""

from . import answers, chats, edits, media, menus, polling, sending, topics  # noqa: F401 - registers handlers
