"""The tools that a conversation has found: its `tool_reference` blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from serving.api.anthropic.tools import OfferedTools
from serving.api.anthropic.wire import Message
from serving.api.validation import invalid, required_string, shown

Block = Mapping[str, Any]
REFERENCE = "tool_reference"


def found_names(messages: Sequence[Message], tools: OfferedTools) -> set[str]:
    """Raises: InvalidRequest for a name that is none of the body's tools."""
    known = {tool.name for tool in (*tools.in_prompt, *tools.deferred)}
    names = set()
    for block, place in _references(messages):
        name = required_string(block, "tool_name", place)
        if name not in known:
            raise invalid(f"{place}.tool_name", f"must name one of `tools`, got {shown(name)}")
        names.add(name)
    return names


def _references(messages: Sequence[Message]) -> Iterator[tuple[Block, str]]:
    for index, message in enumerate(messages):
        for position, block in enumerate(message.content if isinstance(message.content, list) else ()):
            place = f"messages.{index}.content.{position}.content"
            content = block.get("content")
            if isinstance(content, dict):  # of a search that was run here
                content, place = content.get("tool_references"), f"{place}.tool_references"
            for number, inner in enumerate(content if isinstance(content, list) else ()):
                if isinstance(inner, dict) and inner.get("type") == REFERENCE:
                    yield inner, f"{place}.{number}"
