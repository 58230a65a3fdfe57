"""Keys that a Serve config file has and its schema has not.

Serve's own schema drops most of them, and does not look into sections that may be "a dictionary or a model".
What is known is read from its own models.
"""

from __future__ import annotations

import dataclasses
import difflib
import inspect
import types
import typing
from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ValidationError
from ray.runtime_env import RuntimeEnv

Place = tuple[str | int, ...]  # of a value in the file: applications, 0, args
RUNTIME_ENV = "runtime_env"  # a dictionary in the models: Ray reads it with a class of its own


def faults(model: type, values: Any, place: Place = ()) -> Iterator[str]:
    """A sentence for each key under `values` that `model` or a model inside it does not know.

    Args:
        model: a pydantic model or a dataclass.
        values: what the file has there; its types are checked where the models do not.
    """
    if not isinstance(values, Mapping):
        yield sentence(place, f"must be a section of keys and values, got {values!r}")
        return
    fields = _fields(model)
    yield from _unknown(values, fields, place)
    for name, value in values.items():
        if name in fields:
            yield from _inside(fields[name], value, (*place, name))


def _inside(annotation: Any, value: Any, place: Place) -> Iterator[str]:
    options = list(_options(annotation))
    if value is None:
        return  # whether it may be null is for the schema to say
    if place[-1] == RUNTIME_ENV and isinstance(value, Mapping):
        yield from _unknown(value, RuntimeEnv.known_fields, place)
    for option in options:
        if get_origin(option) is list and isinstance(value, list):
            for index, item in enumerate(value):
                yield from _inside(get_args(option)[0], item, (*place, index))
        elif _is_model(option):
            found = list(faults(option, value, place))
            yield from found
            if not found and any((get_origin(other) or other) is dict for other in options):
                yield from _type_faults(option, value, place)


def _type_faults(model: type[BaseModel], value: Any, place: Place) -> Iterator[str]:
    """Of a section that the schema takes as any dictionary."""
    try:
        model(**value)
    except ValidationError as error:
        yield from sentences(error, place)
    except (ImportError, AttributeError, NotImplementedError):
        pass  # it names code that only the cluster may have, or what the schema will refuse too


def _unknown(values: Mapping[Any, Any], known: Collection[str], place: Place) -> Iterator[str]:
    for key in values:
        if key not in known:
            yield sentence((*place, str(key)), f"there is no such key here. {closest(str(key), known)}")


def closest(name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), n=1)
    return f"Did you mean `{near[0]}`?" if near else f"There are: {', '.join(sorted(known))}."


def sentences(error: ValidationError, place: Place = ()) -> Iterator[str]:
    for fault in error.errors(include_url=False):
        is_missing = fault["type"] in ("missing", "missing_argument")
        got = "" if is_missing else f", got {fault['input']!r}"
        yield sentence((*place, *fault["loc"]), f"{_demand(fault)}{got}")


def _demand(fault: Any) -> str:
    """What the value must be, in the words of the command line; pydantic's where we have none."""
    limits = fault.get("ctx", {})
    match fault["type"]:
        case "int_parsing" | "int_type" | "int_from_float":
            return "must be a whole number"
        case "float_parsing" | "float_type":
            return "must be a number"
        case "bool_parsing" | "bool_type":
            return "must be true or false"
        case "greater_than":
            return f"must be more than {limits['gt']:g}"
        case "greater_than_equal":
            return f"must be at least {limits['ge']:g}"
        case "literal_error":
            return f"must be {limits['expected'].replace(chr(39), '')}"
        case _:
            return str(fault["msg"])


def sentence(place: Place, what: str) -> str:
    return f"{'.'.join(map(str, place)) or 'the file'}: {what}"


def _fields(model: type) -> dict[str, Any]:
    """name -> annotation"""
    if issubclass(model, BaseModel):
        return {field.alias or name: field.annotation for name, field in model.model_fields.items()}
    hints = get_type_hints(model)
    return {name: hints[name] for name in inspect.signature(model).parameters}


def _options(annotation: Any) -> Iterator[Any]:
    """The types that an annotation allows: those of a union, or itself."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _options(get_args(annotation)[0])
    elif origin in (Union, types.UnionType):
        for option in get_args(annotation):
            yield from _options(option)
    else:
        yield annotation


def _is_model(annotation: Any) -> typing.TypeGuard[type[BaseModel]]:
    is_class = isinstance(annotation, type) and get_origin(annotation) is None
    return is_class and (issubclass(annotation, BaseModel) or dataclasses.is_dataclass(annotation))
