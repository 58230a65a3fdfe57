"""What a server is asked to do: sessions that come back, turn after turn."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from serving.option import Option, check

WORKLOAD = "Workload"  # a panel of the help


@dataclass(frozen=True, slots=True)
class Script:
    """One session, known in advance: when it comes, and of each turn what it appends and what is replied."""

    start_s: float
    new_tokens: Sequence[int]  # [turns]
    reply_tokens: Sequence[int]  # [turns]
    gap_s: Sequence[float]  # [turns], from the end of each reply to the next turn; the last is not used

    @property
    def num_turns(self) -> int:
        return len(self.new_tokens)

    @property
    def num_final_tokens(self) -> int:
        return sum(self.new_tokens) + sum(self.reply_tokens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """`num_sessions` sessions of `num_turns` turns each.

    A turn's prompt is everything before it and the new tokens. Its reply has a fixed length; then the
    tool runs, and the next turn comes.
    """

    num_sessions: Annotated[
        int, Option("Sessions, on the whole instance.", flag="--sessions", least=1, panel=WORKLOAD)
    ] = 8
    num_turns: Annotated[int, Option("Turns of each session.", flag="--turns", least=1, panel=WORKLOAD)] = 10
    num_first_tokens: Annotated[
        int | None,
        Option(
            "Prompt of the first turn.",
            flag="--first-tokens",
            least=1,
            default="--new-tokens",
            panel=WORKLOAD,
        ),
    ] = None
    num_new_tokens: Annotated[
        int, Option("Tokens that each turn appends.", flag="--new-tokens", least=1, panel=WORKLOAD)
    ] = 200
    num_reply_tokens: Annotated[
        int, Option("Tokens of each reply.", flag="--reply-tokens", least=1, panel=WORKLOAD)
    ] = 64
    tool_s: Annotated[
        float,
        Option(
            "Seconds from the end of a reply to the next turn.",
            flag="--tool-seconds",
            least=0,
            panel=WORKLOAD,
        ),
    ] = 0.0
    # Poisson arrivals.
    sessions_per_s: Annotated[
        float,
        Option(
            "New sessions a second, at random; 0: all begin at once.",
            flag="--session-rate",
            least=0,
            panel=WORKLOAD,
        ),
    ] = 0.0
    # Further turns wait with the client, unseen.
    max_turns_in_flight: Annotated[
        int | None,
        Option(
            "Most turns that the client has open.",
            flag="--turns-in-flight",
            least=1,
            default="any",
            panel=WORKLOAD,
        ),
    ] = None
    seed: int = 0

    def __post_init__(self) -> None:
        check(self)

    def num_prompt_tokens(self, turn: int) -> int:
        """Of turn 1, 2, ...: the history with the new tokens."""
        first = self.num_new_tokens if self.num_first_tokens is None else self.num_first_tokens
        return first + (turn - 1) * (self.num_new_tokens + self.num_reply_tokens)

    @property
    def num_final_tokens(self) -> int:
        """Of a session, at its end."""
        return self.num_prompt_tokens(self.num_turns) + self.num_reply_tokens

    def scripts(self) -> list[Script]:
        """Its sessions, by arrival."""
        rng, at_s = random.Random(self.seed), 0.0
        new = (self.num_prompt_tokens(1), *(self.num_new_tokens,) * (self.num_turns - 1))
        reply, gap = (self.num_reply_tokens,) * self.num_turns, (self.tool_s,) * self.num_turns
        scripts = []
        for _ in range(self.num_sessions):
            scripts.append(Script(at_s, new, reply, gap))
            if self.sessions_per_s:
                at_s += rng.expovariate(self.sessions_per_s)
        return scripts
