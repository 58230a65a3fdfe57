"""A body of Messages where another dialect carries it: with `anthropic_version` in it, and no model."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from serving.api.anthropic.answer import MessageAnswer
from serving.api.anthropic.clients import VERSIONS
from serving.api.anthropic.parse import asked, checked
from serving.api.anthropic.wire import MessagesBody
from serving.api.body_form import BodyForm, ReadBody
from serving.api.caller import Caller
from serving.api.context import Context
from serving.api.validation import invalid, shown

_VERSION = "anthropic_version"
_VERSIONS = ("bedrock-2023-05-31", *VERSIONS)
_HEADERS = (_VERSION, "anthropic_beta")  # what is a header elsewhere


def _read(context: Context, value: Mapping[str, Any], caller: Caller, is_streamed: bool) -> ReadBody:
    if value[_VERSION] not in _VERSIONS:
        raise invalid(_VERSION, f"must be one of {', '.join(_VERSIONS)}, got {shown(value[_VERSION])}")
    own = {name: field for name, field in value.items() if name not in _HEADERS}
    body = checked(MessagesBody, {**own, "stream": is_streamed}, context.unknown)
    wanted = asked(body, caller)
    return ReadBody(
        wanted,
        partial(MessageAnswer, wanted, wanted.answer_id),
        MessageAnswer.before_start(wanted.answer_id),
        caller.session_id(body.session_id),
    )


MESSAGES = BodyForm(f"Anthropic's (`{_VERSION}`)", has_form=lambda value: _VERSION in value, read=_read)
