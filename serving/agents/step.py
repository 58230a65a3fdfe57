"""A model step: from the events of its turn to what readers see of it, and to what comes next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from serving.agent_sessions import TurnFailure
from serving.errors import InvalidRequest, PromptTooLong, TenureError
from serving.output import ChoiceDelta, Event, FinishReason, TurnFinished, Usage
from serving.sessions.agents.step_events import Fields, StepEventBuilder
from serving.sessions.agents.work import ModelCall, StepEvents, StepResult

_CUT_SHORT = TurnFailure("max_output_tokens", "The model reached its output token limit before it was done.")

_BROKEN_OFF = TurnFailure("server_error", "The server ended this turn before it was done.")


@dataclass(slots=True)
class _Call:
    call_id: str
    name: str
    arguments: str = ""
    is_whole: bool = False


class StepReader:
    """From a turn's events to those of a step."""

    def __init__(self, session_id: str, turn_id: str, first_output: int) -> None:
        self._builder = StepEventBuilder(session_id, turn_id, first_output)
        self._calls: list[_Call] = []
        self._finish_reason: FinishReason | None = None
        self._usage: Usage | None = None

    def take(self, event: Event) -> list[Fields]:
        """What a reader sees of it."""
        if isinstance(event, TurnFinished):
            self._usage = event.usage
        if not isinstance(event, ChoiceDelta):
            return []
        self._finish_reason = event.finish_reason or self._finish_reason
        seen: list[Fields] = []
        if event.reasoning:
            seen += self._builder.add(event.reasoning, is_reasoning=True)
        if event.text:
            seen += self._builder.add(event.text, is_reasoning=False)
        for delta in event.tool_calls:
            if delta.call_id is not None and delta.name is not None:
                self._calls.append(_Call(delta.call_id, delta.name))
            call = self._calls[delta.index]
            call.arguments += delta.arguments
            call.is_whole = call.is_whole or delta.is_end
        return seen

    def completed(self, call_of: Callable[[str, str, str], ModelCall]) -> StepResult:
        """`call_of`: what a call (id, name, arguments) of the model is."""
        if self._finish_reason not in ("stop", "tool_calls"):
            return self.failed(_CUT_SHORT if self._finish_reason == "length" else _BROKEN_OFF)
        calls = (call_of(call.call_id, call.name, call.arguments) for call in self._calls if call.is_whole)
        return self._result("completed", calls=tuple(calls))

    def cancelled(self) -> StepResult:
        return self._result("cancelled")

    def failed(self, failure: TurnFailure) -> StepResult:
        return self._result("failed", failure=failure)

    def _result(self, status: str, **more: object) -> StepResult:
        builder = self._builder
        return StepResult(
            status=status,  # type: ignore[arg-type]
            num_events=builder.num_events,
            deltas=tuple(builder.deltas),
            reasoning=builder.reasoning,
            text=builder.text,
            usage=self._usage,
            **more,  # type: ignore[arg-type]
        )


def failure_of(error: TenureError) -> TurnFailure:
    if isinstance(error, PromptTooLong):
        return TurnFailure("context_length_exceeded", str(error))
    if isinstance(error, InvalidRequest):
        return TurnFailure("invalid_request", str(error))
    return TurnFailure("server_error", str(error))


def replay(step: StepEvents) -> list[Fields]:
    """The events of a step that has ended, as its readers saw them."""
    builder = StepEventBuilder(step.session_id, step.turn_id, step.first_output)
    events: list[Fields] = []
    num_read = {True: 0, False: 0}
    for is_reasoning, length in step.deltas:
        start = num_read[is_reasoning]
        text = (step.reasoning if is_reasoning else step.text)[start : start + length]
        num_read[is_reasoning] += length
        events += builder.add(text, is_reasoning=is_reasoning)
    return events
