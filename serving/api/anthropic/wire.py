"""Bodies of the Messages API. Content blocks are read in `prompt.py`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from serving.api.wire import INT32_MAX, Effort, StopStrings, Thinking, ToolName, WireModel

MAX_ALL_TOOLS = 1024  # those that are deferred too
Content = str | list[dict[str, Any]]


class Message(WireModel):
    role: Literal["user", "assistant", "system"]
    content: Content


class ToolDefinition(WireModel):
    """One that the client describes has a name and a schema; `type` names one that is Anthropic's own."""

    type: str | None = None
    name: ToolName | None = None
    description: str | None = None
    input_schema: dict[str, Any] | None = None
    strict: bool | None = None
    defer_loading: bool | None = None


class ToolChoice(WireModel):
    type: Literal["auto", "any", "tool", "none"]
    name: str | None = None
    disable_parallel_tool_use: bool | None = None


class OutputFormat(WireModel):
    type: Literal["json_schema"]
    schema_: Annotated[dict[str, Any], Field(alias="schema")]


class OutputConfig(WireModel):
    format: OutputFormat | None = None
    effort: Effort | None = None


class PromptBody(WireModel):
    """What counting and generating have in common."""

    model: str | None = None
    messages: Annotated[list[Message], Field(min_length=1)]
    system: Content | None = None
    tools: Annotated[list[ToolDefinition], Field(max_length=MAX_ALL_TOOLS)] | None = None
    tool_choice: ToolChoice | None = None
    output_config: OutputConfig | None = None
    output_format: OutputFormat | None = None  # where `output_config.format` was in its beta
    thinking: Thinking | None = None


class MessagesBody(PromptBody):
    max_tokens: Annotated[int, Field(ge=0)]  # as large as they like: it is cut to what fits
    stop_sequences: StopStrings | None = None
    stream: bool | None = None
    temperature: Annotated[float, Field(ge=0, le=2, allow_inf_nan=False)] | None = None
    top_p: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] | None = None
    top_k: Annotated[int, Field(ge=-1, le=INT32_MAX)] | None = None
    session_id: str | None = None
