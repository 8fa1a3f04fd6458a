"""The parameters of a call, whatever way they come: query string, form, multipart or JSON."""

import json
from typing import Any

from aiohttp import web

from .errors import bad_request
from .upload import Upload

ATTACHED = "attach://"


async def read_params(request: web.Request) -> dict[str, Any]:
    """Names and values; files are Upload values, everything else is as it was sent.

    Raises:
        Refusal: for a body that cannot be read.
    """
    params: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        params.update(_from_json(await request.read()))
    elif request.body_exists:
        params.update(await _from_form(request))
    return _without_attachments(params)


def _from_json(body: bytes) -> dict[str, Any]:
    try:
        given = json.loads(body or b"{}")
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(given, dict):
        raise bad_request("JSON object expected")
    return {name: value for name, value in given.items() if value is not None}


async def _from_form(request: web.Request) -> dict[str, Any]:
    form = await request.post()
    return {name: _part(value) for name, value in form.items()}


def _part(value: str | bytes | bytearray | web.FileField) -> str | Upload:
    if isinstance(value, web.FileField):
        return Upload(value.filename, value.file.read(), value.content_type)
    return value if isinstance(value, str) else value.decode()


def _without_attachments(params: dict[str, Any]) -> dict[str, Any]:
    """Put files in the place of `attach://name`; a part used that way is no parameter of its own."""
    used = {value.removeprefix(ATTACHED) for value in params.values() if _is_attachment(value, params)}
    resolved = {
        name: params[value.removeprefix(ATTACHED)] if _is_attachment(value, params) else value
        for name, value in params.items()
    }
    return {name: value for name, value in resolved.items() if name not in used}


def _is_attachment(value: object, params: dict[str, Any]) -> bool:
    return isinstance(value, str) and value.startswith(ATTACHED) and value.removeprefix(ATTACHED) in params
