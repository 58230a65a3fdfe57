"""A response's events, numbered from 0: a function of what its run says, and so the same for every reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from serving.api import sse
from serving.api.response_object import response_object
from serving.errors import TenureError
from serving.responses import Item, ResponseRecord, RunEvent, TextDelta, item_id, message_item, text_part

Event = dict[str, Any]
# OpenAI has no event for a cancelled response; the object in it says what it is.
_TERMINAL = {
    "completed": "response.completed",
    "incomplete": "response.incomplete",
    "failed": "response.failed",
    "cancelled": "response.incomplete",
}


class ResponseEvents:
    """Turns the run of one response into events."""

    def __init__(self, *, starting_after: int = -1) -> None:
        """Events up to and including number `starting_after` are left out."""
        self._starting_after = starting_after
        self._next_number = 0
        self._is_created = False
        self._item_id: str | None = None  # of the message that is open
        self._response_id = ""

    def of(self, event: RunEvent) -> list[Event]:
        """The events of one step of the run that are wanted."""
        made = self._delta(event) if isinstance(event, TextDelta) else self._snapshot(event)
        wanted = []
        for fields in made:
            if self._next_number > self._starting_after:
                wanted.append({**fields, "sequence_number": self._next_number})
            self._next_number += 1
        return wanted

    def broken_off(self, error: TenureError) -> Event:
        """The last event of a stream whose run is out of reach."""
        fields = {"code": error.code or error.error_type, "message": str(error), "param": error.param}
        return {"type": "error", **fields, "sequence_number": self._next_number}

    def _snapshot(self, record: ResponseRecord) -> Iterator[Event]:
        self._response_id = record.response_id
        snapshot = response_object(record)
        if not self._is_created:
            self._is_created = True
            yield {"type": "response.created", "response": snapshot}
        if record.status == "queued":
            yield {"type": "response.queued", "response": snapshot}
        elif record.status == "in_progress":
            yield {"type": "response.in_progress", "response": snapshot}
        else:
            yield from self._close(record)
            if record.error is not None:
                error = {"code": record.error.code, "message": record.error.message, "param": None}
                yield {"type": "error", **error}
            yield {"type": _TERMINAL[record.status], "response": snapshot}

    def _delta(self, delta: TextDelta) -> Iterator[Event]:
        yield from self._open_message()
        yield {
            "type": "response.output_text.delta",
            **self._place(),
            "delta": delta.text,
            "logprobs": list(delta.logprobs),
        }

    def _open_message(self) -> Iterator[Event]:
        if self._item_id is not None:
            return
        self._item_id = item_id("msg", self._response_id, 0)
        item = message_item(self._item_id, "in_progress", [])
        yield {"type": "response.output_item.added", "output_index": 0, "item": item}
        yield {"type": "response.content_part.added", **self._place(), "part": text_part("", [])}

    def _close(self, record: ResponseRecord) -> Iterator[Event]:
        for output_index, item in enumerate(record.output):
            yield from self._open_message()
            yield from self._close_message(output_index, item)

    def _close_message(self, output_index: int, item: Item) -> Iterator[Event]:
        part = item["content"][0]
        done = {"text": part["text"], "logprobs": part["logprobs"]}
        yield {"type": "response.output_text.done", **self._place(), **done}
        yield {"type": "response.content_part.done", **self._place(), "part": part}
        yield {"type": "response.output_item.done", "output_index": output_index, "item": item}

    def _place(self) -> dict[str, Any]:
        return {"item_id": self._item_id, "output_index": 0, "content_index": 0}


def as_sse(event: Event) -> bytes:
    return f"event: {event['type']}\ndata: {sse.encode_json(event)}\n\n".encode()
