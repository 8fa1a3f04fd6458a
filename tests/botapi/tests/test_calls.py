"""The record of calls, and its JSONL."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.botapi import BotApi, User
from tests.botapi.spec import SHARED

FULL = next((p / SHARED for p in Path(__file__).resolve().parents if (p / SHARED).is_file()), None)


async def test_every_call_with_its_answer(api: BotApi, ada: User, call, clock, tmp_path: Path) -> None:
    await call("sendMessage", chat_id=ada.id, text="x")
    clock.now += 5
    await call("sendMessage", chat_id=ada.id)
    await call("nonsense")
    good, missing, unknown = api.calls
    assert (good["method"], good["params"]) == ("sendMessage", {"chat_id": ada.id, "text": "x"})
    assert good["answer"]["result"]["text"] == "x"
    assert missing["at"] == good["at"] + 5
    assert api.calls.refused == [missing, unknown]
    assert api.calls.violations == [missing, unknown]
    assert api.calls.of("sendMessage") == [good, missing]
    api.export(tmp_path / "calls.jsonl")
    lines = (tmp_path / "calls.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == list(api.calls)


async def test_a_refusal_for_its_content_is_no_violation(api: BotApi, ada: User, call) -> None:
    await call("sendMessage", chat_id=ada.id, text="")
    assert (len(api.calls.refused), api.calls.violations) == (1, [])


@pytest.mark.skipif(FULL is None, reason=f"{SHARED} is not beside the checkout")
async def test_an_independent_validator_reads_it(api: BotApi, ada: User, call, tmp_path: Path) -> None:
    assert FULL
    validator = FULL.parents[2] / "tools" / "validate_calls.py"
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
    await call("sendMessage", chat_id=ada.id, text="x", reply_markup=markup)
    await call("getUpdates", timeout=0)

    def verdict() -> tuple[int, dict[str, object]]:
        command = [sys.executable, str(validator), "--spec", str(FULL)]
        done = subprocess.run(command, input=api.calls.jsonl(), capture_output=True, text=True, check=False)
        return done.returncode, json.loads(done.stderr.splitlines()[-1])

    assert verdict() == (0, {"calls": 2, "bad": 0, "spec": "10.3"})
    await call("sendMessage", chat_id=ada.id, text="x", colour="red")
    assert verdict() == (1, {"calls": 3, "bad": 1, "spec": "10.3"})
