"""Each strictness rule bites: a call that breaks it is refused, and passes once that rule alone is taken out.

So the refusal comes from the rule that claims it, and a rule that went missing would be noticed here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from tests.botapi import BotApi, User, access, formatting, limits, rates, spec
from tests.botapi.methods import answers, edits, media, menus, sending

PICTURE = "https://e.example/x.png"


def button(**action: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "T", **action}]]}


def row(count: int) -> list[dict[str, str]]:
    return [{"text": "T", "callback_data": "x"}] * count


@dataclass(frozen=True)
class Rule:
    name: str
    where: Any
    attribute: str
    without: Any
    method: str
    params: dict[str, Any] = field(default_factory=dict)


def passes(value: Any = None, *_args: Any, **_named: Any) -> Any:
    """A rule that lets everything through."""
    return value


def says(**params: Any) -> dict[str, Any]:
    return {"text": "x", **params}


UNCHECKED: Callable[..., Any] = lambda _self, _method, raw: dict(raw)  # noqa: E731
NO_CHECK: Callable[..., Any] = lambda *_args: None  # noqa: E731
RULES = [
    Rule("unknown parameter", spec.Spec, "check", UNCHECKED, "sendMessage", says(colour="red")),
    Rule("missing in an object", spec.Spec, "check", UNCHECKED, "setMyCommands", {"commands": [], "scope": {}}),
    Rule("wrong type", spec.Spec, "check", UNCHECKED, "sendMessage", says(disable_notification="maybe")),
    Rule("long text", sending, "check_text", passes, "sendMessage", says(text="x" * 4097)),
    Rule("empty text", sending, "check_text", passes, "sendMessage", says(text=" ")),
    Rule("units, not characters", formatting, "units", len, "sendMessage", says(text="😀" * 2049)),
    Rule("long edit", edits, "check_text", passes, "editMessageText", says(text="x" * 4097)),
    Rule("long caption", media, "check_caption", passes, "sendPhoto", {"photo": PICTURE, "caption": "x" * 1025}),
    Rule(
        "bad HTML",
        formatting,
        "parse_html",
        lambda text: (text, []),
        "sendMessage",
        says(text="<b>x", parse_mode="HTML"),
    ),
    Rule(
        "entity outside",
        formatting,
        "_check_entities",
        NO_CHECK,
        "sendMessage",
        says(entities=[{"type": "bold", "offset": 0, "length": 2}]),
    ),
    Rule(
        "many entities",
        formatting,
        "ENTITY_LIMIT",
        101,
        "sendMessage",
        says(text="<b>x</b> " * 101, parse_mode="HTML"),
    ),
    Rule(
        "callback data",
        limits,
        "CALLBACK_BYTES",
        65,
        "sendMessage",
        says(reply_markup=button(callback_data="x" * 65)),
    ),
    Rule(
        "bytes, not characters",
        limits,
        "CALLBACK_BYTES",
        66,
        "sendMessage",
        says(reply_markup=button(callback_data="é" * 33)),
    ),
    Rule("button without action", limits, "_check_button", NO_CHECK, "sendMessage", says(reply_markup=button())),
    Rule("button link", limits, "_is_url", lambda _url: True, "sendMessage", says(reply_markup=button(url="x"))),
    Rule(
        "button style",
        limits,
        "STYLES",
        ("pink",),
        "sendMessage",
        says(reply_markup=button(callback_data="x", style="pink")),
    ),
    Rule(
        "many buttons",
        limits,
        "BUTTONS",
        104,
        "sendMessage",
        says(reply_markup={"inline_keyboard": [row(8)] * 13}),
    ),
    Rule(
        "wide row",
        limits,
        "BUTTONS_IN_ROW",
        9,
        "sendMessage",
        says(reply_markup={"inline_keyboard": [row(9)]}),
    ),
    Rule(
        "keyboard in an edit",
        edits,
        "check_markup",
        passes,
        "editMessageReplyMarkup",
        {"reply_markup": button(callback_data="x" * 65)},
    ),
    Rule("thread", sending, "target_thread", NO_CHECK, "sendMessage", says(message_thread_id=5)),
    Rule(
        "reply",
        sending,
        "replied_message",
        NO_CHECK,
        "sendMessage",
        says(reply_parameters={"message_id": 99}),
    ),
    Rule("blocked", access, "_check_private", NO_CHECK, "sendMessage", says(chat_id="blocked")),
    Rule("kicked", access, "_check_membership", NO_CHECK, "sendMessage", says(chat_id="kicked")),
    Rule(
        "command names",
        menus,
        "check_commands",
        NO_CHECK,
        "setMyCommands",
        {"commands": [{"command": "Start", "description": "d"}]},
    ),
    Rule(
        "description",
        menus,
        "LIMITS",
        {"Description": ("description", 513)},
        "setMyDescription",
        {"description": "x" * 513},
    ),
    Rule("answer text", answers, "ANSWER_LIMIT", 201, "answerCallbackQuery", {"text": "x" * 201}),
    Rule("inline results", answers, "RESULTS_LIMIT", 51, "answerInlineQuery", {"results": 51}),
    Rule("old message", edits, "DELETE_WITHIN", 10**9, "deleteMessage", {"chat_id": "old"}),
    Rule("rates", rates.Rates, "check", NO_CHECK, "sendMessage", says(chat_id="fast")),
]


async def prepared(rule: Rule, running: BotApi, ada: User, call: Any, clock: Any) -> dict[str, Any]:
    """The rule's call, its chat and message filled in."""
    params = {"chat_id": ada.id, **rule.params}
    group = running.group(creator=ada)
    where = {"blocked": ada.id, "kicked": group.id, "old": group.id, "fast": ada.id}
    place = str(params["chat_id"])
    params["chat_id"] = where.get(place, params["chat_id"])
    sent = await call("sendMessage", chat_id=params["chat_id"], text="before", reply_markup=button(callback_data="b"))
    if rule.method.startswith(("editMessage", "deleteMessage")):
        params["message_id"] = sent["result"]["message_id"]
    if place == "blocked":
        await ada.blocks_bot()
    if place == "kicked":
        await ada.removes_bot(group)
    if place == "old":
        clock.now += 49 * 3600
    if place == "fast":
        running.rates.enabled = True
        await call("sendMessage", chat_id=ada.id, text="x")
    return await asked(rule, running, ada, params)


async def asked(rule: Rule, running: BotApi, ada: User, params: dict[str, Any]) -> dict[str, Any]:
    """Answers go to a question; menus have no chat."""
    if rule.method == "answerCallbackQuery":
        tap = await ada.sends_callback(running.private(ada).last, "b")
        return {**rule.params, "callback_query_id": tap.question.id}
    if rule.method == "answerInlineQuery":
        ask = await ada.asks_inline("q")
        content = {"input_message_content": {"message_text": "m"}, "title": "t", "type": "article"}
        results = [{"id": str(number), **content} for number in range(rule.params["results"])]
        return {"inline_query_id": ask.question.id, "results": results}
    return {
        name: value for name, value in params.items() if not (name == "chat_id" and rule.method.startswith("setMy"))
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
async def test_the_rule_and_nothing_else_refuses(
    rule: Rule, api: BotApi, ada: User, call: Any, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    params = await prepared(rule, api, ada, call, clock)
    assert not (await call(rule.method, **params))["ok"]
    monkeypatch.setattr(rule.where, rule.attribute, rule.without)
    assert (await call(rule.method, **params))["ok"]
