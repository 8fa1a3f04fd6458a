"""Messages, edits, deletions, files and questions over plain HTTP: what Telegram does, and the words it refuses with."""

import aiohttp
import pytest
from tests.botapi import BotApi, User

CHAT_NOT_FOUND = "Bad Request: chat not found"


async def refused(answer: dict) -> str:
    assert not answer["ok"]
    return answer["description"]


async def test_every_way_a_body_can_come(api: BotApi, ada: User) -> None:
    url = f"{api.base_url}{api.token}/sendMessage"
    params = {"chat_id": str(ada.id), "text": "x"}
    form = aiohttp.FormData(params)
    multipart = aiohttp.FormData(params, default_to_multipart=True)
    async with aiohttp.ClientSession() as session:
        for given in ({"data": form}, {"data": multipart}, {"json": params}, {"params": params}):
            async with session.post(url, **given) as response:
                assert response.status == 200, given
        async with session.get(url, params=params) as response:
            assert response.status == 200
        async with session.post(url, data="{", headers={"Content-Type": "application/json"}) as response:
            assert (await response.json())["description"] == "Bad Request: can't parse JSON object"
    assert api.private(ada).texts == ["x"] * 5


async def test_tokens_and_paths(api: BotApi) -> None:
    async with aiohttp.ClientSession() as session:
        for path, code, description in (
            ("/bot987:wrong/getMe", 401, "Unauthorized"),
            ("/botwrong/getMe", 404, "Not Found"),
            (f"/bot{api.token}/getMyself", 404, "Not Found"),
            ("/", 404, "Not Found"),
        ):
            async with session.get(api.url + path) as response:
                body = {"ok": False, "error_code": code, "description": description}
                assert (response.status, await response.json()) == (code, body)


async def test_the_message_that_comes_back(api: BotApi, ada: User, call, clock) -> None:
    sent = await call("sendMessage", chat_id=ada.id, text=" <b>Hi</b> ", parse_mode="HTML", disable_notification=True)
    assert sent["result"] == {
        "message_id": 1,
        "from": {"id": api.bot.id, "is_bot": True, "first_name": "Strict Test Bot", "username": "strict_test_bot"},
        "chat": {"id": ada.id, "first_name": "Ada", "username": "ada_l", "type": "private"},
        "date": int(clock.now),
        "text": "Hi",
        "entities": [{"type": "bold", "offset": 0, "length": 2}],
    }
    assert api.private(ada).last.silent


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"text": ""}, "Bad Request: message text is empty"),
        ({"text": "x" * 4097}, "Bad Request: message is too long"),
        ({"text": "<b>x", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag corresponding to start tag"),
        ({"text": "x", "chat_id": 999}, CHAT_NOT_FOUND),
        ({"text": "x", "chat_id": "@nobody"}, CHAT_NOT_FOUND),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "Bad Request: message to be replied not found"),
        ({"text": "x", "message_thread_id": 5}, "Bad Request: message thread not found"),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "x" * 65}]]}},
            "Bad Request: BUTTON_DATA_INVALID",
        ),
    ],
)
async def test_refused_messages(api: BotApi, ada: User, call, params, description) -> None:
    assert description in await refused(await call("sendMessage", **{"chat_id": ada.id, **params}))
    assert api.private(ada).messages == []


async def test_replies(api: BotApi, ada: User, call) -> None:
    chat = api.private(ada)
    said = await ada.says(chat, "question")
    answer = await call("sendMessage", chat_id=ada.id, text="a", reply_parameters={"message_id": said.id})
    assert answer["result"]["reply_to_message"]["text"] == "question"
    forgiving = {"message_id": 99, "allow_sending_without_reply": True}
    assert (await call("sendMessage", chat_id=ada.id, text="b", reply_parameters=forgiving))["ok"]


