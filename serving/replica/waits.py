"""What sessions wait for between their turns, and since when: so the engine learns who comes back when."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterable

from serving.engine.messages import BeginWait, EndWait
from serving.kv.retention import PERSON, Wait
from serving.replica.choice import Choice
from serving.request import Request
from serving.sessions.turn import LastReply

MAX_SESSIONS = 1 << 16  # the last that began to wait


class Waits:
    """Belongs to the event loop."""

    def __init__(self) -> None:
        self._since: OrderedDict[tuple[str, str], tuple[Wait, float]] = OrderedDict()

    def begin(self, request: Request, choice: Choice) -> BeginWait | None:
        """One of a session's replies has ended. None for a turn that leaves nothing to come back to."""
        if request.session_id is None or not request.is_recorded:
            return None
        wait = _wait(request.tenant, choice.called)
        self._since[request.tenant, request.session_id] = (wait, time.monotonic())
        self._since.move_to_end((request.tenant, request.session_id))
        if len(self._since) > MAX_SESSIONS:
            self._since.popitem(last=False)
        return BeginWait(choice.seq_id, wait)

    def end(self, request: Request, last: LastReply | None = None) -> EndWait | None:
        """A turn begins. None where nothing is known of the one before it.

        Args:
            last: that one's reply, where another process has made it.
        """
        if request.session_id is None or not request.is_recorded:
            return None
        wait, since_s = self._since.pop((request.tenant, request.session_id), (None, 0.0))
        if last is not None:  # what is known here is of a turn before that
            seconds = max(0.0, time.time() - last.ended_at)  # their clocks may differ
            return EndWait(_wait(request.tenant, last.called), seconds, is_new=wait is None)
        return None if wait is None else EndWait(wait, time.monotonic() - since_s)


def _wait(tenant: str, called: Iterable[str]) -> Wait:
    return Wait(tenant, ",".join(sorted(called)) or PERSON)
