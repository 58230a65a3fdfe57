"""Token counts as Bedrock shows them: `inputTokens` are those that were neither found nor kept by request.

Whatever a prompt computes stays as long as there is room, asked for or not, so nothing is ever written.
"""

from __future__ import annotations

from serving.output import Usage


def usage_object(usage: Usage) -> dict[str, int]:
    return {
        "inputTokens": usage.num_prompt_tokens - usage.num_cached_tokens,
        "outputTokens": usage.num_completion_tokens,
        "totalTokens": usage.num_prompt_tokens + usage.num_completion_tokens,
        "cacheReadInputTokens": usage.num_cached_tokens,
        "cacheWriteInputTokens": 0,
    }
