"""Token counts as OpenAI shows them, the resident part of the prompt always named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from serving.api.cold import cold_fields
from serving.api.heads import head_fields
from serving.api.kv_usage import kv_fields
from serving.api.restored import restored_fields
from serving.output import Usage


def total(usages: Sequence[Usage]) -> dict[str, Any]:
    """The sum over an answer's turns."""
    num_prompt = sum(usage.num_prompt_tokens for usage in usages)
    num_completion = sum(usage.num_completion_tokens for usage in usages)
    num_reasoning = sum(usage.num_reasoning_tokens for usage in usages)
    details = {"completion_tokens_details": {"reasoning_tokens": num_reasoning}} if num_reasoning else {}
    return {
        "prompt_tokens": num_prompt,
        "completion_tokens": num_completion,
        "total_tokens": num_prompt + num_completion,
        "prompt_tokens_details": {"cached_tokens": sum(usage.num_cached_tokens for usage in usages)},
        **details,
        **cold_fields(usages),
        **head_fields(usages),
        **restored_fields(usages),
        **kv_fields(usages),
    }


def so_far(num_prompt_tokens: int, num_completion_tokens: int) -> dict[str, Any]:
    """In the middle of a stream: what was resident is known at its end."""
    return {
        "prompt_tokens": num_prompt_tokens,
        "completion_tokens": num_completion_tokens,
        "total_tokens": num_prompt_tokens + num_completion_tokens,
    }
