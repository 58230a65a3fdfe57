"""Fields that say what the text must be: OpenAI's, and those of vLLM, SGLang and llama.cpp."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import from_json

from serving.api.validation import shown
from serving.api.wire import WireModel

MAX_CHOICES = 4096
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Pattern = Annotated[str, Field(min_length=1)]


def _schema(value: Any) -> dict[str, Any]:
    """A JSON schema: an object, or its JSON."""
    if isinstance(value, str):
        try:
            value = from_json(value, allow_inf_nan=False)
        except ValueError as error:
            raise ValueError(f"is not valid JSON: {error}") from error
    if not isinstance(value, dict):
        raise ValueError(f"must be a JSON schema, an object, got {shown(value)}")
    return value


def _choices(value: list[str]) -> list[str]:
    if not 1 <= len(value) <= MAX_CHOICES or "" in value:
        raise ValueError(f"must have 1 to {MAX_CHOICES} texts, none of them empty, got {shown(value)}")
    return value


Schema = Annotated[Any, AfterValidator(_schema), WithJsonSchema({"type": "object"})]
Choices = Annotated[list[str], AfterValidator(_choices)]


class NamedSchema(WireModel):
    name: Name | None = None  # OpenAI asks for one, llama.cpp does not; nothing depends on it
    description: str | None = None
    schema_: Annotated[Schema, Field(alias="schema")]
    strict: bool | None = None  # the text keeps to the schema either way


class ResponseFormat(WireModel):
    type: Literal["text", "json_object", "json_schema"]
    json_schema: NamedSchema | None = None
    schema_: Annotated[Schema | None, Field(alias="schema")] = None  # llama.cpp's, with json_object


class StructuredOutputs(WireModel):
    """vLLM's. One of them is given."""

    json_: Annotated[Schema | None, Field(alias="json")] = None
    regex: Pattern | None = None
    choice: Choices | None = None
    grammar: Pattern | None = None
    json_object: bool | None = None


class StructuredFields(WireModel):
    """The ways to say it, of which a body has one at most."""

    response_format: ResponseFormat | None = None
    structured_outputs: StructuredOutputs | None = None
    guided_json: Schema | None = None
    guided_regex: Pattern | None = None
    guided_choice: Choices | None = None
    guided_grammar: Pattern | None = None
    json_schema: Schema | None = None
    regex: Pattern | None = None
    grammar: Pattern | None = None
    ebnf: Pattern | None = None
