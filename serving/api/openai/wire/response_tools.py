"""Tools as /v1/responses defines them: each type is an object with a `type` of its own."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from serving.api.openai.wire.structured import Pattern
from serving.api.wire import MAX_TOOLS, ToolName, WireModel


class FunctionTool(WireModel):
    """Flat as this API has it."""

    type: Literal["function"] = "function"
    name: ToolName
    description: str | None = None
    parameters: dict[str, Any] | None = None
    strict: bool | None = None
    defer_loading: bool | None = None


class TextFormat(WireModel):
    """What a custom tool's input must be."""

    type: Literal["text", "grammar"]
    syntax: Literal["lark", "regex"] | None = None
    definition: Pattern | None = None


class CustomTool(WireModel):
    """One whose input is a text."""

    type: Literal["custom"] = "custom"
    name: ToolName
    description: str | None = None
    format: TextFormat | None = None
    defer_loading: bool | None = None


class NamespaceTool(WireModel):
    """Functions and custom tools with a name in common."""

    type: Literal["namespace"] = "namespace"
    name: ToolName
    description: str | None = None
    tools: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=MAX_TOOLS)]


class ToolSearchTool(WireModel):
    type: Literal["tool_search"] = "tool_search"
    execution: Literal["server", "client"] | None = None
    description: str | None = None
    parameters: dict[str, Any] | None = None


class ShellTool(WireModel):
    type: Literal["shell"] = "shell"
    environment: dict[str, Any] | None = None


class McpTool(WireModel):
    """The tools of an MCP server, which this server calls."""

    type: Literal["mcp"] = "mcp"
    server_label: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    server_url: Annotated[str, Field(min_length=1, max_length=2048)] | None = None
    server_description: str | None = None
    allowed_tools: list[str] | McpToolFilter | None = None
    require_approval: Any = None
    connector_id: str | None = None
    tunnel_id: str | None = None
    authorization: str | None = None
    headers: dict[str, str] | None = None
    defer_loading: bool | None = None
    allowed_callers: list[str] | None = None
    vault_ids: Annotated[list[str] | None, Field(alias="tenure:vault_ids", max_length=64)] = None
    credential_id: Annotated[str | None, Field(alias="tenure:credential_id")] = None


class McpToolFilter(WireModel):
    tool_names: list[str] | None = None
    read_only: bool | None = None


class ListedMcpTool(WireModel):
    """What an item says that an MCP server has."""

    name: str
    description: str | None = None
    input_schema: dict[str, Any] = Field(default_factory=dict)
    annotations: dict[str, Any] | None = None
