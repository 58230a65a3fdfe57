"""What reads a reply: that of its model's format."""

from __future__ import annotations

from models.tokenizer import Tokenizer
from serving.request import SamplingParams
from serving.text.harmony.marks import Marks
from serving.text.harmony.reply import HarmonyReply
from serving.text.reasoning import ReasoningFormat
from serving.text.reply import Reply
from serving.text.tools.format import ToolFormat


def reply_reader(
    tokenizer: Tokenizer,
    sampling: SamplingParams,
    tool_format: ToolFormat | None,
    key: str,
    reasoning_format: ReasoningFormat | None = None,
) -> Reply | HarmonyReply:
    """
    Args:
        tool_format: that of the calls which it may make; None: whatever it says is text.
        key: names the choice; the ids of its calls are made of it.
        reasoning_format: how it marks its reasoning; None: that is text too.
    """
    marks = None if tool_format is None else tool_format.marks
    if reasoning_format is not None and reasoning_format.has_channels:
        marks = Marks.of(tokenizer)
    if marks is None:
        return Reply(tokenizer, sampling, tool_format, key, reasoning_format)
    tells_reasoning = reasoning_format is not None
    return HarmonyReply(tokenizer, marks, sampling, tool_format, key, tells_reasoning=tells_reasoning)
