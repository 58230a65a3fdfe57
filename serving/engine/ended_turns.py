"""Which blocks a session's turn has used, until it is known what the session waits for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from serving.kv.holdings import Account

MAX_TURNS = 1024  # the replica tells within milliseconds


@dataclass(frozen=True, slots=True)
class EndedTurn:
    account: Account
    keys: Sequence[bytes]  # the last one is of a block that need not be full
    num_tokens: int


class EndedTurns:
    """Belongs to the engine thread."""

    def __init__(self) -> None:
        self._turns: OrderedDict[str, EndedTurn] = OrderedDict()  # by sequence

    def note(self, seq_id: str, turn: EndedTurn) -> None:
        self._turns[seq_id] = turn
        if len(self._turns) > MAX_TURNS:
            self._turns.popitem(last=False)

    def take(self, seq_id: str) -> EndedTurn | None:
        """None where that sequence is not known."""
        return self._turns.pop(seq_id, None)
