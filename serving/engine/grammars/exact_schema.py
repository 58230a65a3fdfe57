"""The way around llguidance's numbers: from the root to a value that it would round, a schema as Lark rules.

Such a value then is a terminal, its own JSON text; every part of the schema without one stays `%json`. Both
share the rule for whitespace, so llguidance follows them as one grammar.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote

from serving.engine.grammars.keywords import BOUNDS, SCHEMA, SCHEMAS
from serving.engine.grammars.numbers import NotExact, is_exact, is_number

_PLACES = frozenset({"$defs", "definitions", "$schema", "$id", "id", "$anchor"})
_KEY = r'/"([^"\\\x00-\x1F\x7F]|\\["\\bfnrt])*"/'  # each name has one spelling, as in `json_schema`


def inexact(value: Any) -> bool:
    """Whether a `const` has a number that llguidance would round."""
    if isinstance(value, dict):
        return any(map(inexact, value.values()))
    if isinstance(value, list):
        return any(map(inexact, value))
    return is_number(value) and not is_exact(value)


def exact_rules(schema: Mapping[str, Any], whitespace: str, part: Callable[[Any], str]) -> str:
    """A whole Lark grammar of `schema`.

    Args:
        whitespace: a regular expression of what may stand between two parts of a text.
        part: gives the expression of a schema without such values.

    Raises: NotExact where a schema on the way has keywords that rules are not made of here.
    """
    rules = _Rules(schema, part)
    start = rules.value(schema)
    return "\n".join(
        [
            f"start: {start}",
            *rules.lines,
            '%llguidance {"ignore_once": true}',
            f"%ignore /{whitespace}/",
        ]
    )


class _Rules:
    def __init__(self, root: Mapping[str, Any], part: Callable[[Any], str]) -> None:
        self._root = root
        self._part = part
        self._references: dict[str, str] = {}  # to the names of rules
        self.lines: list[str] = []
        self._inexact = self._inexact_references()

    def value(self, schema: Any) -> str:
        """An expression."""
        if not isinstance(schema, dict) or not self._is_inexact(schema, self._inexact):
            return self._part(self._self_contained(schema))
        keywords = schema.keys() - _PLACES
        kind = schema.get("type")
        if keywords & {"const", "enum"} and keywords <= {"type", "const", "enum"} | BOUNDS:
            return self._values(schema)
        if keywords == {"$ref"}:
            return self._reference(schema["$ref"])
        if keywords == {"anyOf"} or (keywords == {"allOf"} and len(schema["allOf"]) == 1):
            options = [*schema.get("anyOf", ()), *schema.get("allOf", ())]
            return "(" + " | ".join(map(self.value, options)) + ")"
        if kind == "object" and keywords <= {"type", "properties", "required", "additionalProperties"}:
            return self._object(schema)
        if kind == "array" and keywords <= {"type", "items", "minItems", "maxItems"}:
            return self._array(schema)
        raise NotExact(f"not {', '.join(f'`{keyword}`' for keyword in sorted(keywords))}")

    def _inexact_references(self) -> set[str]:
        definitions = {"#": self._root} | {
            f"#/$defs/{quoted(name)}": target for name, target in self._root.get("$defs", {}).items()
        }
        found: set[str] = set()
        while True:
            more = {name for name, target in definitions.items() if self._is_inexact(target, found)}
            if more == found:
                return found
            found = more

    def _is_inexact(self, schema: Any, references: set[str]) -> bool:
        if isinstance(schema, list):
            return any(self._is_inexact(item, references) for item in schema)
        if not isinstance(schema, dict):
            return False
        if schema.get("$ref") in references or inexact([schema.get("const"), schema.get("enum")]):
            return True
        parts = [schema[keyword] for keyword in schema.keys() & (SCHEMA | SCHEMAS)]
        for keyword in schema.keys() & {"properties", "patternProperties"}:
            parts.extend(schema[keyword].values())
        return any(self._is_inexact(part, references) for part in parts)

    def _target(self, reference: str) -> Any:
        name = reference.removeprefix("#/$defs/")
        return self._root if reference == "#" else self._root["$defs"][unquoted(name)]

    def _self_contained(self, schema: Any) -> Any:
        if not isinstance(schema, dict) or '"$ref"' not in json.dumps(schema):
            return schema
        return {**{place: self._root[place] for place in _PLACES & self._root.keys()}, **schema}

    def _rule(self, body: str) -> str:
        name = f"rule_{len(self.lines)}"
        self.lines.append(f"{name}: {body}")
        return name

    def _terminal(self, body: str) -> str:
        name = f"TERMINAL_{len(self.lines)}"
        self.lines.append(f"{name}: {body}")
        return name

    def _reference(self, reference: str) -> str:
        if reference not in self._references:
            self._references[reference] = f"reference_{len(self._references)}"
            body = self.value(self._target(reference))
            self.lines.append(f"{self._references[reference]}: {body}")
        return self._references[reference]

    def _values(self, schema: dict[str, Any]) -> str:
        values = schema["enum"] if "enum" in schema else [schema["const"]]
        if "enum" in schema and "const" in schema:
            values = [value for value in values if _same(value, schema["const"])]
        types = schema.get("type")
        types = types if isinstance(types, list) else [types]
        values = [value for value in values if types == [None] or any(_is_of(value, kind) for kind in types)]
        values = [value for value in values if not is_number(value) or _is_within(value, schema)]
        if not values:
            raise NotExact("and it allows no value")
        plain = [_literal(_text(value)) for value in values if not isinstance(value, (list, dict))]
        options = [self._terminal(" | ".join(plain))] if plain else []
        options += [_joined(_parts(value)) for value in values if isinstance(value, (list, dict))]
        return "(" + " | ".join(options) + ")"

    def _object(self, schema: dict[str, Any]) -> str:
        """Its properties in order, then others; each rule of a rest says what follows a property."""
        properties, required = schema.get("properties", {}), schema.get("required", [])
        others = schema.get("additionalProperties", True)
        names = [*properties, *(name for name in required if name not in properties)]
        others_first, rest = self._others(names, others)
        first = others_first
        for name in reversed(names):
            member = properties.get(name, others)
            if member is False:
                if name in required:
                    raise NotExact(f"with the property {json.dumps(name)}, which cannot be")
                continue
            pair = f'{_literal(json.dumps(name, ensure_ascii=False))} ":" {self.value(member)}'
            pair = self._rule(pair)
            if name in required:
                first, rest = f"{pair} {rest}", self._rule(f'"," {pair} {rest}')
            else:
                first = self._rule(f"{pair} {rest} | {first}") if first else f"({pair} {rest})?"
                rest = self._rule(f'("," {pair})? {rest}') if rest else f'("," {pair})?'
        return f'"{{" {first} "}}"'

    def _others(self, names: Sequence[str], schema: Any) -> tuple[str, str]:
        """The keys that have no name here: where nothing stands before them, and where something does."""
        if schema is False:
            return "", ""
        key = _KEY
        if names:
            taken = " | ".join(_literal(json.dumps(name, ensure_ascii=False)) for name in names)
            key = f"{_KEY} & ~{self._terminal(taken)}"
        pair = self._rule(f'{self._terminal(key)} ":" {self.value(schema)}')
        rest = f'("," {pair})*'
        return f"({pair} {rest})?", rest

    def _array(self, schema: dict[str, Any]) -> str:
        least, most = schema.get("minItems", 0), schema.get("maxItems")
        if most is not None and least > most:
            raise NotExact("and it allows no array")
        if most == 0:
            return '"[" "]"'
        item = self._rule(self.value(schema.get("items", True)))
        times = f"{{{max(least - 1, 0)},{'' if most is None else most - 1}}}"
        more = item if most == 1 else f'{item} ("," {item}){times}'
        return f'"[" {more} "]"' if least else f'"[" ({more})? "]"'


def _parts(value: Any) -> Iterator[str]:
    """The JSON text of a value, cut where there may be whitespace."""
    if isinstance(value, list):
        yield "["
        for index, item in enumerate(value):
            yield from () if index == 0 else (",",)
            yield from _parts(item)
        yield "]"
    elif isinstance(value, dict):
        yield "{"
        for index, (key, item) in enumerate(value.items()):
            yield from () if index == 0 else (",",)
            yield json.dumps(key, ensure_ascii=False)
            yield ":"
            yield from _parts(item)
        yield "}"
    else:
        yield _text(value)


def _text(value: Any) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except ValueError:
        raise NotExact("and JSON has no such number") from None


def _joined(parts: Iterator[str]) -> str:
    return "(" + " ".join(map(_literal, parts)) + ")"


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _is_within(value: int | float, schema: Mapping[str, Any]) -> bool:
    return (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
        and not value <= schema.get("exclusiveMinimum", -math.inf)
        and not value >= schema.get("exclusiveMaximum", math.inf)
    )


def _same(value: Any, other: Any) -> bool:
    return json.dumps(value, sort_keys=True) == json.dumps(other, sort_keys=True)


def _is_of(value: Any, kind: Any) -> bool:
    if kind in ("integer", "number"):
        return is_number(value) and (kind == "number" or isinstance(value, int) or value.is_integer())
    types: dict[Any, type | tuple[type, ...]] = {
        "null": type(None),
        "boolean": bool,
        "string": str,
        "array": list,
        "object": dict,
    }
    return kind in types and isinstance(value, types[kind])


def quoted(token: str) -> str:
    """A name as part of a reference."""
    return quote(token.replace("~", "~0").replace("/", "~1"), safe="~")


def unquoted(token: str) -> str:
    return unquote(token).replace("~1", "/").replace("~0", "~")
