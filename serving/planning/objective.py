"""How fast a turn has to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from serving.option import Option, check

if TYPE_CHECKING:  # the command line reads the options above without loading the engine
    from serving.planning.simulate import Turn

GOALS = "What a good turn is"  # a panel of the help


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """What a turn must keep to be good for its user."""

    ttft_s: Annotated[
        float,
        Option("Longest time to the first token, in seconds.", flag="--slo-ttft", least=0, panel=GOALS),
    ] = 2.0
    itl_s: Annotated[
        float,
        Option("Longest mean gap between tokens, in seconds.", flag="--slo-itl", least=0, panel=GOALS),
    ] = 0.2

    def __post_init__(self) -> None:
        check(self)

    def is_met_by(self, turn: Turn) -> bool:
        gaps = turn.itl_s
        return turn.ttft_s <= self.ttft_s and (not gaps or sum(gaps) / len(gaps) <= self.itl_s)