async def test_edits(api: BotApi, ada: User, call, clock) -> None:
    chat = api.private(ada)
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
    await call("sendMessage", chat_id=ada.id, text="one", reply_markup=markup)
    here = {"chat_id": ada.id, "message_id": chat.last.id}

    unmodified = await refused(await call("editMessageText", **here, text=" one ", reply_markup=markup))
    assert unmodified == (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as "
        "a current content and reply markup of the message"
    )
    clock.now += 60
    edited = await call("editMessageText", **here, text="one")
    assert edited["result"]["edit_date"] == edited["result"]["date"] + 60
    assert chat.last.buttons == [], "an edit without a keyboard takes it away"
    assert chat.last.edits[0].buttons == ("a",)

    assert (await call("editMessageReplyMarkup", **here, reply_markup=markup))["ok"]
    assert chat.last.buttons == ["a"]
    too_long = await refused(await call("editMessageText", **here, text="x" * 4097))
    assert too_long == "Bad Request: MESSAGE_TOO_LONG"
    missing = await refused(await call("editMessageText", chat_id=ada.id, message_id=99, text="x"))
    assert missing == "Bad Request: message to edit not found"
    theirs = await ada.says(chat, "mine")
    others = await refused(await call("editMessageText", chat_id=ada.id, message_id=theirs.id, text="x"))
    assert others == "Bad Request: message can't be edited"


async def test_deletes(api: BotApi, ada: User, call, clock) -> None:
    chat = api.private(ada)
    group = api.group(members=[ada])
    for where in (chat, group, group):
        await call("sendMessage", chat_id=where.id, text="x")
    assert (await call("deleteMessage", chat_id=chat.id, message_id=chat.last.id))["ok"]
    assert chat.messages == []
    assert await refused(await call("deleteMessage", chat_id=chat.id, message_id=1)) == (
        "Bad Request: message to delete not found"
    )
    theirs = await ada.says(group, "/mine")
    cannot = "Bad Request: message can't be deleted"
    assert await refused(await call("deleteMessage", chat_id=group.id, message_id=theirs.id)) == cannot
    clock.now += 48 * 3600 + 1
    assert await refused(await call("deleteMessage", chat_id=group.id, message_id=group.last.id)) == cannot
    await ada.promotes_bot(group)
    assert (await call("deleteMessages", chat_id=group.id, message_ids=[group.last.id, theirs.id, 999]))["ok"]
    assert len(group.from_bot) == 1


async def test_a_document_by_multipart(api: BotApi, ada: User) -> None:
    async with aiohttp.ClientSession() as session:
        form = aiohttp.FormData({"chat_id": str(ada.id), "caption": "<i>c</i>", "parse_mode": "HTML"})
        form.add_field("document", b"a,b\n", filename="t.csv", content_type="text/csv")
        async with session.post(f"{api.base_url}{api.token}/sendDocument", data=form) as response:
            sent = (await response.json())["result"]
        message = api.private(ada).last
        assert (message.file, message.html) == (b"a,b\n", "<i>c</i>")
        assert (sent["document"]["file_name"], sent["document"]["mime_type"]) == ("t.csv", "text/csv")
        assert (sent["caption"], sent["document"]["file_size"]) == ("c", 4)
        got = await session.post(f"{api.base_url}{api.token}/getFile", json={"file_id": sent["document"]["file_id"]})
        path = (await got.json())["result"]["file_path"]
        async with session.get(f"{api.base_file_url}{api.token}/{path}") as response:
            assert await response.read() == b"a,b\n"
    assert "<file t.csv, 4 bytes>" in api.calls.jsonl()


async def test_media_rules(api: BotApi, ada: User, call) -> None:
    assert (await call("sendPhoto", chat_id=ada.id, photo="https://e.example/x.png", caption="c"))["ok"]
    here = {"chat_id": ada.id, "message_id": api.private(ada).last.id}
    no_text = await refused(await call("editMessageText", **here, text="x"))
    assert no_text == "Bad Request: there is no text in the message to edit"
    assert (await call("editMessageCaption", **here, caption="d"))["result"]["caption"] == "d"
    long = await refused(await call("sendPhoto", chat_id=ada.id, photo="https://e.example/x.png", caption="x" * 1025))
    assert long == "Bad Request: message caption is too long"
    unknown = await refused(await call("sendPhoto", chat_id=ada.id, photo="what"))
    assert unknown == "Bad Request: wrong file identifier/HTTP URL specified"


