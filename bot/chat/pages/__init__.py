"""What is said: text made from data. Knows no store, no clock and no Telegram."""
