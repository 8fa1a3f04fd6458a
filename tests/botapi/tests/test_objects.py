"""The objects this server makes, held against the full table: none lacks a required field, none has an unknown one."""

from pathlib import Path

import pytest
from tests.botapi import BotApi, User
from tests.botapi.check import Checker
from tests.botapi.spec import SHARED, load_spec

FULL = next((p / SHARED for p in Path(__file__).resolve().parents if (p / SHARED).is_file()), None)
pytestmark = pytest.mark.skipif(FULL is None, reason=f"{SHARED} is not beside the checkout")


def problems(type_name: str, made: object) -> list[str]:
    checker = Checker(load_spec(FULL).types)
    assert isinstance(made, dict)
    checker.fields(checker.types[type_name]["fields"], made, type_name)
    return checker.problems


async def test_every_update(api: BotApi, ada: User, call) -> None:
    await call("getUpdates", allowed_updates=["message", "edited_message", "channel_post", "callback_query",
                                              "inline_query", "my_chat_member", "chat_member", "message_reaction"])  # fmt: skip
    eve = api.user("Eve", language="fr")
    group = api.group("G", creator=ada, bot="left")
    forum = api.supergroup("F", forum=True, creator=ada, bot="administrator")
    channel = api.channel("C", creator=ada, linked=api.supergroup("T", bot="administrator"))
    await ada.adds_bot(group)
    await ada.promotes_bot(group)
    await eve.joins(group)
    await ada.promotes(group, eve, anonymous=True)
    await eve.says(group, "/x https://e.example")
    await ada.removes(group, eve)
    await ada.restricts_bot(group)
    await ada.demotes_bot(group)
    await ada.removes_bot(group)
    await ada.says(channel, "post")
    topic = await ada.opens_topic(forum, "T")
    said = await ada.says(topic, "x")
    await ada.edits(await ada.says(topic, "y", reply_to=said), "z")
    await ada.closes_topic(topic)
    await ada.reacts(said, "👍")
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
    await call("sendMessage", chat_id=ada.id, text="x", reply_markup=markup)
    await ada.taps(api.private(ada).last, "a")
    await ada.deletes(api.private(ada).last)
    await ada.sends_callback(api.private(ada).history[-1], "b")
    await ada.asks_inline("q")
    await ada.blocks_bot()
    api.migrate(api.group("M", creator=ada))
    updates = (await call("getUpdates"))["result"]
    assert {kind for update in updates for kind in update} >= {
        "message", "edited_message", "channel_post", "callback_query", "inline_query", "my_chat_member", "chat_member",
        "message_reaction",
    }  # fmt: skip
    assert [problem for update in updates for problem in problems("Update", update)] == []


async def test_results(api: BotApi, ada: User, call) -> None:
    group = api.supergroup("G", creator=ada, admins=[api.user("Eve")], bot="administrator", forum=True)

    async def result(method: str, **params: object) -> object:
        answer = await call(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    assert problems("User", await result("getMe")) == []
    assert problems("WebhookInfo", await result("getWebhookInfo")) == []
    photo = await result(
        "sendPhoto", chat_id=group.id, photo="https://e.example/x.png", caption="<b>c</b>", parse_mode="HTML"
    )
    assert problems("Message", photo) == []
    await result("pinChatMessage", chat_id=group.id, message_id=group.last.id)
    for chat_id in (group.id, ada.id):
        assert problems("ChatFullInfo", await result("getChat", chat_id=chat_id)) == []
    assert problems("ForumTopic", await result("createForumTopic", chat_id=group.id, name="T")) == []
    owner, admin, bot = await result("getChatAdministrators", chat_id=group.id)
    assert problems("ChatMemberOwner", owner) + problems("ChatMemberAdministrator", admin) == []
    assert problems("ChatMemberAdministrator", bot) == []
    assert problems("BotDescription", await result("getMyDescription")) == []
