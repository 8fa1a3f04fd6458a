"""Answers to taps and to inline queries."""

from ..errors import bad_request, query_too_old, strict
from ..formatting import check_text, format_text
from ..limits import check_length, check_markup
from ..model import Json
from ..registry import Params, method
from ..world import Question, World

ANSWER_LIMIT = 200
RESULTS_LIMIT = 50


def _open_question(world: World, question_id: str) -> Question:
    question = world.questions.get(question_id)
    if question is None or question.expired or world.clock() - question.asked_at > world.answer_within:
        raise query_too_old()
    return question


@method("answerCallbackQuery")
def answer_callback(world: World, params: Params) -> bool:
    """Stop the button's spinner, maybe with a text of up to 200 characters."""
    check_length(params.get("text", ""), ANSWER_LIMIT, "MESSAGE_TOO_LONG")
    question = _open_question(world, params["callback_query_id"])
    question.answer = params
    world.touch()
    return True


@method("answerInlineQuery")
def answer_inline(world: World, params: Params) -> bool:
    """Up to 50 results with distinct ids of 1 to 64 bytes."""
    results = params["results"]
    if len(results) > RESULTS_LIMIT:
        raise bad_request("RESULTS_TOO_MUCH")
    ids = [str(result.get("id", "")) for result in results]
    if any(not 1 <= len(result_id.encode()) <= 64 for result_id in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    for result in results:
        _check_result(world, result)
    question = _open_question(world, params["inline_query_id"])
    question.answer = params
    world.touch()
    return True


def _check_result(world: World, result: Json) -> None:
    if not str(result.get("title", "x")).strip():
        raise strict("an inline result without a title")
    check_markup(result.get("reply_markup"))
    content = result.get("input_message_content") or {}
    if "message_text" in content:
        mode, entities = content.get("parse_mode"), content.get("entities")
        check_text(format_text(content["message_text"], mode, entities, world.find_user))
