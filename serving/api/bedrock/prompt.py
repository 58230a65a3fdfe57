"""From system, messages and tools of Converse to the messages of a ChatInput.

A block is an object with one field, which names its kind. What a block asks for in the way of caching
(`cachePoint`) never reaches the prompt, so that it may move.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from serving.api.bedrock.fields import Reasoning
from serving.api.bedrock.tools import tool_use
from serving.api.bedrock.wire import Block, PromptBody
from serving.api.documents import decoded_text, document_text, unreadable
from serving.api.parts import Part, call_part, combined, is_carrier, thinking_part
from serving.api.reasoning import template_variables
from serving.api.validation import invalid, optional_string, required_string, shown
from serving.errors import InvalidRequest
from serving.request import ChatInput

_UNREADABLE = {"image": "an image", "video": "a video", "audio": "audio", "guardContent": "guarded content"}
_TEXT_FORMATS = ("txt", "md", "csv", "html")  # of documents
_NO_DOCUMENT = f"send its text, as `source.text` or in one of the formats {', '.join(_TEXT_FORMATS)}"
_CACHE_POINT = "cachePoint"


def chat_input(body: PromptBody, reasoning: Reasoning) -> ChatInput:
    """Raises InvalidRequest. The reply goes on with a last message of the assistant."""
    messages = [*_system(body), *combined(_parts(body))]
    is_continued = messages[-1]["role"] == "assistant"
    if is_continued and messages[-1].get("tool_calls"):
        raise invalid(
            f"messages.{len(body.messages) - 1}",
            "has toolUse blocks and is the last one: send their toolResult blocks in a user message",
        )
    return ChatInput(
        messages=tuple(messages),
        add_generation_prompt=not is_continued,
        continue_final_message=is_continued,
        tools=tool_use(body.tool_config),
        variables=template_variables(reasoning.effort, reasoning.is_on),
    )


def cache_points(body: PromptBody) -> Iterator[Any]:
    """What the body's cache points say."""
    for blocks in (body.system or [], *(message.content for message in body.messages)):
        yield from (block.get(_CACHE_POINT) for block in blocks)
    yield from (entry.cache_point for entry in (body.tool_config.tools if body.tool_config else ()))


def _system(body: PromptBody) -> Iterator[Part]:
    text = "\n".join(_texts(body.system or [], "system"))
    if text:
        yield {"role": "system", "content": text}


def _parts(body: PromptBody) -> Iterator[Part]:
    for index, message in enumerate(body.messages):
        place = f"messages.{index}.content"
        if message.role == "system":
            yield {"role": "system", "content": "\n".join(_texts(message.content, place))}
            continue
        read = _USER if message.role == "user" else _ASSISTANT
        parts = [
            part
            for kind, value, block_place in _blocks(message.content, place)
            for part in _reader(read, kind, block_place)(value, block_place)
        ]
        yield from parts or [{"role": message.role, "content": ""}]


def _blocks(blocks: list[Block], place: str) -> Iterator[tuple[str, Any, str]]:
    """(kind, what is under it, its place) of each that is no cache point."""
    for index, block in enumerate(blocks):
        block_place = f"{place}.{index}"
        kinds = [kind for kind, value in block.items() if value is not None]
        if len(kinds) != 1:
            named = ", ".join(kinds[:8]) or "none"
            raise invalid(block_place, f"must have exactly one field, which names its kind, got {named}")
        if kinds[0] != _CACHE_POINT:
            yield kinds[0], block[kinds[0]], f"{block_place}.{kinds[0]}"


_Read = Callable[[Any, str], Iterator[Part]]


def _reader(readers: Mapping[str, _Read], kind: str, place: str) -> _Read:
    if kind not in readers:
        raise _not_here(place, kind, readers)
    return readers[kind]


def _not_here(place: str, kind: str, possible: Iterable[str]) -> InvalidRequest:
    if kind in _UNREADABLE:
        return unreadable(place, _UNREADABLE[kind])
    return invalid(place, f"has no place here: a block may be {', '.join(possible)}")


def _texts(blocks: list[Block], place: str) -> Iterator[str]:
    """Of what may hold text alone."""
    for kind, value, block_place in _blocks(blocks, place):
        if kind != "text":
            raise _not_here(block_place, kind, ["text"])
        yield _string(value, block_place)


def _string(value: Any, place: str) -> str:
    if not isinstance(value, str):
        raise invalid(place, f"must be a string, got {shown(value)}")
    return value


