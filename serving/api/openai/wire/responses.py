"""The bodies of /v1/responses, its sub-resources, and /v1/conversations."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError, WithJsonSchema

from serving.api.openai.wire.base import CacheKey, ReasoningBudget, SamplingBody, StreamOptions
from serving.api.openai.wire.structured import Name, Schema, StructuredOutputs
from serving.api.validation import shown
from serving.api.wire import MAX_TOOLS, Effort, PositiveCount, WireModel

MAX_METADATA_PAIRS = 16
MAX_METADATA_KEY_CHARS = 64
MAX_METADATA_VALUE_CHARS = 512
MAX_TAG_CHARS = 64
INCLUDABLE = (
    "file_search_call.results",
    "web_search_call.results",
    "web_search_call.action.sources",
    "message.input_image.image_url",
    "computer_call_output.output.image_url",
    "code_interpreter_call.outputs",
    "reasoning.encrypted_content",
    "message.output_text.logprobs",
)
LOGPROBS = "message.output_text.logprobs"
CARRIERS = "reasoning.encrypted_content"
ServiceTier = Literal["auto", "default", "flex", "scale", "priority", "fast", "ultrafast"]


def _input(value: Any) -> Any:
    if not isinstance(value, str | list):
        raise ValueError(f"must be a string or an array of items, got {shown(value)}")
    if isinstance(value, list):
        for index, item in enumerate(value):
            if not isinstance(item, dict):
                raise ValueError(f"has an item {index} that is not an object: {shown(item)}")
    return value


def _metadata(value: dict[str, str]) -> dict[str, str]:
    if len(value) > MAX_METADATA_PAIRS:
        raise ValueError(f"may have {MAX_METADATA_PAIRS} pairs, got {len(value)}")
    for key, text in value.items():
        if len(key) > MAX_METADATA_KEY_CHARS:
            raise ValueError(
                f"may have keys of {MAX_METADATA_KEY_CHARS} characters, got {len(key)}: {shown(key)}"
            )
        if len(text) > MAX_METADATA_VALUE_CHARS:
            raise ValueError(
                f"may have values of {MAX_METADATA_VALUE_CHARS} characters, got {len(text)} for {shown(key)}"
            )
    return value


def _conversation(value: Any) -> str:
    id_ = value.get("id") if isinstance(value, dict) else value
    if not isinstance(id_, str):
        raise ValueError(f"must be a conversation's id, or an object with its `id`, got {shown(value)}")
    return id_


def _include(value: list[str]) -> list[str]:
    for name in value:
        if name not in INCLUDABLE:
            raise ValueError(f"may hold {', '.join(INCLUDABLE)}, got {shown(name)}")
    return value


Input = Annotated[
    Any,
    AfterValidator(_input),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "object"}}]}),
]
Metadata = Annotated[dict[str, str], AfterValidator(_metadata)]
ConversationId = Annotated[
    Any,
    AfterValidator(_conversation),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]},
            ]
        }
    ),
]
Include = Annotated[list[str], AfterValidator(_include)]
Tag = Annotated[str, Field(max_length=MAX_TAG_CHARS)]


class PromptCacheOptions(WireModel):
    mode: Literal["implicit", "explicit"] | None = None
    ttl: Literal["30m", "12h"] | None = None
    prewarm: bool | None = None
    comparison_response_id: str | None = None


Summary = Literal["auto", "concise", "detailed"]


class Reasoning(WireModel):
    """How much a model is to reason, where its template can say so. There are no summaries."""

    effort: Effort | None = None
    summary: Summary | None = None
    generate_summary: Summary | None = None


class FlatToolChoice(WireModel):
    """One tool, or a choice among some."""

    type: str
    name: str | None = None
    namespace: str | None = None
    server_label: str | None = None
    mode: Literal["auto", "required"] = "auto"
    tools: list[dict[str, Any]] | None = None


def _tool_choice(value: Any) -> str | FlatToolChoice:
    if isinstance(value, str) and value in ("none", "auto", "required"):
        return value
    if not isinstance(value, dict):
        raise ValueError(f"must be none, auto, required or an object, got {shown(value)}")
    try:
        choice = FlatToolChoice.model_validate(value)
    except ValidationError:
        raise ValueError(
            "must be a word, a tool by `type` and `name`, or allowed_tools with `mode` and `tools`, "
            f"got the type {shown(value.get('type'))}"
        ) from None
    missing = {"function": "name", "custom": "name", "allowed_tools": "tools"}.get(choice.type)
    if missing is not None and not getattr(choice, missing):
        raise ValueError(f"is of type {choice.type} and must have a field `{missing}`")
    return choice


FlatChoice = Annotated[
    Any,
    AfterValidator(_tool_choice),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "object"}]}),
]
# Each is read in `responses.tools`.
Tools = Annotated[list[Any], Field(max_length=MAX_TOOLS)]


class TextFormat(WireModel):
    type: Literal["text", "json_object", "json_schema"]
    name: Name | None = None
    description: str | None = None
    schema_: Annotated[Schema | None, Field(alias="schema")] = None
    strict: bool | None = None  # the text keeps to the schema either way


class Text(WireModel):
    format: TextFormat | None = None
    verbosity: Literal["low", "medium", "high"] | None = None  # repeated, without effect


class ContextBody(WireModel):
    """What a turn's prompt is made from."""

    model: str | None = None
    input: Input | None = None
    instructions: str | None = None
    previous_response_id: str | None = None
    conversation: ConversationId | None = None


class CompactBody(ContextBody):
    model: str
    prompt_cache_key: CacheKey | None = None
    prompt_cache_options: PromptCacheOptions | None = None
    prompt_cache_retention: Literal["in_memory", "24h"] | None = None
    service_tier: ServiceTier | None = None


class TokenCountBody(ContextBody):
    tools: Tools | None = None
    tool_choice: FlatChoice | None = None
    parallel_tool_calls: bool | None = None
    text: Text | None = None
    reasoning: Reasoning | None = None
    truncation: Literal["auto", "disabled"] | None = None


class ResponseBody(ContextBody, SamplingBody):
    stream_options: StreamOptions | None = None
    store: bool | None = None
    generate: bool | None = None  # false: over a WebSocket, only make the prompt resident
    background: bool | None = None
    max_output_tokens: PositiveCount | None = None
    max_tool_calls: PositiveCount | None = None
    parallel_tool_calls: bool | None = None
    tools: Tools | None = None
    tool_choice: FlatChoice | None = None
    truncation: Literal["auto", "disabled"] | None = None
    reasoning: Reasoning | None = None
    thinking_token_budget: ReasoningBudget | None = None
    text: Text | None = None
    structured_outputs: StructuredOutputs | None = None
    metadata: Metadata | None = None
    include: Include | None = None
    top_logprobs: Annotated[int, Field(ge=0)] | None = None
    prompt_cache_key: CacheKey | None = None
    prompt_cache_options: PromptCacheOptions | None = None
    prompt_cache_retention: Literal["in_memory", "24h"] | None = None
    safety_identifier: Tag | None = None
    service_tier: ServiceTier | None = None
    user: str | None = None


class ConversationBody(WireModel):
    items: list[dict[str, Any]] | None = None
    metadata: Metadata | None = None


class MetadataBody(WireModel):
    metadata: Metadata | None


class ItemsBody(WireModel):
    items: Annotated[list[dict[str, Any]], Field(min_length=1)]
