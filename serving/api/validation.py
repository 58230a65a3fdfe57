"""One clear sentence for a body that does not fit: the field, the limit, and the value given."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from serving.errors import InvalidRequest

_MAX_SHOWN_CHARS = 80
_Model = TypeVar("_Model", bound=BaseModel)

# pydantic's error type: what the value must be; the braces are filled from the error's context.
_MUST_BE = {
    "int_type": "an integer",
    "int_from_float": "an integer",
    "float_type": "a number",
    "finite_number": "a finite number",
    "string_type": "a string",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "an array",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "int_parsing": "an integer",
    "greater_than": "more than {gt}",
    "greater_than_equal": "at least {ge}",
    "less_than": "less than {lt}",
    "less_than_equal": "at most {le}",
    "string_too_short": "at least {min_length} characters long",
    "string_too_long": "at most {max_length} characters long",
    "too_short": "at least {min_length} items long",
    "too_long": "at most {max_length} items long",
    "literal_error": "one of {expected}",
}


def validate(model: type[_Model], value: Mapping[str, Any], place: str = "") -> _Model:
    """Of what stands at `place` in a body. Raises InvalidRequest with the first thing that is wrong."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise to_invalid_request(error.errors(include_url=False), place=place) from None


def to_invalid_request(errors: Sequence[Any], *, skip: int = 0, place: str = "") -> InvalidRequest:
    """The first of pydantic's errors as one sentence; `skip` leading parts of its location are left out."""
    first = errors[0]
    parts = [place] if place else []
    param = ".".join([*parts, *(str(part) for part in first["loc"][skip:])])
    return InvalidRequest(_sentence(param, first), param=param or None)


def invalid(param: str, message: str) -> InvalidRequest:
    return InvalidRequest(f"`{param}` {message}.", param=param)


def required_string(item: Any, name: str, place: str) -> str:
    """The string under `name` in what stands at `place` of the body. Raises InvalidRequest."""
    if not isinstance(item, Mapping):
        raise invalid(place, f"must be an object, got {shown(item)}")
    value = item.get(name)
    if not isinstance(value, str):
        raise invalid(f"{place}.{name}", f"must be a string, got {shown(value)}")
    return value


def optional_string(item: Mapping[str, Any], name: str, place: str) -> str | None:
    """The same of what may be left out."""
    return None if item.get(name) is None else required_string(item, name, place)


def _sentence(param: str, error: Mapping[str, Any]) -> str:
    name = f"`{_clipped(param)}`"
    if error["type"] == "missing":
        return f"{name} is required."
    if error["type"] == "value_error":
        return f"{name} {error['ctx']['error']}."
    must_be = _MUST_BE.get(error["type"])
    if must_be is None:
        return f"{name}: {error['msg']}, got {shown(error['input'])}."
    return f"{name} must be {must_be.format(**_limits(error))}, got {shown(error['input'])}."


def _limits(error: Mapping[str, Any]) -> dict[str, Any]:
    """The error's context, with 2 for 2.0."""
    context = error.get("ctx", {}).items()
    return {
        key: int(value) if isinstance(value, float) and value.is_integer() else value
        for key, value in context
    }


def shown(value: Any) -> str:
    """A client's value as JSON, short enough to stand in a sentence."""
    if isinstance(value, int) and value.bit_length() > 256:
        return f"an integer of {value.bit_length()} bits"
    if isinstance(value, list):
        return f"an array of {len(value)}"
    if isinstance(value, dict):
        return f"an object with {len(value)} fields"
    if isinstance(value, str):
        return json.dumps(_clipped(value), ensure_ascii=False)
    return json.dumps(value)


def _clipped(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN_CHARS else f"{text[:_MAX_SHOWN_CHARS]}…"
