"""Whether a call's arguments keep to its tool's schema, where no grammar held the model to it.

A schema is a program of the client's, so it runs with a bound: keywords that match patterns, or look through
other schemas on their own, are not checked, and of the others no more than a number of steps.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from jsonschema import Draft202012Validator, validators
from referencing import Registry

from serving.request import Tool
from serving.text.tools.arguments import arguments_schema

_MAX_STEPS = 10_000
_UNCHECKED = ("pattern", "patternProperties", "unevaluatedItems", "unevaluatedProperties")

# (validator, the keyword's value, instance, schema) to errors
_Keyword = Callable[[Any, Any, Any, Any], Iterator[Any] | None]


class _TooManySteps(Exception):
    pass


class ArgumentCheck:
    """One tool's. Not for several threads at once."""

    def __init__(self, tool: Tool) -> None:
        self._schema = arguments_schema(tool)
        self._num_left = 0

    def accepts(self, arguments: str) -> bool:
        """False also where this is no JSON, or the schema none that can be checked."""
        self._num_left = _MAX_STEPS
        try:
            return bool(self._validator.is_valid(json.loads(arguments)))
        except Exception:  # what a schema that is wrong can raise has no end
            return False

    @cached_property
    def _validator(self) -> Any:
        known = Draft202012Validator
        keywords = {
            k: self._counted(k, check) for k, check in known.VALIDATORS.items() if k not in _UNCHECKED
        }
        bounded = validators.create(known.META_SCHEMA, keywords, type_checker=known.TYPE_CHECKER)
        # An empty registry: a schema's references lead nowhere but into itself.
        return bounded(self._schema, registry=Registry())

    def _counted(self, keyword: str, check: _Keyword) -> _Keyword:
        def counted(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[Any] | None:
            self._num_left -= 1
            if self._num_left < 0:
                raise _TooManySteps
            if keyword == "additionalProperties" and "patternProperties" in schema:
                return None  # which are additional is a matter of patterns
            return check(validator, value, instance, schema)

        return counted
