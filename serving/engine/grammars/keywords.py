"""What the keywords of JSON Schema demand, and which of them llguidance enforces."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from serving.engine.grammars.numbers import INTEGER_FORMATS, is_number

SCHEMA = frozenset({"additionalProperties", "additionalItems", "items"})  # their value is a schema
SCHEMAS = frozenset({"allOf", "anyOf", "oneOf", "prefixItems", "items"})  # a list of them
NAMED_SCHEMAS = frozenset({"properties", "patternProperties", "$defs", "definitions"})
PLACES = frozenset({"$defs", "definitions"})
COUNTS = frozenset({"minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"})
BOUNDS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"})
AS_THEY_ARE = frozenset({"type", "required", "pattern", "$schema", "$id", "$anchor", "id"})
APPLICATORS = frozenset({"$ref", "allOf", "anyOf", "oneOf", "if", "dependentSchemas", "const", "enum"})

# Those that say something of the text and have no counterpart in its grammar. What stands in no table here is
# an annotation, or somebody's own.
NOT_ENFORCED = frozenset(
    {
        "not",
        "if",
        "then",
        "else",
        "contains",
        "minContains",
        "maxContains",
        "uniqueItems",
        "propertyNames",
        "dependentRequired",
        "dependentSchemas",
        "dependencies",
        "unevaluatedItems",
        "unevaluatedProperties",
        "$dynamicRef",
        "$recursiveRef",
    }
)
TEXT_FORMATS = frozenset(
    {"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid", "uri"}
)


def wanted_shape(keyword: str, value: Any) -> str | None:
    """What a keyword's value must be, where it is something else."""
    match keyword:
        case "items" if isinstance(value, list):
            wanted, is_right = "a list of schemas", all(map(is_schema, value))
        case "additionalProperties" | "additionalItems" | "items":
            wanted, is_right = "a schema: an object, true or false", is_schema(value)
        case "allOf" | "anyOf" | "oneOf" | "prefixItems":
            wanted, is_right = "a list of schemas", _is_list_of(value, is_schema)
        case "properties" | "patternProperties" | "$defs" | "definitions":
            is_right = isinstance(value, dict) and all(map(is_schema, value.values()))
            wanted = "an object of schemas"
        case "required":
            wanted, is_right = "a list of names", _is_list_of(value, _is_text)
        case "enum":
            wanted, is_right = "a list", isinstance(value, list)
        case "type":
            wanted, is_right = "a name or a list of them", _is_text(value) or _is_list_of(value, _is_text)
        case "$ref" | "pattern" | "format" | "$schema" | "$id" | "$anchor":
            wanted, is_right = "a text", _is_text(value)
        case "exclusiveMinimum" | "exclusiveMaximum":
            wanted, is_right = "a number", is_number(value) or isinstance(value, bool)
        case "minimum" | "maximum" | "multipleOf":
            wanted, is_right = "a number", is_number(value)
        case _ if keyword in COUNTS:
            is_right = is_number(value) and value >= 0 and (value == math.inf or value % 1 == 0)
            wanted = "a whole number, 0 or more"
        case _:
            return None
    return None if is_right else wanted


def is_schema(value: Any) -> bool:
    return isinstance(value, (dict, bool))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_list_of(value: Any, is_right: Callable[[Any], bool]) -> bool:
    return isinstance(value, list) and all(map(is_right, value))


def demands(schema: Any) -> bool:
    """Whether there is anything that it does not allow, as far as its form tells."""
    if not isinstance(schema, dict):
        return schema is not True
    return any(keyword_demands(keyword, schema) for keyword in schema)


def keyword_demands(keyword: str, schema: Mapping[str, Any]) -> bool:
    value = schema[keyword]
    match keyword:
        case "minLength" | "minItems" | "minProperties" | "minContains":
            return keyword != "minContains" and bool(value)
        case "uniqueItems":
            return bool(value) and schema.get("maxItems") not in (0, 1)
        case "not":
            return value is not False
        case "required":
            return bool(value)
        case "contains":
            return schema.get("minContains") != 0 or "maxContains" in schema
        case "maxContains":
            return "contains" in schema
        case "if":
            return any(demands(schema[branch]) for branch in ("then", "else") if branch in schema)
        case "then" | "else" | "$defs" | "definitions":
            return False  # `if` and `$ref` have their say
        case "format":
            return str(value) in TEXT_FORMATS or str(value) in INTEGER_FORMATS
        case "propertyNames":
            return demands(value) and value != {"type": "string"}
        case "additionalItems":
            return isinstance(schema.get("items"), list) and demands(value)
        case "additionalProperties" | "unevaluatedItems" | "unevaluatedProperties":
            return demands(value)
        case "items":
            return any(map(demands, value)) if isinstance(value, list) else demands(value)
        case "prefixItems" | "allOf":
            return not isinstance(value, list) or any(map(demands, value))
        case "anyOf":
            return not isinstance(value, list) or all(map(demands, value))
        case "properties" | "patternProperties" | "dependentSchemas" | "dependencies":
            return not isinstance(value, dict) or any(map(_depends, value.values()))
        case "dependentRequired":
            return not isinstance(value, dict) or any(value.values())
    known = COUNTS | BOUNDS | NOT_ENFORCED
    return keyword in known or keyword in ("type", "pattern", "multipleOf", "$ref", "oneOf", "const", "enum")


def _depends(value: Any) -> bool:
    return bool(value) if isinstance(value, list) else demands(value)
