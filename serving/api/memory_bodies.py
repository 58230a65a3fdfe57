"""Bodies of what is done with memories."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from serving.api.validation import invalid, shown
from serving.api.wire import WireModel
from serving.memories import (
    DEFAULT_RESULTS,
    MAX_EXPIRY_S,
    MAX_NAME_CHARS,
    MAX_QUERY_CHARS,
    MAX_RESULTS,
    MAX_TEXT_CHARS,
    MemoryChange,
    Namespace,
    NewMemory,
)

MAX_PAIRS, MAX_KEY_CHARS, MAX_VALUE_CHARS = 16, 64, 512  # of metadata: OpenAI's


def _name(value: str) -> str:
    if not 1 <= len(value) <= MAX_NAME_CHARS or not value.isprintable():
        raise ValueError(
            f"must have 1 to {MAX_NAME_CHARS} characters, all printable, got {len(value)}: {shown(value)}"
        )
    return value


def _text(value: str) -> str:
    if "\0" in value or not value.strip():
        raise ValueError(f"must be a statement, not empty and without NUL, got {shown(value)}")
    return value.strip()


def _metadata(value: dict[str, str]) -> dict[str, str]:
    if len(value) > MAX_PAIRS:
        raise ValueError(f"may have {MAX_PAIRS} pairs, got {len(value)}")
    for key, text in value.items():
        if len(key) > MAX_KEY_CHARS or len(text) > MAX_VALUE_CHARS or "\0" in key + text:
            raise ValueError(
                f"may have keys of {MAX_KEY_CHARS} and values of {MAX_VALUE_CHARS} characters, without NUL, "
                f"got {len(key)} and {len(text)} at {shown(key)}"
            )
    return value


Name = Annotated[str, AfterValidator(_name)]
Text = Annotated[str, Field(max_length=MAX_TEXT_CHARS), AfterValidator(_text)]
Pairs = Annotated[dict[str, str], AfterValidator(_metadata)]


class ExpiresAfter(WireModel):
    """In the form of OpenAI's files."""

    anchor: Literal["confirmed_at"]
    seconds: Annotated[int, Field(ge=1, le=MAX_EXPIRY_S)]


class MemoryBody(WireModel):
    text: Text
    agent_id: Name | None = None
    user_id: Name | None = None
    subject: Name | None = None
    metadata: Pairs | None = None
    expires_after: ExpiresAfter | None = None


class MemoryUpdateBody(WireModel):
    text: Text | None = None
    metadata: Pairs | None = None


class MemorySearchBody(WireModel):
    """`max_num_results` is OpenAI's word, in the search of a vector store."""

    query: Annotated[str, Field(min_length=1, max_length=MAX_QUERY_CHARS)]
    agent_id: Name | None = None
    user_id: Name | None = None
    max_num_results: Annotated[int, Field(ge=1, le=MAX_RESULTS)] | None = None

    @property
    def limit(self) -> int:
        return self.max_num_results or DEFAULT_RESULTS


def new_memory(body: MemoryBody, namespace: Namespace) -> NewMemory:
    return NewMemory(
        namespace=namespace,
        text=body.text,
        subject=body.subject,
        metadata=body.metadata or {},
        expires_after_s=None if body.expires_after is None else body.expires_after.seconds,
    )


def memory_change(body: MemoryUpdateBody) -> MemoryChange:
    """Raises InvalidRequest where it changes nothing."""
    sent: set[str] = body.model_fields_set & {"text", "metadata"}
    if not sent:
        raise invalid("text", "or `metadata` is required: there is nothing else to change")
    metadata: Any = (body.metadata or {}) if "metadata" in sent else None
    return MemoryChange(text=body.text, metadata=metadata)
