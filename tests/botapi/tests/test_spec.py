"""Every call is held against the table: the full one where it lies beside the checkout, and the built-in one."""

from pathlib import Path
from typing import Any

import pytest
from tests.botapi.errors import Refusal, SpecViolation
from tests.botapi.spec import BUILTIN, SHARED, Spec, find_spec, load_spec
from tests.botapi.typenames import TypeName, alternatives
from tests.botapi.upload import Upload

FULL = next((p / SHARED for p in Path(__file__).resolve().parents if (p / SHARED).is_file()), None)
TABLES = [pytest.param(BUILTIN, id="builtin"), pytest.param(
    FULL, id="full", marks=pytest.mark.skipif(FULL is None, reason=f"{SHARED} is not beside the checkout")
)]  # fmt: skip


@pytest.fixture(params=TABLES)
def spec(request: pytest.FixtureRequest) -> Spec:
    return load_spec(request.param)


GOOD: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("sendMessage", {"chat_id": "42", "text": "x"}, {"chat_id": 42, "text": "x"}),
    ("sendMessage", {"chat_id": "@name", "text": "42"}, {"chat_id": "@name", "text": "42"}),
    (
        "sendMessage",
        {"chat_id": -5, "text": "x", "protect_content": "true", "message_thread_id": "7"},
        {"chat_id": -5, "text": "x", "protect_content": True, "message_thread_id": 7},
    ),
    (
        "sendMessage",
        {"chat_id": 1, "text": "x", "reply_markup": '{"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}'},
        {
            "chat_id": 1,
            "text": "x",
            "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]},
        },
    ),
    ("getUpdates", {"allowed_updates": '["message"]', "timeout": "5"}, {"allowed_updates": ["message"], "timeout": 5}),
    (
        "setMyCommands",
        {
            "commands": [{"command": "a", "description": "b"}],
            "scope": {"type": "chat_member", "chat_id": 1, "user_id": 2},
        },
        {
            "commands": [{"command": "a", "description": "b"}],
            "scope": {"type": "chat_member", "chat_id": 1, "user_id": 2},
        },
    ),
]

BAD: list[tuple[str, dict[str, Any], str]] = [
    ("sendMessage", {"chat_id": 1}, "missing text of sendMessage"),
    ("sendMessage", {"text": "x"}, "missing chat_id of sendMessage"),
    ("sendMessage", {"chat_id": 1, "text": "x", "colour": "red"}, "unknown parameter colour of sendMessage"),
    ("sendMessage", {"chat_id": 1, "text": 5}, "sendMessage.text is not str: 5"),
    ("sendMessage", {"chat_id": 1, "text": "x", "message_thread_id": "no"}, "message_thread_id is not int: 'no'"),
    ("sendMessage", {"chat_id": 1, "text": "x", "protect_content": "maybe"}, "protect_content is not bool"),
    ("sendMessage", {"chat_id": 1, "text": "x", "entities": "{}"}, "entities is not a list"),
    (
        "sendMessage",
        {"chat_id": 1, "text": "x", "entities": [{"type": "bold", "offset": 0}]},
        "missing length of sendMessage.entities[0]",
    ),
    (
        "sendMessage",
        {"chat_id": 1, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "colour": "b"}]]}},
        "unknown parameter colour of sendMessage.reply_markup.inline_keyboard[0][0]",
    ),
    (
        "editMessageReplyMarkup",
        {"chat_id": 1, "message_id": 1, "reply_markup": {"keyboard": []}},
        "missing inline_keyboard of editMessageReplyMarkup.reply_markup",
    ),
    ("setMyCommands", {"commands": [{"command": "a"}]}, "missing description of setMyCommands.commands[0]"),
    (
        "setMyCommands",
        {"commands": [], "scope": {"type": "chat"}},
        "missing chat_id of setMyCommands.scope",
    ),
    ("setMyCommands", {"commands": [], "scope": {"type": "planet"}}, "setMyCommands.scope fits none of"),
    ("getMe", {"x": 1}, "unknown parameter x of getMe"),
]


@pytest.mark.parametrize(("method", "params", "decoded"), GOOD)
def test_good_calls_are_decoded(spec: Spec, method: str, params: dict[str, Any], decoded: dict[str, Any]) -> None:
    assert spec.check(method, params) == decoded


@pytest.mark.parametrize(("method", "params", "words"), BAD)
def test_bad_calls_are_named(spec: Spec, method: str, params: dict[str, Any], words: str) -> None:
    with pytest.raises(SpecViolation) as refused:
        spec.check(method, params)
    assert words in refused.value.description


def test_every_problem_is_named_at_once(spec: Spec) -> None:
    with pytest.raises(SpecViolation) as refused:
        spec.check("sendMessage", {"a": 1, "b": 2})
    for words in ("unknown parameter a", "unknown parameter b", "missing chat_id", "missing text"):
        assert words in refused.value.description


def test_files(spec: Spec) -> None:
    file = Upload("a.csv", b"x", "text/csv")
    assert spec.check("sendDocument", {"chat_id": 1, "document": file})["document"] is file
    with pytest.raises(SpecViolation):
        spec.check("sendDocument", {"chat_id": 1, "document": 5})


def test_method_names(spec: Spec) -> None:
    assert spec.method_name("SENDMESSAGE") == "sendMessage"
    with pytest.raises(Refusal) as refused:
        spec.method_name("sendMassage")
    assert refused.value.body() == {"ok": False, "error_code": 404, "description": "Not Found"}


def test_the_environment_names_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOTAPI_SPEC", "/somewhere/else.json")
    assert find_spec() == Path("/somewhere/else.json")


def test_reading_type_expressions() -> None:
    assert alternatives("int | str | None") == (TypeName("int"), TypeName("str"))
    assert alternatives("str | aiogram.client.default.Default | None") == (TypeName("str"),)
    assert alternatives("list[list[A | B]]") == (TypeName("list", (TypeName("list", (TypeName("A"), TypeName("B"))),)),)
    assert alternatives("Optional[Annotated[A | B, FieldInfo(annotation=NoneType, discriminator='type')]]") == (
        TypeName("A"),
        TypeName("B"),
    )
    assert alternatives("Literal[<ReactionType.EMOJI: 'emoji'>]") == (TypeName("literal", value="emoji"),)
