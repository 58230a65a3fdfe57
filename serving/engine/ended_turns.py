"""Which blocks a session's turn has used, until it is known what the session waits for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

MAX_TURNS = 1024  # the replica tells within milliseconds


class EndedTurns:
    """Belongs to the engine thread."""

    def __init__(self) -> None:
        self._keys: OrderedDict[str, Sequence[bytes]] = OrderedDict()  # by sequence

    def note(self, seq_id: str, keys: Sequence[bytes]) -> None:
        self._keys[seq_id] = keys
        if len(self._keys) > MAX_TURNS:
            self._keys.popitem(last=False)

    def take(self, seq_id: str) -> Sequence[bytes]:
        """Empty where that sequence is not known."""
        return self._keys.pop(seq_id, ())
