"""What becomes of a field that no wire model has: refused, accepted without effect, or unknown.

A field is refused, with a 400 that names it, when leaving it out would change the answer; each has values
that change nothing (`unless`), and those pass. A name that stands nowhere is ignored, counted, and logged
once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from serving.api.http_metrics import HttpMetrics
from serving.api.validation import shown
from serving.errors import InvalidRequest
from serving.logs import get_logger

log = get_logger(__name__)

_MAX_NAMES = 200  # of unknown fields that are told apart
MAX_NAME_CHARS = 64


@dataclass(frozen=True, slots=True)
class Refused:
    """A field we do not have, the values of it that ask for nothing, and what to do instead."""

    unless: tuple[Any, ...] = ()  # null always passes
    hint: str = "Leave it out."


def refuse_unsupported(fields: Mapping[str, Any], refused: Mapping[str, Refused], place: str = "") -> None:
    """Of what stands at `place` in a body.

    Raises InvalidRequest for the first field whose absence here would change the answer.
    """
    for name, value in fields.items():
        rule = refused.get(name)
        if rule is not None and value is not None and not _is_harmless(value, rule):
            param = f"{place}.{name}" if place else name
            raise InvalidRequest(
                f"`{param}` is not supported, got {shown(value)}. {rule.hint}",
                param=param,
                code="unsupported_parameter",
            )


def _is_harmless(value: Any, rule: Refused) -> bool:
    # The types too: in Python, 0 == False and 1 == True.
    return any(type(value) is type(harmless) and value == harmless for harmless in rule.unless)


class UnknownFields:
    """Counts the fields nobody knows, and logs each name once."""

    def __init__(self, metrics: HttpMetrics) -> None:
        self._metrics = metrics
        self._names: set[str] = set()

    def note(self, body: BaseModel, *known: Collection[str]) -> None:
        """`known`: the dialect's tables of fields that the body's model does not have."""
        for name in body.model_extra or {}:
            if not any(name in table for table in known):
                self._note(name[:MAX_NAME_CHARS])

    def note_ignored(self, name: str) -> None:
        """A field that is known, and whose value asks for what is not done here."""
        self._note(name)

    def _note(self, name: str) -> None:
        if name not in self._names:
            # The names are the client's: without a limit they would fill our memory.
            if len(self._names) >= _MAX_NAMES:
                name = "(others)"
            else:
                self._names.add(name)
                log.info("unknown_field_ignored", field=name)
        self._metrics.unknown_fields.labels(name).inc()
