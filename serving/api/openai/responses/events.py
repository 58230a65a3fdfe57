"""A response's events, numbered from 0: a function of what is said in it, so the same for every reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from serving.api import sse
from serving.api.openai.responses.object import response_object
from serving.api.progress import progress_report
from serving.errors import TenureError
from serving.output import PromptProgress
from serving.responses import (
    CallBegun,
    CallDelta,
    CallEnded,
    ReasoningDelta,
    ResponseError,
    ResponseEvent,
    ResponseRecord,
    TextDelta,
    WholeItem,
    call_item,
    item_id,
    message_item,
    reasoning_item,
    reasoning_part,
    text_part,
)

Event = dict[str, Any]
# OpenAI has no event for a cancelled response; the object in it says what it is.
_TERMINAL = {
    "completed": "response.completed",
    "incomplete": "response.incomplete",
    "failed": "response.failed",
    "cancelled": "response.incomplete",
}

_CALL_EVENTS = {  # types of items: the name of their events, and what grows in them
    "function_call": ("function_call_arguments", "arguments"),
    "custom_tool_call": ("custom_tool_call_input", "input"),
}


class ResponseEvents:
    """Turns what a reader of one response sees into events."""

    def __init__(self, *, starting_after: int = -1) -> None:
        """Events up to and including number `starting_after` are left out."""
        self._starting_after = starting_after
        self._next_number = 0
        self._is_created = False
        self._open: dict[str, Any] | None = None  # the item that is open, as it will be when it is complete
        self._output_index = 0  # its place
        self._num_told = 0  # items, the open one counted
        self._begun_calls: set[int] = set()  # of the server's, that have not ended
        self._response_id = ""
        self._newest: Event = {}  # snapshot, of a response that goes on
        self._progress: PromptProgress | None = None  # of its prompt

    def of(self, event: ResponseEvent) -> list[Event]:
        """The events of one step of it that are wanted."""
        wanted = []
        for fields in self._made(event):
            if self._next_number > self._starting_after:
                wanted.append({**fields, "sequence_number": self._next_number})
            self._next_number += 1
        return wanted

    def _made(self, event: ResponseEvent) -> Iterator[Event]:
        self._progress = event if isinstance(event, PromptProgress) else None
        if isinstance(event, PromptProgress):
            return iter(())  # the next heartbeat has it
        if isinstance(event, TextDelta):
            return self._text(event)
        if isinstance(event, ReasoningDelta):
            return self._reasoning(event)
        if isinstance(event, CallDelta):
            return self._call(event)
        if isinstance(event, CallBegun):
            return self._begun(event)
        if isinstance(event, CallEnded):
            return self._ended(event)
        return self._whole(event) if isinstance(event, WholeItem) else self._snapshot(event)

    def heartbeat(self) -> Event | None:
        """The newest snapshot again, under a number that has been sent, with how far the prompt is; None
        before the first one."""
        if not self._newest:
            return None
        number = max(self._next_number - 1, self._starting_after)
        return {**self._newest, "sequence_number": number, **progress_report(self._progress)}

    def broken_off(self, error: TenureError) -> Event:
        """The last event of a stream whose response is out of reach."""
        event = _error(error.error_type, error.code or error.error_type, str(error), error.param)
        return {**event, "sequence_number": self._next_number}

    def _snapshot(self, record: ResponseRecord) -> Iterator[Event]:
        self._response_id = record.response_id
        snapshot = response_object(record)
        if not self._is_created:
            self._is_created = True
            yield {"type": "response.created", "response": snapshot}
        if not record.has_ended:
            kind = "queued" if record.status == "queued" else "in_progress"
            self._newest = {"type": f"response.{kind}", "response": snapshot}
            yield self._newest
        else:
            if self._open is not None:
                yield from self._close(record.output[self._output_index]["status"])
            for index in sorted(self._begun_calls):
                yield from self._ended(CallEnded(index, record.output[index]))
            for index in range(self._num_told, len(record.output)):
                yield from self._untold(index, record.output[index])
            if record.error is not None:
                yield _error(_type_of(record.error), record.error.code, record.error.message)
            yield {"type": _TERMINAL[record.status], "response": snapshot}

    # ---- items, one open at a time ------------------------------------------------------------------

    def _reasoning(self, delta: ReasoningDelta) -> Iterator[Event]:
        if self._open is None or self._output_index != delta.output_index:
            yield from self._close()
            index = delta.output_index
            item = reasoning_item(item_id("rs", self._response_id, index), "in_progress", [])
            yield from self._open_with_part(index, item, partial(reasoning_part, ""))
        assert self._open is not None, "it was opened"
        self._open["content"][0]["text"] += delta.text
        place = {**self._place(), "content_index": 0}
        yield {"type": "response.reasoning_text.delta", **place, "delta": delta.text}

    def _text(self, delta: TextDelta) -> Iterator[Event]:
        if self._open is None or self._output_index != delta.output_index:
            yield from self._close()
            yield from self._open_message(delta.output_index)
        assert self._open is not None, "it was opened"
        part = self._open["content"][0]
        part["text"] += delta.text
        part["logprobs"] += delta.logprobs
        place = {**self._place(), "content_index": 0}
        yield {
            "type": "response.output_text.delta",
            **place,
            "delta": delta.text,
            "logprobs": list(delta.logprobs),
        }

    def _open_message(self, output_index: int) -> Iterator[Event]:
        item = message_item(item_id("msg", self._response_id, output_index), "in_progress", [])
        return self._open_with_part(output_index, item, partial(text_part, "", []))

    def _open_with_part(
        self, output_index: int, item: dict[str, Any], empty_part: Callable[[], dict[str, Any]]
    ) -> Iterator[Event]:
        yield self._added(output_index, item)
        self._open = {**item, "status": "completed", "content": [empty_part()]}
        place = {**self._place(), "content_index": 0}
        yield {"type": "response.content_part.added", **place, "part": empty_part()}

    def _call(self, delta: CallDelta) -> Iterator[Event]:
        if self._open is None or self._output_index != delta.output_index:
            yield from self._close()
            empty = replace(delta, arguments="")
            yield self._added(delta.output_index, call_item(self._response_id, empty, "in_progress"))
            self._open = call_item(self._response_id, empty, "completed")
        if delta.arguments:
            kind, field = _CALL_EVENTS[self._open["type"]]
            self._open[field] += delta.arguments
            yield {"type": f"response.{kind}.delta", **self._place(), "delta": delta.arguments}

    def _whole(self, whole: WholeItem) -> Iterator[Event]:
        yield from self._close()
        status = {"status": "in_progress"} if "status" in whole.item else {}
        yield self._added(whole.output_index, {**whole.item, **status})
        self._open = None
        if whole.item["type"] == "mcp_list_tools":
            place = {"item_id": whole.item["id"], "output_index": whole.output_index}
            yield {"type": "response.mcp_list_tools.in_progress", **place}
            end = "failed" if whole.item["error"] else "completed"
            yield {"type": f"response.mcp_list_tools.{end}", **place}
        yield self._done(whole.output_index, dict(whole.item))

    def _begun(self, call: CallBegun) -> Iterator[Event]:
        yield from self._close()
        yield self._added(call.output_index, {**call.item, "arguments": ""})
        self._open = None
        self._begun_calls.add(call.output_index)
        place = {"item_id": call.item["id"], "output_index": call.output_index}
        arguments = call.item["arguments"]
        yield {"type": "response.mcp_call.in_progress", **place}
        yield {"type": "response.mcp_call_arguments.delta", **place, "delta": arguments}
        yield {"type": "response.mcp_call_arguments.done", **place, "arguments": arguments}

    def _ended(self, call: CallEnded) -> Iterator[Event]:
        self._begun_calls.discard(call.output_index)
        end = "failed" if call.item["error"] else "completed"
        place = {"item_id": call.item["id"], "output_index": call.output_index}
        yield {"type": f"response.mcp_call.{end}", **place}
        yield self._done(call.output_index, dict(call.item))

    def _untold(self, index: int, item: Mapping[str, Any]) -> Iterator[Event]:
        """What is known at the end alone: an empty reply, half a call that is told in one piece."""
        if item["type"] == "message":
            yield from self._open_message(index)
            yield from self._close(item["status"])
        else:
            yield from self._whole(WholeItem(index, item))

    def _added(self, output_index: int, item: dict[str, Any]) -> Event:
        self._open, self._output_index, self._num_told = item, output_index, output_index + 1
        return {"type": "response.output_item.added", "output_index": output_index, "item": item}

    def _close(self, status: str = "completed") -> Iterator[Event]:
        if self._open is None:
            return
        item, place = {**self._open, "status": status}, self._place()
        self._open = None
        if item["type"] in _CALL_EVENTS:
            kind, field = _CALL_EVENTS[item["type"]]
            name = {"name": item["name"]} if item["type"] == "function_call" else {}
            yield {"type": f"response.{kind}.done", **place, **name, field: item[field]}
        else:
            part = item["content"][0]
            place["content_index"] = 0
            done = {name: part[name] for name in ("text", "logprobs") if name in part}
            kind = "reasoning_text" if item["type"] == "reasoning" else "output_text"
            yield {"type": f"response.{kind}.done", **place, **done}
            yield {"type": "response.content_part.done", **place, "part": part}
        yield self._done(place["output_index"], item)

    @staticmethod
    def _done(output_index: int, item: dict[str, Any]) -> Event:
        return {"type": "response.output_item.done", "output_index": output_index, "item": item}

    def _place(self) -> dict[str, Any]:
        assert self._open is not None, "an item is open"
        return {"item_id": self._open["id"], "output_index": self._output_index}


def _type_of(error: ResponseError) -> str:
    return "invalid_request_error" if error.code == "invalid_prompt" else TenureError.error_type


def _error(kind: str, code: str, message: str, param: str | None = None) -> Event:
    """As Open Responses has it, in `error`, where OpenAI's SDKs look; and flat, as those declare it."""
    fields = {"code": code, "message": message, "param": param}
    return {"type": "error", **fields, "error": {"type": kind, **fields}}


def as_sse(event: Event) -> bytes:
    return f"event: {event['type']}\ndata: {sse.encode_json(event)}\n\n".encode()
