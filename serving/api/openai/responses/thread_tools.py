"""The tools that a session's turns have, for the turn that compacts it and leaves them out.

A harness asks for its summary without tools. They stand at the head of the prompt, so that without them all
of the history would be computed again.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from serving.request import ToolUse

MAX_SESSIONS = 512  # those that were used last; another one's summary is computed from its beginning


class ThreadTools:
    """Of one process. Belongs to the event loop."""

    def __init__(self) -> None:
        self._by_session: OrderedDict[tuple[str, str], ToolUse] = OrderedDict()

    def note(self, tenant: str, session_id: str, tools: ToolUse) -> None:
        self._by_session[tenant, session_id] = tools
        self._by_session.move_to_end((tenant, session_id))
        if len(self._by_session) > MAX_SESSIONS:
            self._by_session.popitem(last=False)

    def kept(self, tenant: str, session_id: str) -> ToolUse | None:
        """To be shown, and not to be called."""
        tools = self._by_session.get((tenant, session_id))
        return None if tools is None else replace(tools, mode="none")
