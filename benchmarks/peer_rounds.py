"""In which order servers are visited, so that a machine's drift favours none of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visit:
    """One start of one server, for one stage of workloads."""

    round: int
    stage: str
    name: str


def visits(names: Sequence[str], stages: Sequence[str], num_rounds: int) -> Iterator[Visit]:
    """Per round all stages, per stage all servers: A B C, then C B A, then A B C, ...

    The order turns with every stage and, beyond that, with every round: each stage sees both.
    """
    for round_number in range(num_rounds):
        for stage_number, stage in enumerate(stages):
            is_reversed = (round_number + stage_number) % 2 == 1
            for name in reversed(names) if is_reversed else names:
                yield Visit(round_number, stage, name)
