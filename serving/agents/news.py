"""Wakes those of this process who wait for more of a session."""

from __future__ import annotations

import asyncio
from weakref import WeakValueDictionary


class News:
    """Belongs to the event loop."""

    def __init__(self) -> None:
        self._of_session: WeakValueDictionary[str, asyncio.Event] = WeakValueDictionary()

    def of(self, session_id: str) -> asyncio.Event:
        """Is set when there is more. To miss nothing it is asked for before a look at the log."""
        return self._of_session.setdefault(session_id, asyncio.Event())

    def tell(self, session_id: str) -> None:
        news = self._of_session.pop(session_id, None)
        if news is not None:
            news.set()
