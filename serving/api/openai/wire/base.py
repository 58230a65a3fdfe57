"""The fields that generating endpoints share, with the ranges they may have."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from serving.api.validation import shown
from serving.api.wire import INT32_MAX, Count, PositiveCount, StopStrings, TokenId, WireModel
from serving.request import INT64_MIN

INT64_MAX = 2**63 - 1
_MAX_NAMED = 8  # wrong keys in one message
_TOKEN_ID = re.compile(r"0|[1-9][0-9]{0,9}")

Penalty = Annotated[float, Field(ge=-2, le=2, allow_inf_nan=False)]


def _logit_bias(value: dict[str, float]) -> dict[str, float]:
    wrong = [key for key in value if not _TOKEN_ID.fullmatch(key) or int(key) > INT32_MAX]
    if wrong:
        raise ValueError(f"must have token ids as its keys, got {', '.join(map(shown, wrong[:_MAX_NAMED]))}")
    for key, bias in value.items():
        if not -100 <= bias <= 100:
            raise ValueError(f"must have values from -100 to 100, got {shown(bias)} for token {key}")
    return value


LogitBias = Annotated[dict[str, float], AfterValidator(_logit_bias)]


MAX_CACHE_KEY_CHARS = 1024  # OpenAI's is 64, and harnesses send more
CacheKey = Annotated[str, Field(max_length=MAX_CACHE_KEY_CHARS)]


# Of the reasoning that a reply begins with; -1: no bound, as where it is left out.
ReasoningBudget = Annotated[int, Field(ge=-1, le=INT32_MAX)]


class StreamOptions(WireModel):
    include_usage: bool | None = None
    continuous_usage_stats: bool | None = None
    include_obfuscation: bool | None = None


class SamplingBody(WireModel):
    """How tokens are chosen and when to stop: the same on every generating endpoint."""

    model: str | None = None
    stream: bool | None = None

    min_tokens: Count | None = None
    temperature: Annotated[float, Field(ge=0, le=2, allow_inf_nan=False)] | None = None
    top_p: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] | None = None
    top_k: Annotated[int, Field(ge=-1, le=INT32_MAX)] | None = None
    min_p: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    repetition_penalty: Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)] | None = None
    presence_penalty: Penalty | None = None
    frequency_penalty: Penalty | None = None
    logit_bias: LogitBias | None = None
    seed: Annotated[int, Field(ge=INT64_MIN, le=INT64_MAX)] | None = None

    stop: StopStrings | None = None
    stop_token_ids: list[TokenId] | None = None
    include_stop_str_in_output: bool | None = None
    ignore_eos: bool | None = None

    session_id: str | None = None


class GenerationBody(SamplingBody):
    """What chat and completions share besides."""

    stream_options: StreamOptions | None = None

    max_tokens: Annotated[int, Field(le=INT32_MAX)] | None = None
    n: PositiveCount | None = None

    prompt_logprobs: Annotated[int, Field(ge=0)] | None = None
    return_token_ids: bool | None = None
    return_tokens_as_token_ids: bool | None = None
