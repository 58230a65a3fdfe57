"""Why a reply ended, in the words that Anthropic's API and Bedrock's share."""

from __future__ import annotations

from serving.api.answer import finish_reason
from serving.output import Usage

_WORDS = {"length": "max_tokens", "tool_calls": "tool_use"}


def stop_reason(
    reason: str | None, stop: str | int | None, usage: Usage, max_tokens: int | None
) -> tuple[str, str | None]:
    """(word, the stop sequence that matched). Raises what `finish_reason` raises."""
    reason = finish_reason(reason)
    if reason == "stop":
        return ("stop_sequence", stop) if isinstance(stop, str) else ("end_turn", None)
    if reason == "length" and (max_tokens is None or usage.num_completion_tokens < max_tokens):
        return "model_context_window_exceeded", None
    return _WORDS[reason], None
