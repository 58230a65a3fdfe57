"""Whether a replica takes turns, and why not."""

from __future__ import annotations

from serving.errors import EngineDead, Unavailable


class Readiness:
    """Belongs to the event loop."""

    def __init__(self) -> None:
        self.death: EngineDead | None = None
        self.is_started = False
        self.is_draining = False

    def check(self) -> None:
        """Raises: EngineDead; Unavailable while it starts or drains."""
        self.check_alive()
        if not self.is_started:
            raise Unavailable("The server is starting up.")
        if self.is_draining:
            raise Unavailable("The server is shutting down.")

    def check_alive(self) -> None:
        """Raises: EngineDead."""
        if self.death is not None:
            raise self.death

    @property
    def detail(self) -> str:
        """In a word; `ok` where it takes turns."""
        if not self.is_started:
            return "starting"
        return "draining" if self.is_draining else "ok"