def _object(value: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise invalid(place, f"must be an object, got {shown(value)}")
    return value


def _list(value: Any, place: str) -> list[Block]:
    if not isinstance(value, list) or not all(isinstance(block, dict) for block in value):
        raise invalid(place, f"must be an array of blocks, got {shown(value)}")
    return value


# ---- the user's ------------------------------------------------------------------------------------


def _user_text(value: Any, place: str) -> Iterator[Part]:
    yield {"role": "user", "content": _string(value, place)}


def _user_search_result(value: Any, place: str) -> Iterator[Part]:
    yield {"role": "user", "content": _search_result(value, place)}


def _user_document(value: Any, place: str) -> Iterator[Part]:
    yield {"role": "user", "content": _document(value, place)}


def _document(value: Any, place: str) -> str:
    document = _object(value, place)
    source = _object(document.get("source"), f"{place}.source")
    if source.get("text") is not None:
        texts = [required_string(source, "text", f"{place}.source")]
    elif source.get("content") is not None:
        place_of = f"{place}.source.content"
        texts = [required_string(part, "text", place_of) for part in _list(source["content"], place_of)]
    elif source.get("bytes") is not None and document.get("format", "txt") in _TEXT_FORMATS:
        texts = [decoded_text(source["bytes"], f"{place}.source.bytes")]
    else:
        raise unreadable(place, "a document that is no text", _NO_DOCUMENT)
    return document_text(
        required_string(document, "name", place), optional_string(document, "context", place), texts
    )


def _search_result(value: Any, place: str) -> str:
    result = _object(value, place)
    texts = [
        required_string(part, "text", f"{place}.content.{index}")
        for index, part in enumerate(_list(result.get("content"), f"{place}.content"))
    ]
    title, source = (required_string(result, name, place) for name in ("title", "source"))
    return document_text(title, source, texts)


def _tool_result(value: Any, place: str) -> Iterator[Part]:
    result = _object(value, place)
    blocks = _list(result.get("content"), f"{place}.content")
    text = "\n".join(_result_text(*block) for block in _blocks(blocks, f"{place}.content"))
    if result.get("status") == "error":
        text = f"Error: {text}" if text else "Error"  # no template has another place for it
    call_id = required_string(result, "toolUseId", place)
    yield {"role": "tool", "content": text, "tool_call_id": call_id}


def _result_text(kind: str, value: Any, place: str) -> str:
    if kind == "json":
        return json.dumps(value, ensure_ascii=False)
    if kind == "searchResult":
        return _search_result(value, place)
    if kind == "document":
        return _document(value, place)
    if kind != "text":
        raise _not_here(place, kind, ["text", "json", "document", "searchResult"])
    return _string(value, place)


# ---- the assistant's -------------------------------------------------------------------------------


def _assistant_text(value: Any, place: str) -> Iterator[Part]:
    yield {"role": "assistant", "content": _string(value, place)}


def _cited_text(value: Any, place: str) -> Iterator[Part]:
    """What the assistant said; where it had that from is for people."""
    for part in _list(_object(value, place).get("content"), f"{place}.content"):
        yield {"role": "assistant", "content": required_string(part, "text", f"{place}.content")}


def _tool_call(value: Any, place: str) -> Iterator[Part]:
    call = _object(value, place)
    arguments = _object(call.get("input"), f"{place}.input")
    yield call_part(
        required_string(call, "toolUseId", place),
        required_string(call, "name", place),
        json.dumps(arguments, ensure_ascii=False),
    )


def _reasoning(value: Any, place: str) -> Iterator[Part]:
    content = _object(value, place)
    if content.get("reasoningText") is not None:
        place = f"{place}.reasoningText"
        text = _object(content["reasoningText"], place)
        yield thinking_part(required_string(text, "text", place), optional_string(text, "signature", place))
    elif (sealed := optional_string(content, "redactedContent", place)) is not None:
        yield thinking_part("", _unredacted(sealed))


def _unredacted(sealed: str) -> str:
    """What another server has sealed may be no text at all."""
    try:
        return b64decode(sealed).decode(errors="replace")
    except ValueError:
        return ""


def foreign_reasoning(body: PromptBody) -> Iterator[str]:
    """What stands beside reasoning that no server of ours has sealed: the fields, one for each block."""
    for block in (block for message in body.messages for block in message.content):
        content = block.get("reasoningContent")
        text = content.get("reasoningText") if isinstance(content, dict) else None
        if isinstance(text, dict) and text.get("signature") and not is_carrier(text["signature"]):
            yield "messages.reasoningText.signature"
        sealed = content.get("redactedContent") if isinstance(content, dict) else None
        if isinstance(sealed, str) and not is_carrier(_unredacted(sealed)):
            yield "messages.redactedContent"


_USER: Mapping[str, _Read] = {
    "text": _user_text,
    "toolResult": _tool_result,
    "document": _user_document,
    "searchResult": _user_search_result,
}
_ASSISTANT: Mapping[str, _Read] = {
    "text": _assistant_text,
    "toolUse": _tool_call,
    "reasoningContent": _reasoning,
    "citationsContent": _cited_text,
}
