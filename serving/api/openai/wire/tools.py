"""Tools as chat completions define them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, WithJsonSchema

from serving.api.validation import shown
from serving.api.wire import MAX_TOOLS, ToolName, WireModel

Kind = Literal["function"]


class FunctionDefinition(WireModel):
    name: ToolName
    description: str | None = None
    parameters: dict[str, Any] | None = None
    strict: bool | None = None


class ToolDefinition(WireModel):
    type: Kind = "function"
    function: FunctionDefinition


class FunctionName(WireModel):
    name: str


class NamedTool(WireModel):
    type: Kind = "function"
    function: FunctionName


class AllowedTools(WireModel):
    mode: Literal["auto", "required"]
    tools: Annotated[list[NamedTool], Field(min_length=1)]


class ToolChoiceObject(WireModel):
    """A named function, or a choice among some."""

    type: Literal["function", "allowed_tools"]
    function: FunctionName | None = None
    allowed_tools: AllowedTools | None = None


_WORDS = ("none", "auto", "required")


def _tool_choice(value: Any) -> str | ToolChoiceObject:
    if value in _WORDS and isinstance(value, str):
        return value
    if not isinstance(value, dict):
        raise ValueError(f"must be one of {', '.join(_WORDS)}, or an object, got {shown(value)}")
    choice = ToolChoiceObject.model_validate(value)
    if getattr(choice, choice.type) is None:
        raise ValueError(f"is of type {choice.type} and must have a field `{choice.type}`")
    return choice


ToolChoice = Annotated[
    Any,
    AfterValidator(_tool_choice),
    WithJsonSchema({"anyOf": [{"type": "string", "enum": list(_WORDS)}, {"type": "object"}]}),
]


class ToolFields(WireModel):
    tools: Annotated[list[ToolDefinition], Field(max_length=MAX_TOOLS)] | None = None
    tool_choice: ToolChoice | None = None
    parallel_tool_calls: bool | None = None
