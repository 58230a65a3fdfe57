"""What the arguments of a tool's calls must be: as much of what its client asks for as a grammar can hold to.

A tool that comes from somewhere else, as an agent's do, may have a schema that cannot be enforced. It is
loosened alone, and the client is told.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from jsonschema import Draft202012Validator, SchemaError

from serving.engine.grammars.error import InvalidGrammar
from serving.engine.grammars.json_schema import json_value
from serving.engine.grammars.json_text import text_in_json
from serving.errors import InvalidRequest
from serving.output import LoosenedTool
from serving.request import Grammar, Tool, ToolUse

_ANY_OBJECT: dict[str, Any] = {"type": "object"}
Check = Callable[[Grammar], None]  # raises InvalidGrammar


def arguments_schema(tool: Tool) -> dict[str, Any]:
    """Its arguments are an object, of what its schema names and no more unless that says so.

    Raises: InvalidRequest where it says that they are anything else.
    """
    schema = dict(tool.parameters or {"properties": {}})
    if schema.setdefault("type", "object") != "object":
        raise InvalidRequest(
            f"`{tool.param}` must be the schema of an object, got the type {json.dumps(schema['type'])}.",
            param=tool.param,
        )
    if not schema.keys() & {"$ref", "allOf", "anyOf", "oneOf", "patternProperties", "unevaluatedProperties"}:
        schema.setdefault("additionalProperties", False)
    return schema


def arguments_of_tools(use: ToolUse, check: Check) -> tuple[dict[str, str], tuple[LoosenedTool, ...]]:
    """By name, what a tool's arguments must be, in llguidance's Lark; and the tools that had to be loosened.

    Of a tool that is not strict, and need not be called, what cannot be enforced is left out without a word.

    Raises: InvalidRequest for a strict tool that cannot be enforced, and for what is no schema or grammar.
    """
    found = {tool.name: _arguments(tool, use, check) for tool in use.tools}
    reasons = ((tool, found[tool.name][1]) for tool in use.tools)
    loosened = tuple(
        LoosenedTool(tool.name, tool.param, reason) for tool, reason in reasons if reason is not None
    )
    return {name: value for name, (value, _) in found.items()}, loosened


def _arguments(tool: Tool, use: ToolUse, check: Check) -> tuple[str, str | None]:
    """And why they are not all that the client asked for."""
    if tool.input_grammar is not None:
        return _text(tool, tool.input_grammar, check)
    schema, reason = arguments_schema(tool), None
    if tool.is_strict or use.mode == "required":
        try:
            return _checked(_value(schema), tool, check), None
        except InvalidGrammar as error:
            if tool.is_strict:
                raise _refusal(tool, error) from error
            reason = str(error)
    try:
        return _checked(_value(schema, is_lenient=True), tool, check), reason
    except InvalidGrammar as error:
        if not _is_schema(schema):
            raise _refusal(tool, error) from error
        return _value(_ANY_OBJECT), reason or str(error)


def _is_schema(schema: dict[str, Any]) -> bool:
    """Whether it is well formed, however much of it can be done."""
    try:
        Draft202012Validator.check_schema(schema)
    except (SchemaError, RecursionError):
        return False
    return True


def _text(tool: Tool, grammar: Grammar, check: Check) -> tuple[str, str | None]:
    try:
        check(grammar)
    except InvalidGrammar as error:
        raise _refusal(tool, error) from error
    before, behind = json.dumps('{"input": "'), json.dumps('"}')
    try:
        return _checked(f"{before} {text_in_json(grammar)} {behind}", tool, check), None
    except InvalidGrammar as error:
        return _value(arguments_schema(tool)), str(error)


def _value(schema: dict[str, Any], *, is_lenient: bool = False) -> str:
    """In one spelling: that in which a template writes the call again, from whatever a client sends back."""
    return json_value(schema, is_lenient=is_lenient, has_one_spelling=True)


def _checked(value: str, tool: Tool, check: Check) -> str:
    """Each alone: so it is known which is at fault."""
    check(Grammar("lark", f"start: {value}", tool.param))
    return value


def _refusal(tool: Tool, error: InvalidGrammar) -> InvalidRequest:
    return InvalidRequest(
        f"`{tool.param}` cannot be made into a grammar: {error}.",
        param=tool.param,
    )
