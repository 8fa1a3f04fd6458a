"""How large the comparison is."""

FEEDS = 100
ITEMS = 50  # in a feed
FRESH = 2  # new ones in a feed that changed
