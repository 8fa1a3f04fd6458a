"""All SQL of the program lives here, and nothing else does. The database file itself lives where BOT_DB points."""