async def test_taps_must_be_answered_in_time(api: BotApi, ada: User, call, clock) -> None:
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}, {"text": "u", "url": "https://e.example"}]]}
    await call("sendMessage", chat_id=ada.id, text="x", reply_markup=markup)
    tap = await ada.taps(api.private(ada).last, "a")
    query = (await call("getUpdates"))["result"][-1]["callback_query"]
    assert query["data"] == "b"
    assert query["chat_instance"]
    assert query["message"]["text"] == "x"
    answer = {"callback_query_id": query["id"]}
    assert await refused(await call("answerCallbackQuery", **answer, text="x" * 201)) == "Bad Request: MESSAGE_TOO_LONG"
    assert (await call("answerCallbackQuery", **answer, text="x" * 200, show_alert=True))["ok"]
    assert (tap.answered, tap.alert, tap.text) == (True, True, "x" * 200)

    late = await ada.taps(api.private(ada).last, "a")
    clock.now += 61
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await refused(await call("answerCallbackQuery", callback_query_id=late.question.id)) == too_old
    assert await refused(await call("answerCallbackQuery", callback_query_id="1")) == too_old
    with pytest.raises(LookupError):
        await ada.taps(api.private(ada).last, "u")
    with pytest.raises(LookupError, match="there are"):
        await ada.taps(api.private(ada).last, "z")


async def test_inline_queries(api: BotApi, ada: User, call) -> None:
    ask = await ada.asks_inline("hostages")
    result = {"type": "article", "id": "1", "title": "t", "input_message_content": {"message_text": "m"}}
    answer = {"inline_query_id": ask.question.id, "results": [result]}
    twice = await refused(await call("answerInlineQuery", **{**answer, "results": [result, result]}))
    assert twice == "Bad Request: RESULT_ID_DUPLICATE"
    many = [{**result, "id": str(n)} for n in range(51)]
    assert (
        await refused(await call("answerInlineQuery", **{**answer, "results": many})) == "Bad Request: RESULTS_TOO_MUCH"
    )
    bad = {**result, "input_message_content": {"message_text": "<b>", "parse_mode": "HTML"}}
    assert "can't parse entities" in await refused(await call("answerInlineQuery", **{**answer, "results": [bad]}))
    assert (await call("answerInlineQuery", **answer))["ok"]
    assert ask.results == [result]


async def test_menus_for_scope_and_language(api: BotApi, ada: User, call) -> None:
    german = {"commands": [{"command": "hilfe", "description": "Hilfe"}], "language_code": "de"}
    admins = {"commands": [{"command": "ops", "description": "d"}], "scope": {"type": "chat", "chat_id": ada.id}}
    assert (await call("setMyCommands", **german))["ok"]
    assert (await call("setMyCommands", **admins))["ok"]
    assert (await call("getMyCommands", language_code="de"))["result"] == german["commands"]
    assert (await call("getMyCommands", scope={"type": "chat", "chat_id": ada.id}))["result"] == admins["commands"]
    assert (await call("getMyCommands"))["result"] == []
    assert api.commands(language="de") == {"hilfe": "Hilfe"}
    assert (await call("deleteMyCommands", language_code="de"))["ok"]
    assert api.commands(language="de") == {}
    bad = await refused(await call("setMyCommands", commands=[], language_code="deutsch"))
    assert bad == "Bad Request: invalid language code specified"
    nowhere = {"type": "chat", "chat_id": 99}
    assert await refused(await call("setMyCommands", commands=[], scope=nowhere)) == CHAT_NOT_FOUND


async def test_descriptions_fall_back_to_no_language(call) -> None:
    await call("setMyDescription", description="all")
    await call("setMyDescription", description="tous", language_code="fr")
    assert (await call("getMyDescription", language_code="fr"))["result"] == {"description": "tous"}
    assert (await call("getMyDescription", language_code="de"))["result"] == {"description": "all"}
    assert not (await call("setMyDescription", description="x" * 513))["ok"]
    assert not (await call("setMyShortDescription", short_description="x" * 121))["ok"]
    assert (await call("setMyShortDescription", short_description="x" * 120))["ok"]


async def test_methods_this_server_does_not_do(api: BotApi, call) -> None:
    """A fixed answer can be given; the call is still checked."""
    if api.dispatcher.spec.complete:
        assert "does not know how" in await refused(await call("getMyStarBalance"))
    api.answer("getMe", {"id": 1, "is_bot": True, "first_name": "x"})
    assert (await call("getMe"))["result"]["id"] == 1
    assert not (await call("getMe", x=1))["ok"]
    assert len(api.calls.violations) == (2 if api.dispatcher.spec.complete else 1)
