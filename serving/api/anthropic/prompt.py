"""From system, messages and tools to the messages of a ChatInput.

Each content block becomes a message of its own, and those of one speaker that follow one another are put
together: several blocks of a message as well as several messages, which this API takes for one turn. What
caching a block asks for (`cache_control`) never reaches the prompt, so that it may move.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from serving.api.anthropic.references import REFERENCE, found_names
from serving.api.anthropic.tools import SERVER_CALL, OfferedTools, offered_tools, tool_use
from serving.api.anthropic.wire import Content, Message, PromptBody
from serving.api.documents import decoded_text, document_text, unreadable
from serving.api.parts import Part, call_part, combined, is_carrier, thinking_part
from serving.api.reasoning import template_variables
from serving.api.validation import invalid, optional_string, required_string, shown
from serving.output import SearchResult
from serving.request import ChatInput

Block = Mapping[str, Any]
_SEALED_IN = {"thinking": "signature", "redacted_thinking": "data"}
# What is no text, in words.
_UNREADABLE = {"image": "an image", "container_upload": "a file", "audio": "audio", "video": "a video"}
# Of tools that another server has run, and of what else it says of itself.
_OF_SERVERS = frozenset(
    {
        "web_search_tool_result",
        "web_fetch_tool_result",
        "code_execution_tool_result",
        "bash_code_execution_tool_result",
        "text_editor_code_execution_tool_result",
        "advisor_tool_result",
        "mcp_tool_use",
        "mcp_tool_result",
        "mcp_tool_listing",
        "fallback",
    }
)
_NO_DOCUMENT = "send what it says, as a document with a source of the type text"


def chat_input(body: PromptBody) -> ChatInput:
    """Raises InvalidRequest. The reply goes on with a last message of the assistant."""
    tools = offered_tools(body)
    found = found_names(body.messages, tools)
    messages = [*_system(body), *combined(_parts(body, tools))]
    is_continued = messages[-1]["role"] == "assistant"
    if is_continued and messages[-1].get("tool_calls"):
        raise invalid(
            f"messages.{len(body.messages) - 1}",
            "has tool_use blocks and is the last one: send their tool_result blocks in a user message",
        )
    return ChatInput(
        messages=tuple(messages),
        add_generation_prompt=not is_continued,
        continue_final_message=is_continued,
        tools=tool_use(body, tools.with_found(found)),
        variables=template_variables(
            None if body.output_config is None else body.output_config.effort,
            None if body.thinking is None else body.thinking.is_on,
        ),
    )


def foreign_thinking(messages: Sequence[Message]) -> Iterator[str]:
    """What stands beside thinking that no server of ours has sealed: the fields, one for each block."""
    for message in messages:
        for block in message.content if isinstance(message.content, list) else ():
            field = _SEALED_IN.get(str(block.get("type")))
            if field is not None and block.get(field) and not is_carrier(block[field]):
                yield f"messages.{field}"


def unseen_parts(messages: Sequence[Message], tools: OfferedTools) -> list[str]:
    """Where something stands that the model is not shown."""
    return [
        place
        for index, message in enumerate(messages)
        if message.role == "assistant"
        for block, place in _blocks(message.content, f"messages.{index}.content")
        if _is_unseen(block, tools)
    ]


def _is_unseen(block: Block, tools: OfferedTools) -> bool:
    """Whether another server has run what it tells of."""
    kind = block.get("type")
    if kind == "server_tool_use":
        name = block.get("name")
        return isinstance(name, str) and name not in tools.searches
    return isinstance(kind, str) and kind in _OF_SERVERS


def _system(body: PromptBody) -> Iterator[Part]:
    text = "" if body.system is None else _text(body.system, "system")
    if text:
        yield {"role": "system", "content": text}


def _parts(body: PromptBody, tools: OfferedTools) -> Iterator[Part]:
    for index, message in enumerate(body.messages):
        place = f"messages.{index}.content"
        if message.role == "system":
            yield {"role": "system", "content": _text(message.content, place)}
            continue
        read = _user_part if message.role == "user" else _assistant_part
        if not message.content:
            yield {"role": message.role, "content": ""}
        for block, block_place in _blocks(message.content, place):
            if message.role == "assistant" and _is_unseen(block, tools):
                yield {"role": "assistant", "content": ""}
            else:
                yield read(block, block_place, tools)


def _blocks(content: Content, place: str) -> Iterator[tuple[Block, str]]:
    """Each with its place. A string is one block of text."""
    if isinstance(content, str):
        yield {"type": "text", "text": content}, place
        return
    for index, block in enumerate(content):
        yield block, f"{place}.{index}"


def _text(content: Content, place: str) -> str:
    """Of what may hold text alone: one line or more per block."""
    return "\n".join(_text_of(block, block_place) for block, block_place in _blocks(content, place))


def _text_of(block: Block, place: str, possible: str = "text here") -> str:
    kind = block.get("type")
    if isinstance(kind, str) and kind in _UNREADABLE:
        raise unreadable(place, _UNREADABLE[kind])
    if kind != "text":
        raise invalid(f"{place}.type", f"must be {possible}, got {shown(kind)}")
    return required_string(block, "text", place)


def _shown_text(block: Block, place: str, possible: str) -> str:
    """Of what a user or a tool may show: text, documents of text, and what a search has found."""
    kind = block.get("type")
    if kind == "document":
        return _document_text(block, place)
    if kind == "search_result":
        title, source = (required_string(block, name, place) for name in ("title", "source"))
        return document_text(title, source, [_text(_content_of(block, place), f"{place}.content")])
    return _text_of(block, place, possible)


def _document_text(block: Block, place: str) -> str:
    source, source_place = block.get("source"), f"{place}.source"
    if not isinstance(source, dict):
        raise invalid(source_place, f"must be an object, got {shown(source)}")
    kind = source.get("type")
    if kind == "text":
        text = required_string(source, "data", source_place)
    elif kind == "content":
        text = _text(_content_of(source, source_place), f"{source_place}.content")
    elif kind == "base64" and str(source.get("media_type")).startswith("text/"):
        text = decoded_text(source.get("data"), f"{source_place}.data")
    elif kind in ("base64", "url", "file"):
        raise unreadable(place, f"a document whose source is of the type {kind}", _NO_DOCUMENT)
    else:
        raise invalid(f"{source_place}.type", f"must be text or content, got {shown(kind)}")
    title, context = (optional_string(block, name, place) for name in ("title", "context"))
    return document_text(title, context, [text])


def _content_of(holder: Block, place: str) -> Content:
    content = holder.get("content")
    if isinstance(content, str):
        return content
    if isinstance(content, list) and all(isinstance(block, dict) for block in content):
        return content
    raise invalid(f"{place}.content", f"must be a string or an array of blocks, got {shown(content)}")


def _user_part(block: Block, place: str, tools: OfferedTools) -> Part:
    if block.get("type") == "tool_result":
        return _tool_result(block, place, tools)
    return {"role": "user", "content": _shown_text(block, place, "text, tool_result or document")}


def _tool_result(block: Block, place: str, tools: OfferedTools) -> Part:
    content = "" if block.get("content") is None else _content_of(block, place)
    texts = (
        _result_text(inner, inner_place, tools) for inner, inner_place in _blocks(content, f"{place}.content")
    )
    text = "\n".join(texts)
    if block.get("is_error"):
        text = f"Error: {text}" if text else "Error"  # no template has another place for it
    return {
        "role": "tool",
        "content": text,
        "tool_call_id": required_string(block, "tool_use_id", place),
    }


def _result_text(block: Block, place: str, tools: OfferedTools) -> str:
    if block.get("type") == REFERENCE:
        return tools.definitions([required_string(block, "tool_name", place)])
    return _shown_text(block, place, "text or document here")


def _is_block_list(content: Any) -> bool:
    return isinstance(content, list) and all(isinstance(block, dict) for block in content)


def _assistant_part(block: Block, place: str, tools: OfferedTools) -> Part:
    kind = block.get("type")
    if kind == "text":
        return {"role": "assistant", "content": required_string(block, "text", place)}
    if kind in ("tool_use", "server_tool_use"):
        return _tool_call(block, place)
    if kind == "tool_search_tool_result":
        return _search_result(block, place, tools)
    if kind == "thinking":
        signature = optional_string(block, "signature", place)
        return thinking_part(required_string(block, "thinking", place), signature)
    if kind == "redacted_thinking":
        return thinking_part("", required_string(block, "data", place))
    raise invalid(f"{place}.type", f"must be text, tool_use or thinking, got {shown(kind)}")


def _tool_call(block: Block, place: str) -> Part:
    arguments = block.get("input")
    if not isinstance(arguments, dict):
        raise invalid(f"{place}.input", f"must be an object, got {shown(arguments)}")
    return call_part(
        required_string(block, "id", place).removeprefix(SERVER_CALL),
        required_string(block, "name", place),
        json.dumps(arguments, ensure_ascii=False),
    )


def _search_result(block: Block, place: str, tools: OfferedTools) -> Part:
    """Of a search that was run here."""
    content = block.get("content")
    if not isinstance(content, dict):
        raise invalid(f"{place}.content", f"must be an object, got {shown(content)}")
    references = content.get("tool_references") or []
    if not _is_block_list(references):
        raise invalid(f"{place}.content.tool_references", f"must be an array, got {shown(references)}")
    names = tuple(required_string(one, "tool_name", f"{place}.content") for one in references)
    error = content.get("error_message") or content.get("error_code")
    call_id = required_string(block, "tool_use_id", place).removeprefix(SERVER_CALL)
    return {"role": "tool", "content": tools.told(SearchResult(names, error)), "tool_call_id": call_id}
