"""From an untrusted body of Converse to a Request. Content blocks are checked in `prompt.py`."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from serving.api.bedrock.fields import (
    COUNTED,
    IGNORED,
    IGNORED_ADDITIONAL,
    REFUSED,
    REFUSED_ADDITIONAL,
    AdditionalFields,
)
from serving.api.bedrock.prompt import cache_points, chat_input, foreign_reasoning
from serving.api.bedrock.wire import ConverseBody, InferenceConfig, PromptBody
from serving.api.body import parse_object
from serving.api.caller import Caller
from serving.api.fields import MAX_NAME_CHARS, UnknownFields, refuse_unsupported
from serving.api.hints import seconds_of
from serving.api.respond import Asked
from serving.api.sampling import chosen
from serving.api.validation import validate
from serving.request import Grammar, Request, SamplingParams

_ADDITIONAL = "additionalModelRequestFields"
_Body = TypeVar("_Body", bound=PromptBody)


def checked(model: type[_Body], value: Mapping[str, Any], unknown: UnknownFields, place: str = "") -> _Body:
    """Raises InvalidRequest."""
    refuse_unsupported(value, REFUSED)
    body = validate(model, value, place)
    unknown.note(body, REFUSED, IGNORED)
    for name, usual in COUNTED.items():
        if (body.model_extra or {}).get(name) not in (None, usual):
            unknown.note_ignored(name)
    for name in foreign_reasoning(body):
        unknown.note_ignored(name)
    return body


@dataclass(frozen=True, slots=True)
class AskedConverse(Asked):
    shows_reasoning: bool = True
    knows_reasoning: bool = False  # its client has said so


def asked(body: ConverseBody, caller: Caller, unknown: UnknownFields, *, is_streamed: bool) -> AskedConverse:
    """Raises InvalidRequest."""
    answer_id = f"msg_{uuid.uuid4().hex}"
    additional = additional_fields(body, unknown)
    reasoning = additional.reasoning
    request = Request(
        request_id=answer_id,
        model=caller.model,
        principal=caller.principal,
        input=chat_input(body, reasoning),
        sampling=_sampling(body, caller, additional),
        session_id=session_id(body, caller),
        grammar=_grammar(body),
        lease_s=max((seconds_of(point.get("ttl")) for point in _points(body)), default=0.0),
        is_signed=True,
        is_last=caller.is_last,
        is_head_pinned=caller.is_head_pinned,
    )
    return AskedConverse(
        answer_id,
        (request,),
        is_streamed,
        shows_reasoning=reasoning.is_shown,
        knows_reasoning=bool(reasoning.is_on),
    )


def session_id(body: ConverseBody, caller: Caller) -> str | None:
    """Raises InvalidRequest."""
    return caller.session_id(None if body.request_metadata is None else body.request_metadata.session_id)


def _points(body: PromptBody) -> list[Mapping[str, Any]]:
    return [point for point in cache_points(body) if isinstance(point, Mapping)]


def _sampling(body: ConverseBody, caller: Caller, additional: AdditionalFields) -> SamplingParams:
    config = body.inference_config or InferenceConfig()
    return SamplingParams(
        max_tokens=caller.defaults.max_tokens if config.max_tokens is None else config.max_tokens,
        stop=config.stop_sequences or (),
        seed=additional.seed,
        max_reasoning_tokens=additional.reasoning.max_tokens,
        **chosen(config, caller.defaults, additional),
    )


def additional_fields(body: PromptBody, unknown: UnknownFields) -> AdditionalFields:
    """Raises InvalidRequest."""
    value = body.additional_model_request_fields or {}
    refuse_unsupported(value, REFUSED_ADDITIONAL, _ADDITIONAL)
    fields = validate(AdditionalFields, value, _ADDITIONAL)
    for name in (fields.model_extra or {}).keys() - IGNORED_ADDITIONAL - REFUSED_ADDITIONAL.keys():
        unknown.note_ignored(f"{_ADDITIONAL}.{name}"[:MAX_NAME_CHARS])
    return fields


def _grammar(body: ConverseBody) -> Grammar | None:
    if body.output_config is None or body.output_config.text_format is None:
        return None
    place = "outputConfig.textFormat.structure.jsonSchema.schema"
    schema = body.output_config.text_format.structure.json_schema.schema_
    parse_object(schema.encode(), f"schema in `{place}`")
    return Grammar("json_schema", schema, place)
