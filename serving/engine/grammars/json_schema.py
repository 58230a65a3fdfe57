"""From a client's JSON schema to an expression of Lark that holds a text to it exactly, or a refusal."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from serving.engine.grammars.error import InvalidGrammar
from serving.engine.grammars.exact_schema import exact_rules
from serving.engine.grammars.numbers import NotExact
from serving.engine.grammars.reading import SchemaReading
from serving.engine.grammars.width import check_width

# Whitespace between the parts of a JSON text: at most one line break, and an indentation. Without a bound,
# a small model can go on with spaces for ever.
JSON_WHITESPACE = r"\n? {0,16}"
# As `json.dumps` and the chat templates of most models write it.
_ONE_SPELLING = {"whitespace_flexible": False, "item_separator": ", ", "key_separator": ": "}
# Without \u, every name has one spelling.
_PLAIN_ESCAPES = 'nrbtf\\"'
_MAX_CACHED_CHARS = 100_000


def json_value(schema: Any, *, is_lenient: bool = False, has_one_spelling: bool = False) -> str:
    """A JSON schema as an expression in llguidance's Lark.

    Args:
        is_lenient: leaves keywords out of account that cannot be enforced; else they are an error.
        has_one_spelling: no whitespace but that of `json.dumps`, and no escape where a character does; not
            where numbers have to be exact that no double holds.

    Raises: InvalidGrammar.
    """
    source = json.dumps(schema)
    if len(source) > _MAX_CACHED_CHARS:
        return _json_value(schema, is_lenient, has_one_spelling)
    return _cached_value(source, is_lenient, has_one_spelling)


@lru_cache(maxsize=256)
def _cached_value(source: str, is_lenient: bool, has_one_spelling: bool) -> str:
    """A session sends the same tools with every turn."""
    return _json_value(json.loads(source), is_lenient, has_one_spelling)


def _json_value(schema: Any, is_lenient: bool, has_one_spelling: bool) -> str:
    check_width(schema)
    reading = SchemaReading(schema, is_lenient)
    enforced = reading.enforced()
    options: dict[str, Any] = {"lenient": is_lenient}
    is_exact = reading.inexact is not None
    options |= _ONE_SPELLING if has_one_spelling and not is_exact else {"whitespace_pattern": JSON_WHITESPACE}
    if has_one_spelling or reading.has_open_objects:
        options["json_allowed_escapes"] = _PLAIN_ESCAPES
    if reading.inexact is None:
        return _as_json(enforced, options)
    try:
        rules = exact_rules(enforced, JSON_WHITESPACE, lambda part: _as_json(part, options))
        return f"%lark {{\n{rules}\n}}"
    except NotExact as error:
        if is_lenient:
            return _as_json(SchemaReading(schema, is_lenient, keeps_inexact=False).enforced(), options)
        path, value = reading.inexact
        raise InvalidGrammar(
            f"`{path}` is {value}, which no double holds. It is kept exactly where the schemas around it "
            "have `type`, `properties`, `required`, `additionalProperties`, `items`, `minItems`, `maxItems`, "
            f"`anyOf` and `$ref` alone, {error}"
        ) from None


def _as_json(schema: Any, options: dict[str, Any]) -> str:
    if schema is False:
        raise InvalidGrammar("it allows nothing")
    schema = schema if isinstance(schema, dict) else {}
    return f"%json {json.dumps({**schema, 'x-guidance': options})}"
