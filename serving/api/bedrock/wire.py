"""Bodies of Converse and CountTokens. Content blocks are read in `prompt.py`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from serving.api.wire import MAX_TOOLS, PositiveCount, StopStrings, ToolName, WireModel

Block = dict[str, Any]
MAX_PATHS = 10


class CamelModel(WireModel):
    """Its fields are written in camel case."""

    model_config = ConfigDict(alias_generator=to_camel)


class Message(CamelModel):
    role: Literal["user", "assistant", "system"]
    content: list[Block]


class InputSchema(CamelModel):
    json_: Annotated[dict[str, Any], Field(alias="json")]


class ToolSpec(CamelModel):
    name: ToolName
    description: str | None = None
    input_schema: InputSchema
    strict: bool | None = None


class ToolEntry(CamelModel):
    """One of these."""

    tool_spec: ToolSpec | None = None
    cache_point: Block | None = None
    system_tool: Block | None = None


class NamedTool(CamelModel):
    name: str


class ToolChoice(CamelModel):
    """One of these."""

    auto: Block | None = None
    any: Block | None = None
    tool: NamedTool | None = None


class ToolConfig(CamelModel):
    tools: Annotated[list[ToolEntry], Field(min_length=1, max_length=MAX_TOOLS)]
    tool_choice: ToolChoice | None = None


class InferenceConfig(CamelModel):
    max_tokens: PositiveCount | None = None  # as large as they like: it is cut to what fits
    temperature: Annotated[float, Field(ge=0, le=2, allow_inf_nan=False)] | None = None
    top_p: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] | None = None
    stop_sequences: StopStrings | None = None


class JsonSchema(CamelModel):
    schema_: Annotated[str, Field(alias="schema")]  # as JSON


class FormatStructure(CamelModel):
    json_schema: JsonSchema


class TextFormat(CamelModel):
    type: Literal["json_schema"]
    structure: FormatStructure


class OutputConfig(CamelModel):
    text_format: TextFormat | None = None


class PromptBody(CamelModel):
    """What counting and generating have in common."""

    messages: Annotated[list[Message], Field(min_length=1)]
    system: list[Block] | None = None
    tool_config: ToolConfig | None = None
    additional_model_request_fields: dict[str, Any] | None = None


class RequestMetadata(WireModel):
    session_id: str | None = None


class ConverseBody(PromptBody):
    inference_config: InferenceConfig | None = None
    output_config: OutputConfig | None = None
    request_metadata: RequestMetadata | None = None
    additional_model_response_field_paths: (
        Annotated[list[Annotated[str, Field(pattern="^/")]], Field(max_length=MAX_PATHS)] | None
    ) = None


class InvokeModelInput(CamelModel):
    body: str  # JSON in base64


class CountTokensInput(CamelModel):
    """One of these."""

    converse: Block | None = None
    invoke_model: InvokeModelInput | None = None


class CountTokensBody(CamelModel):
    input: CountTokensInput


class LlamaBody(WireModel):
    """What InvokeModel takes for Meta's models: a prompt as the model reads it."""

    prompt: Annotated[str, Field(min_length=1)]
    max_gen_len: PositiveCount | None = None
    temperature: Annotated[float, Field(ge=0, le=2, allow_inf_nan=False)] | None = None
    top_p: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] | None = None
    session_id: str | None = None
