"""What people look up: reads from the store, and makes the answer with the pages."""
