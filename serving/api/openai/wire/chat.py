"""The body of /v1/chat/completions, and messages as the chat template gets them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, WithJsonSchema

from serving.api.openai.wire.base import CacheKey, GenerationBody, ReasoningBudget
from serving.api.openai.wire.structured import StructuredFields
from serving.api.openai.wire.tools import ToolFields
from serving.api.validation import shown
from serving.api.wire import Effort, PositiveCount, WireModel
from serving.request import ROLES

MAX_VARIABLES = 64
# A prompt's, which have fields of their own.
OWN_VARIABLES = ("messages", "tools", "documents", "add_generation_prompt", "continue_final_message")
_ROLE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
# What is no text, in words.
_UNREADABLE = {
    "image_url": "an image",
    "input_audio": "audio",
    "file": "a file",
    "video_url": "a video",
    "audio_url": "audio",
}
_PART_TEXT = {"text": "text", "refusal": "refusal"}  # a part's type: the field with its text


def _role(value: str) -> str:
    # One that is not OpenAI's is for the model's template to take or refuse.
    if not _ROLE.fullmatch(value):
        raise ValueError(f"must be one of {', '.join(ROLES)}, or a word the model knows, got {shown(value)}")
    return value


def _content(value: Any) -> str | None:
    """Text as it is; parts joined, one line each."""
    if value is None or isinstance(value, str):
        return value
    if not isinstance(value, list):
        raise ValueError(f"must be a string or an array of content parts, got {shown(value)}")
    if not value:
        raise ValueError("must have at least one content part")
    return "\n".join(_part_text(index, part) for index, part in enumerate(value))


def _part_text(index: int, part: Any) -> str:
    if not isinstance(part, dict):
        raise ValueError(f"has a part {index} that is not an object: {shown(part)}")
    kind = part.get("type")
    field = _PART_TEXT.get(kind) if isinstance(kind, str) else None
    if field is None:
        if isinstance(kind, str) and kind in _UNREADABLE:
            raise ValueError(
                f"has {_UNREADABLE[kind]} as part {index}, and this model reads text only: say in a text "
                "what is in it, or leave it out"
            )
        raise ValueError(f"may have parts of type text and has {shown(kind)} as part {index}")
    text = part.get(field)
    if not isinstance(text, str):
        raise ValueError(f"has a part {index} whose `{field}` is not a string: {shown(text)}")
    return text


Content = Annotated[
    Any,
    AfterValidator(_content),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {"type": {"const": "text"}, "text": {"type": "string"}},
                        "required": ["type", "text"],
                    },
                },
                {"type": "null"},
            ]
        }
    ),
]


class FunctionCall(WireModel):
    name: str
    arguments: str


class ToolCall(WireModel):
    id: str
    type: Annotated[str, Field(pattern="^function$")] = "function"
    function: FunctionCall


class Message(WireModel):
    """One message; fields that no template reads are ignored."""

    role: Annotated[str, AfterValidator(_role)]
    content: Content = None
    name: str | None = None
    tool_calls: list[ToolCall] | None = None
    tool_call_id: str | None = None
    function_call: FunctionCall | None = None
    reasoning_content: str | None = None
    reasoning: str | None = None  # other servers' name for the same

    @property
    def lacks_content(self) -> bool:
        calls_something = bool(self.tool_calls) or self.function_call is not None
        may_be_null = self.role == "function" or (self.role == "assistant" and calls_something)
        return self.content is None and not may_be_null

    @property
    def has_audio(self) -> bool:
        return (self.model_extra or {}).get("audio") is not None

    def as_input(self) -> dict[str, Any]:
        """What ChatInput holds: role and content always, the rest where it is set."""
        message: dict[str, Any] = {"role": self.role, "content": self.content}
        if self.name is not None:
            message["name"] = self.name
        if self.tool_calls:
            message["tool_calls"] = [_call(call) for call in self.tool_calls]
        if self.tool_call_id is not None:
            message["tool_call_id"] = self.tool_call_id
        if self.function_call is not None:
            message["function_call"] = _function(self.function_call)
        reasoning = self.reasoning if self.reasoning_content is None else self.reasoning_content
        if reasoning is not None:
            message["reasoning_content"] = reasoning
        return message


def _call(call: ToolCall) -> Mapping[str, Any]:
    return {"id": call.id, "type": "function", "function": _function(call.function)}


def _function(function: FunctionCall) -> Mapping[str, Any]:
    return {"name": function.name, "arguments": function.arguments}


def _variables(value: dict[str, Any]) -> dict[str, Any]:
    for name in value:
        if name in OWN_VARIABLES:
            raise ValueError(f"may not hold {name}, which is a field of its own")
    return value


TemplateVariables = Annotated[dict[str, Any], Field(max_length=MAX_VARIABLES), AfterValidator(_variables)]
Messages = Annotated[list[Message], Field(min_length=1)]


class ChatBody(GenerationBody, StructuredFields, ToolFields):
    messages: Messages
    max_completion_tokens: PositiveCount | None = None
    logprobs: bool | None = None
    top_logprobs: Annotated[int, Field(ge=0)] | None = None
    add_generation_prompt: bool | None = None
    continue_final_message: bool | None = None
    prompt_cache_key: CacheKey | None = None
    store: bool | None = None
    chat_template_kwargs: TemplateVariables | None = None
    reasoning_effort: Effort | None = None
    enable_thinking: bool | None = None
    thinking_token_budget: ReasoningBudget | None = None
    verbosity: Literal["low", "medium", "high"] | None = None  # without effect
