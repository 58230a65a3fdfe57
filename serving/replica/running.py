"""The turns that the engine works on."""

from __future__ import annotations

from serving.replica.choice import Choice
from serving.replica.turn import Turn


class Running:
    """Finds the turn and the choice of a sequence. Belongs to the event loop."""

    def __init__(self) -> None:
        self._by_seq_id: dict[str, tuple[Turn, Choice]] = {}

    def add(self, turn: Turn, choice: Choice) -> None:
        self._by_seq_id[choice.seq_id] = (turn, choice)

    def find(self, seq_id: str) -> tuple[Turn, Choice] | None:
        """None: it has ended, or was aborted."""
        return self._by_seq_id.get(seq_id)

    def remove(self, choice: Choice) -> bool:
        """False if it was not there any more."""
        return self._by_seq_id.pop(choice.seq_id, None) is not None

    def turns(self) -> list[Turn]:
        return list({id(turn): turn for turn, _ in self._by_seq_id.values()}.values())
