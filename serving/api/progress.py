"""How far a prompt is, as an event that says only that the stream lives tells it."""

from __future__ import annotations

from typing import Any

from serving.output import PromptProgress


def progress_report(progress: PromptProgress | None) -> dict[str, Any]:
    """An event's field; none where nobody knows."""
    if progress is None:
        return {}
    told = {"computed_tokens": progress.num_computed_tokens, "prompt_tokens": progress.num_prompt_tokens}
    return {"tenure:progress": told}
