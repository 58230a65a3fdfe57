"""What a server is asked to do: sessions that come back, turn after turn."""

from __future__ import annotations

from dataclasses import dataclass

from serving.errors import StartupError


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """`num_sessions` sessions of `num_turns` turns each.

    A turn's prompt is everything before it and the new tokens. Its reply has a fixed length; then the
    tool runs, and the next turn comes.
    """

    num_sessions: int = 8
    num_turns: int = 10
    num_first_tokens: int | None = None  # prompt of the first turn; None: as many as any turn's new ones
    num_new_tokens: int = 200
    num_reply_tokens: int = 64
    tool_s: float = 0.0  # from the end of a reply to the next turn
    sessions_per_s: float = 0.0  # Poisson arrivals; 0: all sessions begin at once
    max_turns_in_flight: int | None = None  # a client's limit: further turns wait with it, unseen
    seed: int = 0

    def __post_init__(self) -> None:
        for name in ("num_sessions", "num_turns", "num_new_tokens", "num_reply_tokens"):
            value = getattr(self, name)
            if value < 1:
                raise StartupError(f"{name} must be at least 1, got {value}.")

    def num_prompt_tokens(self, turn: int) -> int:
        """Of turn 1, 2, ...: the history with the new tokens."""
        first = self.num_new_tokens if self.num_first_tokens is None else self.num_first_tokens
        return first + (turn - 1) * (self.num_new_tokens + self.num_reply_tokens)

    @property
    def num_final_tokens(self) -> int:
        """Of a session, at its end."""
        return self.num_prompt_tokens(self.num_turns) + self.num_reply_tokens
