"""What telemetry is told of a session's turns: a span for each, from the first thing that is done for it.

A turn that waits for its client ends its span, and has another one in the trace of the request that it goes
on with; one that another process takes over begins a trace there. All of them name the conversation.
"""

from __future__ import annotations

from serving import telemetry
from serving.agent_sessions import TokenUsage
from serving.sessions.agents.work import ModelStep, StepResult, Work
from serving.telemetry import NO_SPAN, Span


class TurnSpans:
    """Belongs to a session's loop."""

    def __init__(self) -> None:
        self._turn_id = ""
        self._span: Span = NO_SPAN
        self._usage = TokenUsage()

    def of(self, work: Work) -> Span:
        """The one that this is a part of."""
        if work.turn_id != self._turn_id:
            self.end()
            self._turn_id, self._span, self._usage = work.turn_id, _begun(work), TokenUsage()
        return self._span

    def note(self, result: StepResult) -> None:
        """A model step of the turn has ended."""
        self._usage = self._usage.plus(TokenUsage.of(result.usage))
        self._span.set(
            {
                "gen_ai.usage.input_tokens": self._usage.num_input,
                "gen_ai.usage.output_tokens": self._usage.num_output,
                "gen_ai.usage.cache_read.input_tokens": self._usage.num_cached,
            }
        )
        if result.failure is not None:
            self._span.fail(result.failure.code)
        elif result.status == "cancelled":
            self._span.fail("cancelled")

    def end(self) -> None:
        self._span.end()
        self._span = NO_SPAN


def _begun(work: Work) -> Span:
    agent = work.agent or {}
    name = agent.get("name")
    return telemetry.span(
        f"invoke_agent {name}" if name else "invoke_agent",
        {
            "gen_ai.operation.name": "invoke_agent",
            "gen_ai.provider.name": "tenure",
            "gen_ai.agent.id": agent.get("id"),
            "gen_ai.agent.name": name,
            "gen_ai.conversation.id": work.session_id,
            "gen_ai.request.model": work.request.model if isinstance(work, ModelStep) else agent.get("model"),
            "tenure.run.id": work.turn_id,
        },
    )
