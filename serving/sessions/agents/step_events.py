"""What readers are told of a model step's reasoning and text, the same whenever it is made.

Item ids go by turn and output index. A delta is one event; what an item begins and ends with are others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from serving.responses import item_id

Fields = dict[str, Any]
Phase = Literal["commentary", "final_answer"]
_PREFIX = "agent.session.turn"


class StepEventBuilder:
    """Belongs to one step."""

    def __init__(self, session_id: str, turn_id: str, first_output: int) -> None:
        self._ids = {"session_id": session_id, "turn_id": turn_id}
        self._turn_id = turn_id
        self._first_output = first_output
        self._is_reasoning = False  # begun and not ended
        self.reasoning = ""
        self.text = ""
        self.deltas: list[tuple[bool, int]] = []
        self.num_events = 0

    def add(self, text: str, *, is_reasoning: bool) -> list[Fields]:
        """The events of a delta. All reasoning comes before the first text."""
        events = self._add_reasoning(text) if is_reasoning else self._add_text(text)
        self.deltas.append((is_reasoning, len(text)))
        self.num_events += len(events)
        return events

    def end(self, *, is_whole: bool, phase: Phase) -> list[Fields]:
        """What is told when no more deltas come."""
        if self.text:
            return self._text_end(is_whole, phase)
        return self._reasoning_end(is_whole) if self._is_reasoning else []

    def items(self, *, is_whole: bool, phase: Phase) -> list[Fields]:
        """What was said, as its items show it when the step has ended."""
        reasoning = [self._reasoning_item(is_whole or bool(self.text))] if self.reasoning else []
        return [*reasoning, *([self._message(is_whole, phase)] if self.text else [])]

    # ---- reasoning --------------------------------------------------------------------------------

    def _add_reasoning(self, text: str) -> list[Fields]:
        place = self._reasoning_place()
        begun: list[Fields] = []
        if not self.reasoning:
            self._is_reasoning = True
            item = {**self._reasoning_item(False), "status": "in_progress", "summary": []}
            part = {"type": "summary_text", "text": ""}
            begun = [
                self._event("item.added", output_index=self._first_output, item=item),
                self._event("reasoning_summary_part.added", **place, part=part),
            ]
        self.reasoning += text
        return [*begun, self._event("reasoning_summary_text.delta", **place, delta=text)]

    def _reasoning_end(self, is_whole: bool) -> list[Fields]:
        self._is_reasoning = False
        place = self._reasoning_place()
        return [
            self._event("reasoning_summary_text.done", **place, text=self.reasoning),
            self._event("reasoning_summary_part.done", **place, part=self._summary()),
            self._event("item.done", output_index=self._first_output, item=self._reasoning_item(is_whole)),
        ]

    def _reasoning_place(self) -> Fields:
        index = self._first_output
        return {"output_index": index, "item_id": item_id("rs", self._turn_id, index), "summary_index": 0}

    def _summary(self) -> Fields:
        return {"type": "summary_text", "text": self.reasoning}

    def _reasoning_item(self, is_whole: bool) -> Fields:
        return {
            "id": item_id("rs", self._turn_id, self._first_output),
            "type": "reasoning",
            "status": "completed" if is_whole else "incomplete",
            "summary": [self._summary()],
            "turn_id": self._turn_id,
        }

    # ---- text -------------------------------------------------------------------------------------

    @property
    def _text_index(self) -> int:
        return self._first_output + bool(self.reasoning)

    def _add_text(self, text: str) -> list[Fields]:
        begun = self._reasoning_end(True) if self._is_reasoning else []
        place = self._text_place()
        if not self.text:
            item = {
                **self._message(False, "final_answer"),
                "status": "in_progress",
                "content": [],
                "phase": None,
            }
            begun += [
                self._event("item.added", output_index=self._text_index, item=item),
                self._event("content_part.added", **place, part={"type": "output_text", "text": ""}),
            ]
        self.text += text
        return [*begun, self._event("output_text.delta", **place, delta=text)]

    def _text_end(self, is_whole: bool, phase: Phase) -> list[Fields]:
        place = self._text_place()
        part = {"type": "output_text", "text": self.text}
        message = self._message(is_whole, phase)
        return [
            self._event("output_text.done", **place, text=self.text),
            self._event("content_part.done", **place, part=part),
            self._event("item.done", output_index=self._text_index, item=message),
        ]

    def _text_place(self) -> Fields:
        index = self._text_index
        return {"output_index": index, "item_id": item_id("msg", self._turn_id, index), "content_index": 0}

    def _message(self, is_whole: bool, phase: Phase) -> Fields:
        return {
            "id": item_id("msg", self._turn_id, self._text_index),
            "type": "message",
            "role": "assistant",
            "status": "completed" if is_whole else "incomplete",
            "phase": phase,
            "content": [{"type": "output_text", "text": self.text}],
            "turn_id": self._turn_id,
        }

    def _event(self, name: str, **fields: Any) -> Fields:
        return {"type": f"{_PREFIX}.{name}", **self._ids, **fields}


def item_event(name: str, session_id: str, item: Mapping[str, Any], output_index: int | None) -> Fields:
    """`added` or `done` of an item that comes in one piece."""
    return {
        "type": f"{_PREFIX}.item.{name}",
        "session_id": session_id,
        "turn_id": item["turn_id"],
        "output_index": output_index,
        "item": dict(item),
    }
