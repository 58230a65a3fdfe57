"""Tools as harmony tells a model of them: functions with types like TypeScript's, made of their JSON schemas.

The same text as openai-harmony 0.0.8 writes, character for character.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_INDENT = "    "  # of what stands in a property's own type
_VARIANT_INDENT = "   "
_NAMED_TYPES = {"string": "string", "number": "number", "integer": "number", "boolean": "boolean"}
_EXPONENT = re.compile(r"e\+?(-?)0*(?=\d)")


def namespace(name: str, functions: Sequence[Mapping[str, Any]]) -> str:
    """The section of these tools, in OpenAI's form: `name`, `description` and `parameters`."""
    lines = [f"## {name}\n", f"namespace {name} {{\n"]
    for function in functions:
        lines += _comment(function.get("description") or "")
        parameters = function.get("parameters")
        given = "" if parameters is None else f"_: {_type(parameters, '')}"
        lines.append(f"type {function['name']} = ({given}) => any;\n")
    return "\n".join([*lines, f"}} // namespace {name}"])


def _comment(text: str) -> list[str]:
    lines = text.removesuffix("\n").split("\n") if text else []
    return ["// " + line.removesuffix("\r") for line in lines]


def _type(schema: Any, indent: str) -> str:
    if not isinstance(schema, dict):
        return "any"
    if isinstance(schema.get("oneOf"), list):
        return "".join(f"\n{indent} | {_variant(item, indent)}" for item in schema["oneOf"])
    kind = schema.get("type")
    if isinstance(kind, list):
        names = ["number" if name == "integer" else name for name in kind if isinstance(name, str)]
        return " | ".join(names) or "any"
    if kind == "object":
        return _object(schema, indent)
    if kind == "array":
        return f"{_type(schema['items'], indent)}[]" if "items" in schema else "Array<any>"
    if kind == "string":
        return " | ".join(f'"{value}"' for value in _strings(schema.get("enum"))) or "string"
    return _NAMED_TYPES.get(kind, "any") if isinstance(kind, str) else "any"


def _variant(schema: Any, indent: str) -> str:
    type_ = _nullable(schema, _type(schema, indent + _VARIANT_INDENT))
    return type_ + _behind(*_text(schema, "description"), *_default(schema, is_enum_bare=False))


def _object(schema: Mapping[str, Any], indent: str) -> str:
    properties = schema.get("properties")
    required = _strings(schema.get("required"))
    lines = [f"{indent}// {text}\n" for text in _text(schema, "description")]
    lines.append("{\n")
    for name, value in properties.items() if isinstance(properties, dict) else ():
        key = name if name in required else f"{name}?"
        lines += _about(value, indent)
        is_union = isinstance(value, dict) and isinstance(value.get("oneOf"), list)
        lines += _union(key, value, indent) if is_union else _property(key, value, indent)
    return "".join([*lines, f"{indent}}}"])


def _about(schema: Any, indent: str) -> Iterator[str]:
    if not isinstance(schema, dict):
        return
    for title in _text(schema, "title"):
        yield f"{indent}// {title}\n{indent}//\n"
    if "oneOf" not in schema:
        yield from (f"{indent}// {text}\n" for text in _text(schema, "description"))
    examples = schema.get("examples")
    if isinstance(examples, list) and examples:
        yield f"{indent}// Examples:\n"
        yield from (f'{indent}// - "{example}"\n' for example in _strings(examples))


def _property(key: str, schema: Any, indent: str) -> Iterator[str]:
    default = [] if isinstance(schema, dict) and "oneOf" in schema else _default(schema)
    yield f"{indent}{key}: {_nullable(schema, _type(schema, indent + _INDENT))},{_behind(*default)}\n"


def _union(key: str, schema: Mapping[str, Any], indent: str) -> Iterator[str]:
    """A property of several types, one a line; what it says of itself is not said again at the first."""
    variants = schema["oneOf"]
    said = [*_text(schema, "description")]
    is_above = bool(said) and not (variants and said == [*_text(variants[0], "description")])
    if is_above:
        yield f"{indent}// {said[0]}\n"
    yield from (f"{indent}// {default}\n" for default in _default(schema))
    yield f"{indent}{key}:\n"
    for index, variant in enumerate(variants):
        text = [] if index == 0 and is_above else [t for t in _text(variant, "description") if [t] != said]
        type_ = _nullable(variant, _type(variant, indent + _VARIANT_INDENT))
        yield f"{indent} | {type_}{_behind(*text, *_default(variant))}\n"
    yield f"{indent},\n"


def _behind(*comments: str) -> str:
    return f" // {' '.join(comments)}" if comments else ""


def _nullable(schema: Any, type_: str) -> str:
    is_nullable = isinstance(schema, dict) and schema.get("nullable") is True and "null" not in type_
    return f"{type_} | null" if is_nullable else type_


def _text(schema: Any, key: str) -> Iterator[str]:
    if isinstance(schema, dict) and isinstance(schema.get(key), str):
        yield schema[key]


def _default(schema: Any, *, is_enum_bare: bool = True) -> Iterator[str]:
    """A text between quotes as it is; one of several as it is, or as JSON."""
    if not isinstance(schema, dict) or "default" not in schema:
        return
    value, enum = schema["default"], schema.get("enum")
    if not isinstance(value, str):
        yield f"default: {_json(value)}"
    elif isinstance(enum, list) and enum:
        yield f"default: {value if is_enum_bare else _json(value)}"
    else:
        yield f'default: "{value}"'


def _strings(values: Any) -> list[str]:
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def _json(value: Any) -> str:
    if isinstance(value, float):
        return _EXPONENT.sub(r"e\1", json.dumps(value))
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
