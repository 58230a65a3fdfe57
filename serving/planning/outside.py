"""What clients of a server wait for besides model and engine: HTTP, text, log, stream, and themselves.

All of that takes the same processors as the model: a step takes longer than it takes alone. So this is
measured with the model that is planned for, on a server of it, and is what is left of the times that clients
saw when the steps' own have been taken off:

    a token of each of n streams    beside * model(n) + engine(n) + step_s + row_s * n
    a first token                   beside * model(prompt) + engine(1) + step_s + row_s + turn_s
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from serving.planning.host_cost import HostCost
from serving.planning.least_squares import Float64Array, non_negative
from serving.planning.live_server import Observed, live_server, observe
from serving.planning.paper_runner import StepPrice
from serving.planning.step_work import SequenceWork

Progress = Callable[[str, int, int], None]
# (streams, words of each prompt, tokens of each reply); a word is about a token and a half.
_RUNS = ((1, 40, 32), (1, 300, 16), (4, 40, 32), (8, 40, 32), (32, 40, 24))
NUM_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Outside:
    cost: HostCost
    beside: float  # so many times as long as alone a step takes beside a server and its clients


def measure_outside(serve: Sequence[str], progress: Progress) -> list[Observed]:
    """Round by round; `serve`: the arguments of `tenure serve`. Raises: StartupError."""
    observed = []
    with live_server(serve) as url:
        observe(url, 2, 20, 8, seed=-1)  # what comes first takes longer
        for done, (seed, run) in enumerate((seed, run) for seed in range(NUM_ROUNDS) for run in _RUNS):
            progress("measuring a server", done, NUM_ROUNDS * len(_RUNS))
            observed.append(observe(url, *run, seed=seed))
    progress("measuring a server", NUM_ROUNDS * len(_RUNS), NUM_ROUNDS * len(_RUNS))
    return observed


def fit_outside(observed: Sequence[Observed], price: StepPrice, engine: HostCost) -> Outside:
    """The costs, none of them below zero, that leave the least squares of relative errors."""
    rows, seconds = _terms(observed, price, engine)
    measured, own = seconds.T
    left = np.maximum(0.0, measured - own) / measured
    beside, step_s, row_s, turn_s = map(float, non_negative(rows / measured[:, None], left))
    return Outside(HostCost(step_s=step_s, row_s=row_s, turn_s=turn_s), beside)


def predicted_and_measured(
    observed: Sequence[Observed], price: StepPrice, engine: HostCost, outside: Outside
) -> tuple[Float64Array, Float64Array]:
    rows, seconds = _terms(observed, price, engine)
    cost = outside.cost
    unknowns = np.array([outside.beside, cost.step_s, cost.row_s, cost.turn_s])
    return rows @ unknowns + seconds[:, 1], seconds[:, 0]


def _terms(
    observed: Sequence[Observed], price: StepPrice, engine: HostCost
) -> tuple[Float64Array, Float64Array]:
    """Of each time: what stands before the unknowns [4], and (measured, of it the engine's own)."""
    vocab_size = price.shape.config.vocab_size
    rows: list[tuple[float, ...]] = []
    seconds: list[tuple[float, float]] = []
    for each in observed:
        num, prompt = each.num_streams, round(each.num_prompt_tokens)
        context = prompt + each.num_reply_tokens // 2
        model_s = price.seconds_of([SequenceWork(1, context)] * num, num)
        rows.append((model_s, 1.0, num, 0.0))
        seconds.append((each.step_s, engine.step_seconds(num, vocab_size)))
        if num == 1:  # several prompts share steps
            model_s = price.seconds_of([SequenceWork(prompt, 0)], 1)
            rows.append((model_s, 1.0, 1.0, 1.0))
            seconds.append((each.ttft_s, engine.step_seconds(1, vocab_size)))
    return np.array(rows, np.float64), np.array(seconds, np.float64)
