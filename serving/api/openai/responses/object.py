"""The response object, from a record: every field present, null where unset."""

from __future__ import annotations

from typing import Any

from serving import call_kinds
from serving.api.cold import cold_fields
from serving.api.heads import head_fields
from serving.api.kv_usage import kv_fields
from serving.api.restored import restored_fields
from serving.output import Usage
from serving.responses import COMPACTS, ResponseRecord

INSIDE = frozenset({call_kinds.SETTING, COMPACTS})  # settings that are not for clients
FIELDS = (  # of the openai package's Response; a test holds them to it
    "id", "access_programs", "created_at", "error", "incomplete_details", "instructions", "metadata",
    "model", "object", "output", "parallel_tool_calls", "temperature", "tool_choice", "tools", "top_p",
    "background", "completed_at", "conversation", "image", "input_transformations", "max_output_tokens",
    "max_tool_calls", "moderation", "previous_response_id", "prompt", "prompt_cache_diagnostics",
    "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention", "reasoning",
    "safety_identifier", "service_tier", "status", "text", "tool_usage", "top_logprobs", "truncation",
    "usage", "user",
)  # fmt: skip
_UNSET: dict[str, Any] = dict.fromkeys(FIELDS)


def response_object(record: ResponseRecord) -> dict[str, Any]:
    reason, conversation_id = record.incomplete_reason, record.conversation_id
    return {
        **_UNSET,
        **{name: value for name, value in record.settings.items() if name not in INSIDE},
        "id": record.response_id,
        "object": "response",
        "created_at": record.created,
        "completed_at": record.completed,
        "status": record.status,
        "background": record.is_background,
        "previous_response_id": record.previous_response_id,
        "conversation": None if conversation_id is None else {"id": conversation_id},
        "incomplete_details": None if reason is None else {"reason": reason},
        "error": record.error and {"code": record.error.code, "message": record.error.message},
        "output": list(record.output),
        "usage": record.usage and usage_object(record.usage),
    }


def usage_object(usage: Usage) -> dict[str, Any]:
    """All of a prompt is cached: what was not resident was written."""
    return {
        "input_tokens": usage.num_prompt_tokens,
        "input_tokens_details": {
            "cached_tokens": usage.num_cached_tokens,
            "cache_write_tokens": usage.num_prompt_tokens - usage.num_cached_tokens,
        },
        "output_tokens": usage.num_completion_tokens,
        "output_tokens_details": {"reasoning_tokens": usage.num_reasoning_tokens},
        "total_tokens": usage.num_prompt_tokens + usage.num_completion_tokens,
        **cold_fields([usage]),
        **head_fields([usage]),
        **restored_fields([usage]),
        **kv_fields([usage]),
    }
