"""From an untrusted body to a Request. What pydantic cannot see alone is checked here and in `prompt.py`."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from serving.api.anthropic.fields import IGNORED, REFUSED
from serving.api.anthropic.prompt import chat_input, foreign_thinking, unseen_parts
from serving.api.anthropic.searching import SearchingReply
from serving.api.anthropic.tools import OfferedTools, offered_tools
from serving.api.anthropic.wire import MessagesBody, PromptBody
from serving.api.caller import Caller
from serving.api.fields import UnknownFields, refuse_unsupported
from serving.api.hints import cache_control_s
from serving.api.respond import Asked
from serving.api.sampling import chosen
from serving.api.tools import UNAVAILABLE
from serving.api.turn_group import generated
from serving.api.validation import validate
from serving.request import Grammar, Request, SamplingParams

_Body = TypeVar("_Body", bound=PromptBody)


def checked(model: type[_Body], value: Mapping[str, Any], unknown: UnknownFields) -> _Body:
    """Raises InvalidRequest."""
    refuse_unsupported(value, REFUSED)
    body = validate(model, value)
    unknown.note(body, REFUSED, IGNORED)
    for name in foreign_thinking(body.messages):
        unknown.note_ignored(name)
    return body


@dataclass(frozen=True, slots=True)
class AskedMessage(Asked):
    shows_thinking: bool = True
    knows_thinking: bool = False  # its client has said so
    left_out: Mapping[str, Any] = field(default_factory=dict)  # what the model is not shown


def asked(body: MessagesBody, caller: Caller) -> AskedMessage:
    """Raises InvalidRequest."""
    answer_id = f"msg_{uuid.uuid4().hex}"
    request = Request(
        request_id=answer_id,
        model=caller.model,
        principal=caller.principal,
        input=chat_input(body),
        sampling=SamplingParams(
            max_tokens=body.max_tokens,
            stop=body.stop_sequences or (),
            max_reasoning_tokens=None if body.thinking is None else body.thinking.budget_tokens,
            **chosen(body, caller.defaults),
        ),
        session_id=caller.session_id(body.session_id),
        is_recorded=body.max_tokens > 0,  # with 0 the prompt is made resident, and there is no reply
        grammar=_grammar(body),
        lease_s=cache_control_s(_marked(body)),
        is_signed=True,
        is_last=caller.is_last,
        is_head_pinned=caller.is_head_pinned,
    )
    tools = offered_tools(body)
    events_of = SearchingReply(tools).events if tools.searches else generated
    thinking = body.thinking
    return AskedMessage(
        answer_id,
        (request,),
        bool(body.stream),
        events_of=events_of,
        shows_thinking=thinking is None or thinking.display != "omitted",
        knows_thinking=thinking is not None and thinking.is_on,
        left_out=_left_out(body, tools),
    )


def _left_out(body: MessagesBody, tools: OfferedTools) -> dict[str, Any]:
    unseen = unseen_parts(body.messages, tools)
    return {
        **({UNAVAILABLE: list(tools.unavailable)} if tools.unavailable else {}),
        **({"tenure:unseen_parts": unseen} if unseen else {}),
    }


def _marked(body: MessagesBody) -> Iterator[Any]:
    """What `cache_control` may stand on."""
    yield body.model_extra
    yield from (tool.model_extra for tool in body.tools or ())
    for content in (body.system, *(message.content for message in body.messages)):
        if isinstance(content, list):
            yield from content


def _grammar(body: MessagesBody) -> Grammar | None:
    format_, place = body.output_format, "output_format"
    if body.output_config is not None and body.output_config.format is not None:
        format_, place = body.output_config.format, "output_config.format"
    if format_ is None:
        return None
    return Grammar("json_schema", json.dumps(format_.schema_), f"{place}.schema")
