"""The body of /v1/completions."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, Field, WithJsonSchema

from serving.api.openai.wire.base import GenerationBody
from serving.api.openai.wire.structured import StructuredFields
from serving.api.validation import shown
from serving.api.wire import INT32_MAX, PositiveCount
from serving.request import TextInput, TokenInput

_SHAPES = "must be a string, an array of token ids, or an array of either"


def _prompts(value: Any) -> tuple[TextInput | TokenInput, ...]:
    """The four shapes of a prompt as one: a tuple of prompts."""
    if isinstance(value, list) and value and isinstance(value[0], str | list):
        return tuple(_prompt(item) for item in value)
    return (_prompt(value),)


def _prompt(value: Any) -> TextInput | TokenInput:
    if value in ("", []):
        raise ValueError("must not be empty")
    if isinstance(value, str):
        return TextInput(value)
    if not isinstance(value, list):
        raise ValueError(f"{_SHAPES}, got {shown(value)}")
    return TokenInput(tuple(_token_id(item) for item in value))


def _token_id(value: Any) -> int:
    # `type`, as True is an instance of int.
    if type(value) is not int:
        raise ValueError(f"{_SHAPES}, got {shown(value)} among token ids")
    if not 0 <= value <= INT32_MAX:
        raise ValueError(f"must hold token ids, and {shown(value)} is none")
    return value


Prompts = Annotated[
    Any,
    AfterValidator(_prompts),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "integer"}},
                {"type": "array", "items": {"type": "string"}},
                {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}},
            ]
        }
    ),
]


class CompletionBody(GenerationBody, StructuredFields):
    prompt: Prompts
    echo: bool | None = None
    logprobs: Annotated[int, Field(ge=0)] | None = None
    best_of: PositiveCount | None = None
