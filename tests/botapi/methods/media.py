"""sendPhoto, sendDocument, getFile: the bytes are kept, nothing is decoded."""

import hashlib
from typing import Any

from ..access import writable_chat
from ..errors import bad_request
from ..formatting import Formatted, check_caption, format_text
from ..model import Json
from ..registry import Params, method
from ..render import message_json
from ..upload import Upload
from ..world import World
from .sending import put

PHOTO_BYTES = 10 * 1024 * 1024
DOCUMENT_BYTES = 50 * 1024 * 1024


@method("sendDocument")
def send_document(world: World, params: Params) -> Json:
    """Any file; `message.file` holds its bytes."""
    chat = writable_chat(world, params["chat_id"])
    content, known = _file(world, params["document"], DOCUMENT_BYTES)
    upload = params["document"]
    named = {"file_name": upload.name, "mime_type": upload.mime_type} if isinstance(upload, Upload) else {}
    extra = {"document": {**known, **named}}
    return message_json(put(world, chat, params, _caption(world, params), extra=extra, file=content))


@method("sendPhoto")
def send_photo(world: World, params: Params) -> Json:
    """A picture; its size in pixels is not measured."""
    chat = writable_chat(world, params["chat_id"])
    content, known = _file(world, params["photo"], PHOTO_BYTES)
    extra = {"photo": [{**known, "width": 1280, "height": 720}]}
    return message_json(put(world, chat, params, _caption(world, params), extra=extra, file=content))


def _caption(world: World, params: Params) -> Formatted:
    text, entities = params.get("caption", ""), params.get("caption_entities")
    return check_caption(format_text(text, params.get("parse_mode"), entities, world.find_user))


def _file(world: World, given: Any, limit: int) -> tuple[bytes, Json]:
    """The bytes and the common fields of a file: uploaded, sent before (file_id), or a URL (not fetched)."""
    if isinstance(given, Upload):
        return _store(world, given, limit)
    if given in world.files:
        return world.files[given], _fields(given, world.files[given])
    if given.startswith(("http://", "https://")):
        return b"", _fields(_digest(given.encode()), b"")
    raise bad_request("wrong file identifier/HTTP URL specified")


def _store(world: World, upload: Upload, limit: int) -> tuple[bytes, Json]:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > limit:
        raise bad_request("file is too big")
    file_id = _digest(upload.content)
    world.files[file_id] = upload.content
    return upload.content, _fields(file_id, upload.content)


def _digest(content: bytes) -> str:
    return "BQAC" + hashlib.sha256(content).hexdigest()[:32]


def _fields(file_id: str, content: bytes) -> Json:
    return {"file_id": file_id, "file_unique_id": file_id[-12:], "file_size": len(content)}


@method("getFile")
def get_file(world: World, params: Params) -> Json:
    """Where to download a file: `<url>/file/bot<token>/<file_path>`."""
    file_id = params["file_id"]
    if file_id not in world.files:
        raise bad_request("invalid file_id")
    return {**_fields(file_id, world.files[file_id]), "file_path": f"files/{file_id}"}
