"""How much may come next in a text of a JSON schema: each of it is an item that the parser looks at."""

from __future__ import annotations

from typing import Any, TypeGuard

from serving.engine.grammars.error import InvalidGrammar

MAX_OPTIONAL_PROPERTIES = 1000
MAX_ALTERNATIVES = 4000


def check_width(schema: Any) -> None:
    """Raises: InvalidGrammar for a JSON schema in which too much may come next."""
    parts = [schema]
    num_optional = num_alternatives = 0
    while parts:
        part = parts.pop()
        if isinstance(part, dict):
            num_optional += _num_optional(part)
            num_alternatives += sum(len(part[key]) for key in ("anyOf", "oneOf") if _is_list(part.get(key)))
            parts.extend(part.values())
        elif isinstance(part, list):
            parts.extend(part)
    for number, limit, what in (
        (num_optional, MAX_OPTIONAL_PROPERTIES, "properties that are not `required`"),
        (num_alternatives, MAX_ALTERNATIVES, "alternatives in `anyOf` and `oneOf`"),
    ):
        if number > limit:
            raise InvalidGrammar(f"it has {number} {what}, and may have {limit}")


def _num_optional(part: dict[str, Any]) -> int:
    properties, required = part.get("properties"), part.get("required")
    if not isinstance(properties, dict):
        return 0
    names = [name for name in required if isinstance(name, str)] if _is_list(required) else []
    return len(properties.keys() - set(names))


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)
