"""Faces people: `pages` what is said, `lookups` what is looked up, `dialogs` what is pressed, `wire` Telegram."""
