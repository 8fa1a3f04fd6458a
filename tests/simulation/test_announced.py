"""kill -9 in the middle of an announcement: every chat has it once in the end, or twice and the second says so."""

from collections import Counter
from datetime import UTC, datetime

from bot.core.model import TopicId
from storage.engine import connect
from storage.store import Store
from tests.botapi import BotApi
from tests.simulation.kill import CHATS, MOST_IN_FLIGHT, Killer
from tests.storage.alerts import key

TEXT = "Away on Friday from noon"


def announced(database):
    """Announce, as /ops does; each chat has two subscriptions."""
    store = Store.open(database)

    def work(tables):
        rows = tables.talks._connection.execute("SELECT chat FROM subscriptions").fetchall()
        for row in rows:
            tables.subscriptions.subscribe(key(row["chat"], topic=TopicId("coast-talks")), datetime.now(UTC))
        return tables.announcements.make(TEXT, datetime.now(UTC))

    made = store.write_now(work)
    store.close()
    return made


async def killed_half_way(killer, api):
    """One life, killed once it has sent some."""
    process = await killer.start(0)
    await api.wait_for(lambda: arrived(api).total() >= CHATS // 3, 30)
    process.kill()
    await process.communicate()


def arrived(api):
    return Counter(
        int(one["params"]["chat_id"]) for one in api.calls.of("sendMessage") if (one["answer"] or {}).get("ok")
    )


async def test_an_announcement_survives_being_killed_half_way(tmp_path):
    database = tmp_path / "bot.db"
    async with BotApi() as api:
        api.rates.enabled = True
        killer = Killer(api, database, None)
        killer.subscribe()
        assert announced(database) == CHATS
        await killed_half_way(killer, api)
        connection = connect(database)
        states = Counter(row["state"] for row in connection.execute("SELECT state FROM deliveries"))
        connection.close()
        assert states["pending"], "the kill has to come half-way"
        assert states["sending"] <= MOST_IN_FLIGHT
        await killer.last_life()
        assert killer.tally.wrong == []
        copies = arrived(api)
        assert len(copies) == CHATS
        assert copies.total() - CHATS <= states["sending"]
        marked = Counter(
            int(one["params"]["chat_id"]) for one in api.calls.of("sendMessage") if "Repeat" in one["params"]["text"]
        )
        assert all(count <= 1 + marked[chat] <= 2 for chat, count in copies.items())
        store = Store.open(database)
        (progress,) = store.read_now(lambda tables: tables.announcements.since(datetime(2020, 1, 1, tzinfo=UTC)))
        store.close()
        assert (progress.sent, progress.pending, dict(progress.failed)) == (CHATS, 0, {})
        assert not any(api.rates.violations.values())
