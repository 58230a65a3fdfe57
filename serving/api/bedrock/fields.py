"""What becomes of the fields that `wire.py` does not have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field

from serving.api.bedrock.wire import CamelModel
from serving.api.fields import Refused
from serving.api.validation import shown
from serving.api.wire import INT32_MAX, Effort, Thinking, WireModel
from serving.option import in_words
from serving.request import INT64_MIN, UINT64_MAX

NO_GUARDRAILS = "There are no guardrails here; check texts in the client."
_OWN_FIELD = "Send it where Converse has it, or leave it out."

REFUSED: Mapping[str, Refused] = {
    "guardrailConfig": Refused(hint=NO_GUARDRAILS),
    "promptVariables": Refused(unless=({},), hint="There are no stored prompts; send `messages`."),
}

# Without effect. What asks for another speed or price is counted as well.
IGNORED: frozenset[str] = frozenset({"modelId", "performanceConfig", "serviceTier"})
COUNTED: Mapping[str, Any] = {
    "performanceConfig": {"latency": "standard"},
    "serviceTier": {"type": "default"},
}

# Of InvokeModel, as headers.
GUARDRAIL_HEADER = "x-amzn-bedrock-guardrailidentifier"
COUNTED_HEADERS: Mapping[str, str] = {
    "x-amzn-bedrock-performanceconfig-latency": "standard",
    "x-amzn-bedrock-service-tier": "default",
}

REFUSED_ADDITIONAL: Mapping[str, Refused] = {
    name: Refused(hint=_OWN_FIELD)
    for name in (
        "logit_bias",
        "max_tokens",
        "messages",
        "response_format",
        "stop_sequences",
        "system",
        "temperature",
        "tool_choice",
        "tools",
        "top_p",
    )
}

IGNORED_ADDITIONAL: frozenset[str] = frozenset({"anthropic_beta"})

_Penalty = Annotated[float, Field(ge=-2, le=2, allow_inf_nan=False)]


def _words(value: Any) -> Any:
    if value is not None and not isinstance(value, dict) and value not in get_args(Effort):
        raise ValueError(f"must be an object, or {in_words(get_args(Effort))}, got {shown(value)}")
    return value


class EffortConfig(WireModel):
    effort: Effort | None = None


class NovaReasoning(CamelModel):
    type: Literal["enabled", "disabled"]
    max_reasoning_effort: Effort | None = None
    budget_tokens: Annotated[int, Field(ge=0, le=INT32_MAX)] | None = None  # as the AI SDK sends it


@dataclass(frozen=True, slots=True)
class Reasoning:
    is_on: bool | None = None  # whether at all; None: as the effort says
    max_tokens: int | None = None
    effort: str | None = None
    is_shown: bool = True


class AdditionalFields(WireModel):
    """What `additionalModelRequestFields` may ask for, under the names that the other dialects have."""

    top_k: Annotated[int, Field(ge=-1, le=INT32_MAX)] | None = None
    min_p: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    repetition_penalty: Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)] | None = None
    presence_penalty: _Penalty | None = None
    frequency_penalty: _Penalty | None = None
    seed: Annotated[int, Field(ge=INT64_MIN, le=UINT64_MAX)] | None = None
    # How much to reason, as the makers of models have it.
    thinking: Thinking | None = None  # Anthropic
    output_config: EffortConfig | None = None  # the same
    reasoning_effort: Effort | None = None  # OpenAI
    # Anthropic, before; DeepSeek: an effort
    reasoning_config: Annotated[Thinking | str | None, BeforeValidator(_words)] = None
    nova: Annotated[NovaReasoning | None, Field(alias="reasoningConfig")] = None  # Amazon

    @property
    def reasoning(self) -> Reasoning:
        """What the first of them says."""
        effort: str | None = self.reasoning_effort
        if effort is None and self.output_config is not None:
            effort = self.output_config.effort
        thinking, nova = self.thinking, self.nova
        if isinstance(self.reasoning_config, str):
            effort = effort or self.reasoning_config
        else:
            thinking = thinking or self.reasoning_config
        if thinking is not None:
            return Reasoning(thinking.is_on, thinking.budget_tokens, effort, thinking.display != "omitted")
        if nova is not None:
            return Reasoning(nova.type == "enabled", nova.budget_tokens, effort or nova.max_reasoning_effort)
        return Reasoning(effort=effort)
