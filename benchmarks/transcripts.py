"""What the toy is to say, for its prompt: see `serving.engine.transcript_runner`."""

from __future__ import annotations

import json
from typing import Any


def transcript(*replies: str) -> str:
    """For the system message of a chat, or an agent's instructions."""
    return f"<transcript>{json.dumps(replies)}</transcript>"


def calling(*calls: tuple[str, dict[str, Any]], text: str = "") -> str:
    """A reply that calls tools: (name, arguments) of each."""
    bodies = (json.dumps({"name": name, "arguments": arguments}) for name, arguments in calls)
    return text + "\n".join(f"<tool_call>\n{body}\n</tool_call>" for body in bodies)
