"""Sessions of a trace in the format of Mooncake's, as the `aiperf` package writes it, with lengths divided.

Each line is a turn: `session_id`, `input_length` (of what is new), `output_length`, `hash_ids` (a name for
each block of what is new), and `delay` since the turn before it, in milliseconds. Blocks of one name have one
content.

The trace does not say whether a gap is a tool's or a person's. Its manifest says how both are distributed,
and how many there are of each: what a gap was is drawn from that, given its length, so that labels and
lengths go together as they did where the trace was made. The last turn of a session ends with words for a
person.
"""

from __future__ import annotations

import itertools
import json
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Lognormal = dict[str, float]


@dataclass(frozen=True, slots=True)
class TracedTurn:
    delay_s: float  # since the end of the turn before it
    token_ids: tuple[int, ...]  # that are new
    num_reply_tokens: int
    ends_with_call: bool  # and so it is a tool's result that comes next


def read_sessions(trace: Path, manifest: Path, divisor: int, seed: int) -> list[list[TracedTurn]]:
    """
    Args:
        divisor: of all numbers of tokens; the trace's blocks must have a multiple of it.
        seed: of the labels.
    """
    parameters = json.loads(manifest.read_text())["generation_params"]
    chance = random.Random(seed)
    with trace.open() as lines:
        rows = [json.loads(line) for line in lines]
    groups = itertools.groupby(rows, key=lambda row: row["session_id"])
    return [list(_turns(list(group), parameters, divisor, chance)) for _, group in groups]


def _turns(
    rows: list[dict[str, Any]], parameters: dict[str, Any], divisor: int, chance: random.Random
) -> Iterator[TracedTurn]:
    num_tokens, size = 0, parameters["block_size"] // divisor
    for row, following in itertools.zip_longest(rows, rows[1:]):
        num_tokens += row["input_length"]
        is_call = following is not None and _is_tools(following["delay"], num_tokens, parameters, chance)
        num_tokens += row["output_length"]
        ids = [name * size + offset for name in row["hash_ids"] for offset in range(size)]
        yield TracedTurn(
            delay_s=row.get("delay", 0.0) / 1000,
            token_ids=tuple(ids[: math.ceil(row["input_length"] / divisor)]),
            num_reply_tokens=math.ceil(row["output_length"] / divisor),
            ends_with_call=is_call,
        )


def _is_tools(delay_ms: float, num_tokens: int, parameters: dict[str, Any], chance: random.Random) -> bool:
    gaps = parameters["inter_turn_delay"]
    # The synthesizer makes gaps shorter as the context fills.
    drawn_ms = delay_ms / max(0.2, 1.0 - 0.8 * num_tokens / parameters["max_prompt_tokens"])
    of_tools = gaps["agentic_fraction"] * _density(drawn_ms, gaps["agentic_delay"])
    of_people = (1.0 - gaps["agentic_fraction"]) * _density(drawn_ms, gaps["human_delay"])
    return chance.random() * (of_tools + of_people) < of_tools


def _density(x: float, shape: Lognormal) -> float:
    deviation = (math.log(x) - shape["mu"]) / shape["sigma"]
    return math.exp(-(deviation**2) / 2) / (x * shape["sigma"])
