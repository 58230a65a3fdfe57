"""From the fields that constrain the text to the one grammar of a Request."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from serving.api.openai.wire.responses import ResponseBody
from serving.api.openai.wire.structured import ResponseFormat, StructuredFields, StructuredOutputs
from serving.errors import InvalidRequest
from serving.request import Grammar, GrammarKind

ANY_OBJECT: dict[str, Any] = {"type": "object"}

# What vLLM and SGLang (before `structured_outputs`) and llama.cpp have at the top of a body.
_TOP_LEVEL: dict[str, GrammarKind] = {
    "guided_json": "json_schema",
    "guided_regex": "regex",
    "guided_choice": "choice",
    "guided_grammar": "grammar",
    "json_schema": "json_schema",
    "regex": "regex",
    "grammar": "grammar",
    "ebnf": "grammar",
}


def grammar_of(body: StructuredFields, *, ignores_eos: bool) -> Grammar | None:
    """What the text must be. Raises: InvalidRequest where several fields say it, or others contradict."""
    return _only(list(_grammars(body)), ignores_eos)


def response_grammar(body: ResponseBody) -> Grammar | None:
    """The same of /v1/responses."""
    grammars: list[Grammar] = []
    chosen = None if body.text is None else body.text.format
    if chosen is not None and chosen.schema_ is not None and chosen.type != "json_schema":
        raise InvalidRequest(
            "`text.format.schema` goes with the type json_schema alone.", param="text.format.schema"
        )
    if chosen is not None and chosen.type == "json_object":
        grammars.append(json_grammar(ANY_OBJECT, "text.format"))
    elif chosen is not None and chosen.type == "json_schema":
        if chosen.schema_ is None or chosen.name is None:
            missing = "text.format.name" if chosen.name is None else "text.format.schema"
            raise InvalidRequest(f"`{missing}` is required with the type json_schema.", param=missing)
        grammars.append(json_grammar(chosen.schema_, "text.format.schema"))
    if body.structured_outputs is not None:
        grammars += _of_outputs(body.structured_outputs)
    return _only(grammars, bool(body.ignore_eos))


def _only(grammars: Sequence[Grammar], ignores_eos: bool) -> Grammar | None:
    if not grammars:
        return None
    if len(grammars) > 1:
        first, second = grammars[0].param, grammars[1].param
        raise InvalidRequest(
            f"`{second}` cannot go with `{first}`: one of them says what the text must be.", param=second
        )
    if ignores_eos:
        raise InvalidRequest(
            f"`ignore_eos` cannot go with `{grammars[0].param}`, which says where the text ends.",
            param="ignore_eos",
        )
    return grammars[0]


def json_grammar(schema: Any, param: str) -> Grammar:
    return Grammar("json_schema", json.dumps(schema), param)


def _grammars(body: StructuredFields) -> Iterator[Grammar]:
    if body.response_format is not None:
        yield from _of_format(body.response_format)
    if body.structured_outputs is not None:
        yield from _of_outputs(body.structured_outputs)
    for name, kind in _TOP_LEVEL.items():
        value = getattr(body, name)
        if value is not None:
            yield Grammar(kind, _source(kind, value), name)


def _of_format(chosen: ResponseFormat) -> Iterator[Grammar]:
    if chosen.type == "json_object" and chosen.schema_ is not None:
        yield json_grammar(chosen.schema_, "response_format.schema")
    elif chosen.type == "json_object":
        yield json_grammar(ANY_OBJECT, "response_format")
    elif chosen.type == "json_schema":
        if chosen.json_schema is None:
            raise InvalidRequest(
                "`response_format.json_schema` is required with the type json_schema.",
                param="response_format.json_schema",
            )
        yield json_grammar(chosen.json_schema.schema_, "response_format.json_schema.schema")


def _of_outputs(outputs: StructuredOutputs) -> Iterator[Grammar]:
    values: list[tuple[str, GrammarKind, Any]] = [
        ("json", "json_schema", outputs.json_),
        ("regex", "regex", outputs.regex),
        ("choice", "choice", outputs.choice),
        ("grammar", "grammar", outputs.grammar),
        ("json_object", "json_schema", ANY_OBJECT if outputs.json_object else None),
    ]
    for name, kind, value in values:
        if value is not None:
            yield Grammar(kind, _source(kind, value), f"structured_outputs.{name}")


def _source(kind: GrammarKind, value: Any) -> str:
    return json.dumps(value) if kind in ("json_schema", "choice") else value
