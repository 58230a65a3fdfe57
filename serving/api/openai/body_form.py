"""A body of chat completions where another dialect carries it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from serving.api.body_form import BodyForm, ReadBody
from serving.api.caller import Caller
from serving.api.context import Context
from serving.api.openai.chat import ChatAnswer
from serving.api.openai.parse import Parser
from serving.api.validation import invalid


def _read(context: Context, value: Mapping[str, Any], caller: Caller, is_streamed: bool) -> ReadBody:
    # A stream's end, which has its usage, is where the other dialect says more.
    usage = {"stream_options": {"include_usage": True}} if is_streamed else {}
    parser = Parser(context.config, context.unknown)
    body = parser.chat_body({**usage, **value, "stream": is_streamed})
    if body.return_token_ids:
        raise invalid("return_token_ids", "is not supported here, use /v1/chat/completions")
    parsed = parser.chat(body, caller)
    return ReadBody(
        parsed,
        partial(ChatAnswer, parsed, None),
        ChatAnswer.before_start(parsed),
        caller.session_id(body.session_id),
    )


CHAT = BodyForm("OpenAI's (`messages`)", has_form=lambda value: "messages" in value, read=_read)
