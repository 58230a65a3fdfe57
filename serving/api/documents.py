"""Documents in a prompt, as text, and what a model that reads text alone cannot be shown."""

from __future__ import annotations

import base64
from collections.abc import Iterable

from serving.api.validation import invalid, shown
from serving.errors import InvalidRequest


def document_text(title: str | None, context: str | None, texts: Iterable[str]) -> str:
    """What the model reads of a document, each part on lines of its own."""
    return "\n".join(part for part in (title, context, *texts) if part)


def decoded_text(data: object, place: str) -> str:
    """Of a document of text that comes as bytes in base64. Raises InvalidRequest."""
    if not isinstance(data, str):
        raise invalid(place, f"must be a string, got {shown(data)}")
    try:
        return base64.b64decode(data, validate=True).decode()
    except ValueError:
        raise invalid(place, "must be text in UTF-8, as base64") from None


def unreadable(
    param: str, what: str, instead: str = "say in a text what is in it, or leave it out"
) -> InvalidRequest:
    """`what`: with its article."""
    return invalid(param, f"is {what}, and this model reads text only: {instead}")
