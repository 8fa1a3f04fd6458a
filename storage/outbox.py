"""Deliveries: placeholder table handle until the ledger lands."""

from storage.engine import Connection


class OutboxTable:
    """Reads and writes deliveries on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
