"""Token counts as this API shows them: `input_tokens` are those that were neither found nor kept by request.

Whatever a prompt computes stays as long as there is room, asked for or not, so nothing is ever created.
"""

from __future__ import annotations

from typing import Any

from serving.api.cold import cold_fields
from serving.api.heads import head_fields
from serving.output import TurnFinished, Usage
from serving.responses import ignored_carriers_report


def finished_usage(turn: TurnFinished) -> dict[str, Any]:
    return {**usage_object(turn.usage), **ignored_carriers_report(turn.ignored_carriers)}


def usage_object(usage: Usage) -> dict[str, Any]:
    num_thinking = usage.num_reasoning_tokens
    details = {"output_tokens_details": {"thinking_tokens": num_thinking}} if num_thinking else {}
    return {
        "input_tokens": usage.num_prompt_tokens - usage.num_cached_tokens,
        "cache_creation_input_tokens": 0,
        "cache_read_input_tokens": usage.num_cached_tokens,
        "output_tokens": usage.num_completion_tokens,
        **details,
        **cold_fields([usage]),
        **head_fields([usage]),
    }
