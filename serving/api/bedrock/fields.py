"""What becomes of the fields that `wire.py` does not have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from serving.api.fields import Refused
from serving.api.wire import INT32_MAX, WireModel
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

# A model reasons as its own template says.
IGNORED_ADDITIONAL: frozenset[str] = frozenset(
    {"anthropic_beta", "output_config", "reasoning_config", "reasoning_effort", "thinking"}
)

_Penalty = Annotated[float, Field(ge=-2, le=2, allow_inf_nan=False)]


class AdditionalFields(WireModel):
    """What `additionalModelRequestFields` may ask for, under the names that the other dialects have."""

    top_k: Annotated[int, Field(ge=-1, le=INT32_MAX)] | None = None
    min_p: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    repetition_penalty: Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)] | None = None
    presence_penalty: _Penalty | None = None
    frequency_penalty: _Penalty | None = None
    seed: Annotated[int, Field(ge=INT64_MIN, le=UINT64_MAX)] | None = None
