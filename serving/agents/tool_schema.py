"""The tools that agents have from this server itself, in the form of those that others list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from serving.agents.mcp_client import McpTool


@dataclass(frozen=True, slots=True)
class _Annotations:
    read_only_hint: bool


@dataclass(frozen=True, slots=True)
class _Listed:
    name: str
    description: str
    input_schema: Mapping[str, Any]
    annotations: _Annotations


def own_tool(
    name: str, description: str, parameters: Mapping[str, Any], *, is_read_only: bool = False
) -> McpTool:
    return McpTool(_Listed(name, description, parameters, _Annotations(is_read_only)))


def arguments_schema(required: tuple[str, ...], **properties: Mapping[str, Any]) -> dict[str, Any]:
    """A JSON schema of an object with these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }
