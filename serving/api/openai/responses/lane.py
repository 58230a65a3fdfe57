"""One lane of a WebSocket: its messages are answered in their order, while other lanes are at work."""

from __future__ import annotations

from collections import deque

from serving.api.openai.responses.client_event import ClientEvent
from serving.api.openai.responses.plan import ResponsePlan
from serving.responses import ResponseContext, ResponseRecord


class Lane:
    def __init__(self, stream_id: str | None) -> None:
        """`stream_id`: what its events are marked with; None: nothing."""
        self.stream_id = stream_id
        self.waiting: deque[ClientEvent] = deque()
        self.is_busy = False  # somebody answers what waits
        self.running_id: str | None = None  # the response that is being made
        # The newest response, stored or not, and what a turn after it has before its input.
        self.newest_id: str | None = None
        self.newest = ResponseContext()

    def remember(self, plan: ResponsePlan, record: ResponseRecord) -> None:
        self.newest_id = record.response_id
        items = (*plan.context.items, *plan.response.input, *record.output)
        self.newest = ResponseContext(items, plan.response.request.session_id)

    def forget(self) -> None:
        self.newest_id, self.newest = None, ResponseContext()
