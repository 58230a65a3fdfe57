"""Random JSON schemas of the keywords that are enforced, with numbers and names that are easily got wrong."""

from __future__ import annotations

import random
from typing import Any

NUMBERS = (0, 1, -1, 3, 0.5, 0.1, -0.5, 3.5, 100, 10**15, 1e-7, 0.3, 7, 1.1, 1e22, -3, -2.5)
LARGE = (2**53, 2**53 + 1, 2**53 + 3, -(2**53) - 1, 2**62 + 1, 12345678901234567890)
NAMES = ("a", "b", "ab", "id", "\n", "é", "x y", 'q"')
PATTERNS = (
    "^[a-c]{2,4}$",
    "^a",
    "b$",
    "x",
    "^(ab|cd)+$",
    r"^\d{1,3}-\w$",
    "[^a-z]",
    "^[A-Z]?$",
    r"^\S{1,5}$",
)
FORMATS = ("date", "uuid", "ipv4", "email", "time", "password", "byte", "uri-reference")
DEMANDS_NOTHING: dict[str, Any] = {
    "title": "T",
    "deprecated": True,
    "uniqueItems": False,
    "minItems": 0,
    "not": False,
    "if": {"type": "string"},
    "examples": [2**70],
    "unevaluatedProperties": True,
    "dependentRequired": {},
    "propertyNames": True,
    "x-vendor": {"const": 2**70},
}


def random_schema(rng: random.Random) -> dict[str, Any]:
    definitions = {"$defs": {"d": _leaf(rng)}, "x-schemas": {"e": _leaf(rng)}}
    return {**_schema(rng, depth=0), **definitions}


def _schema(rng: random.Random, depth: int) -> dict[str, Any]:
    kind = rng.random()
    if depth >= 3 or kind < 0.4:
        schema = _leaf(rng)
    elif kind < 0.7:
        schema = _object(rng, depth)
    elif kind < 0.82:
        schema = _array(rng, depth)
    elif kind < 0.92:
        options = [_schema(rng, depth + 1) for _ in range(rng.randint(1, 3))]
        schema = {rng.choice(["anyOf", "anyOf", "oneOf"]): options}
    elif kind < 0.96:
        schema = {"allOf": [_leaf(rng), _leaf(rng)]}
    else:
        schema = {"$ref": rng.choice(["#/$defs/d", "#/x-schemas/e"])}
    for keyword, value in DEMANDS_NOTHING.items():
        if rng.random() < 0.06:
            schema[keyword] = value
    return schema


def _object(rng: random.Random, depth: int) -> dict[str, Any]:
    names = rng.sample(NAMES, rng.randint(0, 4))
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {name: _schema(rng, depth + 1) for name in names},
        "required": [name for name in names if rng.random() < 0.6],
    }
    others = rng.random()
    if others < 0.7:
        schema["additionalProperties"] = False if others < 0.4 else _leaf(rng) if others < 0.6 else True
    if rng.random() < 0.15:
        schema["patternProperties"] = {"^a": _leaf(rng)}
    if rng.random() < 0.1:
        schema[rng.choice(["minProperties", "maxProperties"])] = rng.randint(0, 3)
    return schema


def _array(rng: random.Random, depth: int) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "array", "items": _schema(rng, depth + 1)}
    if rng.random() < 0.2:
        schema["prefixItems"] = [_leaf(rng)]
    if rng.random() < 0.4:
        schema["minItems"] = rng.randint(0, 2)
    if rng.random() < 0.6:
        schema["maxItems"] = rng.randint(1, 4)
    return schema


def _leaf(rng: random.Random) -> dict[str, Any]:
    kind = rng.randrange(8)
    if kind <= 2:
        return _numeric(rng)
    if kind <= 4:
        schema: dict[str, Any] = {"type": "string"}
        if rng.random() < 0.8:
            keyword, choices = rng.choice([("pattern", PATTERNS), ("format", FORMATS)])
            schema[keyword] = rng.choice(choices)
        if rng.random() < 0.4:
            schema["maxLength"] = rng.randint(3, 12)
        return schema
    if kind == 5:
        return {"enum": [_value(rng) for _ in range(rng.randint(1, 3))]}
    if kind == 6:
        return {"const": _value(rng)}
    return {"type": rng.choice(["boolean", "null", ["string", "null"], ["integer", "boolean"]])}


def _numeric(rng: random.Random) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": rng.choice(["integer", "number"])}
    for bound in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
        if rng.random() < 0.3:
            schema[bound] = _number(rng)
    if rng.random() < 0.2:
        schema["multipleOf"] = rng.choice([1, 2, 3, 0.1, 0.5, 0.01, 7, 10, 25, 1.1])
    if rng.random() < 0.1:
        schema["format"] = rng.choice(["int32", "int64", "float", "double", "uint8"])
    return schema


def _value(rng: random.Random) -> Any:
    number = _number(rng)
    return rng.choice([number, number, 'é\n"', None, True, [1, "x", number], {"k": number, "b": None}])


def _number(rng: random.Random) -> int | float:
    if rng.random() < 0.6:
        return rng.choice(NUMBERS + LARGE)
    return rng.choice([rng.randint(-50, 50), round(rng.uniform(-5, 5), 2), rng.randint(-(2**60), 2**60)])
