"""What is kept about a chat: no names, no texts; all of it can be had, and all of it can be deleted."""

import json
from datetime import timedelta

from bot.core.model import ChatId, SubscriptionKey
from bot.jobs.upkeep import Upkeep
from tests.acceptance.people.stage import TOPIC

NAMES = ("Adalbertina", "Zwergenkoenig", "adalbertina_z")


async def lived(stage):
    """A person who has done everything once, and another who has not."""
    ada, bob = stage.api.user(NAMES[0], username=NAMES[2], language="fr"), stage.api.user("Bob")
    chat, other = stage.api.private(ada), stage.api.private(bob)
    stage.record("River Front offers to free ten captives")
    for text in ("/subscribe", "/filter add zwergenkoenig", "/settings quiet 23:00-07:00", "/language fr",
                 "/filter test captives", "hello, my dear bot"):  # fmt: skip
        await ada.says(chat, text)
        await stage.settled()
    await stage.says(bob, other, "/subscribe")
    await stage.says(bob, other, "/filter add captives")
    _deliver(stage, chat.id)
    _deliver(stage, other.id)
    return ada, chat, bob, other


def _deliver(stage, chat):
    """A row of each table that the ledger keeps about a chat."""
    rows = (
        f"""INSERT INTO deliveries (alert, chat, thread, kind, topic, importance, storyline, priority, state, created_at,
            changed_at, due_at, expires_at)
        VALUES ('a', {chat}, 0, 'alert', 'delta-truce', 2, 's', 3, 'sent', 1, 1, 1, 1)""",
        f"INSERT INTO pacing (chat, next_at, set_at) VALUES ({chat}, 1, 1)",
        f"INSERT INTO unparsable (alert, chat, detail, at) VALUES ('a', {chat}, 'x', 1)",
        f"INSERT INTO fanouts (alert, kind, after_chat, after_thread, began_at) VALUES ('a{chat}', 'alert', {chat}, 0, 1)",
    )
    for row in rows:
        stage.store.write_now(lambda tables, row=row: tables.talks._connection.execute(row) and None)


def everywhere(stage):
    """Every value of every table, as text."""

    def read(tables):
        connection = tables.talks._connection
        names = [row["name"] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: [[str(v) for v in tuple(row)] for row in connection.execute(f"SELECT * FROM {name}")]
            for name in names
        }

    return stage.store.read_now(read)


async def test_no_name_and_no_text_of_a_message_is_stored(stage):
    await lived(stage)
    for table, rows in everywhere(stage).items():
        for row in rows:
            for value in row:
                assert NAMES[0] not in value, table
                assert NAMES[2] not in value, table
                assert "my dear bot" not in value, table


async def test_the_offer_of_a_language_is_named_shown_and_forgotten(stage):
    amal = stage.api.user("Amal", language="fr")
    chat = stage.api.private(amal)
    key = SubscriptionKey(chat=ChatId(chat.id), thread=0, topic=TOPIC.id)  # as before languages were kept
    stage.store.write_now(lambda tables: tables.subscriptions.subscribe(key, stage.now))
    await stage.says(amal, chat, "/status")
    kept = json.loads((await stage.says(amal, chat, "/export")).file)["tables"]["chats"]
    assert [(one["language"], one["offered_at"]) for one in kept] == [(None, int(stage.now.timestamp() * 1000))]
    await stage.says(amal, chat, "/language en")
    told = (await stage.says(amal, chat, "/privacy")).text
    assert "when I offered alerts in the language of your Telegram" in told
    assert "Words that were searched for, without who did" in told
    assert "troubles" not in told
    await stage.says(amal, chat, "/forget yes")
    assert str(chat.id) not in str(everywhere(stage)["chats"])


async def test_export_has_every_row_about_the_chat(stage):
    ada, chat, _, _ = await lived(stage)
    said = await stage.says(ada, chat, "/export")
    told = json.loads(said.file)
    rows = everywhere(stage)
    about = {table for table, some in rows.items() if any(str(chat.id) in row for row in some)}
    assert about >= {"subscriptions", "filters", "chats", "questions", "deliveries", "pacing", "unparsable"}
    assert {table for table, some in told["tables"].items() if some} == about - {"fanouts"}
    assert told["tables"]["filters"][0]["text"] == "zwergenkoenig"


async def test_forget_leaves_nothing_in_any_table_and_nobody_else_loses_anything(stage):
    ada, chat, _, other = await lived(stage)
    before = stage.store.read_now(lambda tables: tables.talks.everything(other.id))
    await stage.says(ada, chat, "/forget")
    assert stage.subscription(chat.id)
    await stage.taps(ada, chat.last, "Tout effacer")
    for table, rows in everywhere(stage).items():
        for row in rows:
            assert str(chat.id) not in row, table
            assert not any("zwergenkoenig" in value for value in row), table
    assert stage.store.read_now(lambda tables: tables.talks.everything(other.id)) == before
    assert stage.subscription(other.id).filters == ("captives",)


async def test_every_table_is_known_to_be_about_a_chat_or_about_news(stage):
    """A new table that keeps chats under another column's name would escape /forget: it has to be named here.

    `fanouts` keeps a cursor, which /forget moves off the chat.
    """
    chats = set(stage.store.read_now(lambda tables: tables.talks.everything(1)))
    for table, columns in _columns(stage).items():
        if table not in chats | {"fanouts"}:
            assert not {one for one in columns if "chat" in one or "user" in one or one in ("asker", "about")}, table


def _columns(stage):
    def read(tables):
        connection = tables.talks._connection
        names = [row["name"] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: [row["name"] for row in connection.execute(f"PRAGMA table_info({name})")] for name in names}

    return stage.store.read_now(read)


async def test_what_a_person_was_asked_in_a_group_goes_too(stage):
    ada = stage.api.user("Ada")
    group = stage.api.supergroup("Readers", creator=ada)
    screen = await stage.says(ada, group, "/subscribe")
    await stage.taps(ada, screen, "Time zone")
    await stage.taps(ada, screen, "Another zone")
    assert str(ada.id) in str(everywhere(stage)["questions"])
    await stage.says(ada, stage.api.private(ada), "/forget yes")
    assert str(ada.id) not in str(everywhere(stage)["questions"])


async def test_nothing_is_kept_of_a_chat_that_has_been_gone_for_thirty_days(stage):
    ada, chat, _, other = await lived(stage)
    await ada.blocks_bot()
    await stage.settled()
    later = stage.now + timedelta(days=31)
    await Upkeep(store=stage.store, clock=lambda: later).run()
    left = {name for name, rows in everywhere(stage).items() if any(str(chat.id) in row for row in rows)}
    assert left == set()
    assert stage.subscription(other.id)
