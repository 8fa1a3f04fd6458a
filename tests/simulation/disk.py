"""The store as one life of the bot sees it, on one connection, with a writer that takes its time."""

import asyncio

from storage.store import Tables


class CrashError(Exception):
    """The process is no more."""


def transaction(connection, work):
    """Do work on the tables and commit; nothing of it stays where it fails."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work(Tables(connection))
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    return result


class Disk:
    """What is committed stays, and a dead process commits nothing."""

    def __init__(self, connection, random):
        self.connection = connection
        self.random = random
        self.dead = False

    async def write(self, work):
        await self._turn()
        if self.dead:
            raise CrashError
        result = transaction(self.connection, work)
        await self._turn()
        return result

    async def read(self, work):
        await self._turn()
        return work(Tables(self.connection))

    async def _turn(self):
        await asyncio.sleep(self.random.uniform(0, 0.004))
