"""What the bodies of every dialect are made of.

Strict types: a string is no number, a boolean is no integer. `null` means the same as leaving a field
out. Where JSON allows several shapes for a field, a function checks it and makes them one.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema

from serving.api.validation import shown

INT32_MAX = 2**31 - 1
MAX_STOP_STRINGS = 16
MAX_TOOLS = 128  # OpenAI's

Count = Annotated[int, Field(ge=0, le=INT32_MAX)]
PositiveCount = Annotated[int, Field(ge=1, le=INT32_MAX)]
TokenId = Annotated[int, Field(ge=0, le=INT32_MAX)]
# How much to reason: all words that OpenAI and Anthropic have. A template's own go with its variables.
Effort = Literal["none", "minimal", "low", "medium", "high", "xhigh", "max"]
ToolName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,128}$")]


def _stop_strings(value: Any) -> tuple[str, ...]:
    strings = [value] if isinstance(value, str) else value
    if not isinstance(strings, list) or not all(isinstance(string, str) for string in strings):
        raise ValueError(f"must be a string or an array of strings, got {shown(value)}")
    if len(strings) > MAX_STOP_STRINGS:
        raise ValueError(f"may hold {MAX_STOP_STRINGS} strings, got {len(strings)}")
    if "" in strings:
        raise ValueError("must not hold an empty string, which would stop at once")
    return tuple(strings)


StopStrings = Annotated[
    Any,
    AfterValidator(_stop_strings),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


class WireModel(BaseModel):
    """What a client sends. Fields it does not have are kept aside in `model_extra`."""

    model_config = ConfigDict(strict=True, extra="allow", frozen=True)


class Thinking(WireModel):
    """How much a model is to reason, as Anthropic's API has it, and Bedrock's passes it on."""

    type: Literal["enabled", "adaptive", "disabled"]
    budget_tokens: Annotated[int, Field(ge=0, le=INT32_MAX)] | None = None
    # summarized: as it is, for there are no summaries
    display: Literal["summarized", "omitted"] | None = None

    @property
    def is_on(self) -> bool:
        return self.type != "disabled"
