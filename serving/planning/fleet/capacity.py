"""How many sessions a replica takes in before its turns are no longer good, and what they are like there."""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from multiprocessing import get_context

import numpy as np
from numpy.typing import NDArray

from models.neuron.plan import BLOCK_SIZE
from serving.errors import StartupError
from serving.planning.fleet.call_seconds import CallSeconds
from serving.planning.fleet.replica import Replica, ReplicaLimits
from serving.planning.fleet.sessions import SessionSource
from serving.planning.hardware import Instance
from serving.planning.memory_map import Limits, memory_map
from serving.planning.model_shape import ModelShape
from serving.planning.paper_runner import StepPrice
from serving.planning.plan import step_price
from serving.planning.published import paper_fit

FloatArray = NDArray[np.float32]
BoolArray = NDArray[np.bool_]
GIB = 1024**3
LEAST_SESSIONS = 400  # of one run, so that a share of turns is worth something
LIFETIMES = 2.5  # of a session that a run lasts; turns of the first are not counted: replicas fill up
TOLERANCE = 1.01  # between a rate that is good and one that is not
MAX_TRIES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplicaKind:
    """A model on so many cores of an instance, with what is assumed of them."""

    shape: ModelShape
    instance: Instance
    max_model_len: int
    max_num_seqs: int
    step_time: float  # factor on the time of each step
    far_kv_bytes: tuple[float, ...]  # of one replica: in host memory, on disk
    far_bytes_per_s: tuple[float, ...]

    @property
    def num_per_instance(self) -> int:
        return self.instance.num_cores // self.shape.tp

    def limits(self) -> ReplicaLimits:
        """Raises: StartupError where the model does not fit."""
        asked = self._asked
        memory = memory_map(self.shape, self.instance, asked)
        block_bytes = memory.bytes_per_block * self.shape.tp
        return ReplicaLimits(
            device_blocks=memory.num_blocks,
            max_num_seqs=asked.max_num_seqs,
            max_num_batched_tokens=asked.max_num_batched_tokens,
            max_step_ms=asked.max_step_ms,
            far_blocks=tuple(int(kv_bytes // block_bytes) for kv_bytes in self.far_kv_bytes),
            far_block_s=tuple(block_bytes / rate for rate in self.far_bytes_per_s),
        )

    @property
    def _asked(self) -> Limits:
        return Limits(
            max_model_len=self.max_model_len, least_model_len=BLOCK_SIZE, max_num_seqs=self.max_num_seqs
        )

    def calls(self) -> CallSeconds:
        return _calls(self)

    def price(self) -> StepPrice:
        price = step_price(self.shape, self.instance, paper_fit(self.instance.family), self._asked)
        return replace(price, model=price.model.slower(self.step_time))


@dataclass(frozen=True, slots=True)
class Goal:
    ttft_s: float
    itl_s: float
    good_share: float


@dataclass(frozen=True, slots=True)
class Load:
    """Sessions that come to one replica."""

    source: SessionSource
    sessions_per_s: float
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Steady:
    """What a replica's turns were like, of those sent while it was neither filling up nor running dry."""

    ttft_s: FloatArray  # [turns]
    gap_s: FloatArray  # [turns], mean between tokens
    is_return: BoolArray  # [turns]: the turn had a history
    num_history_tokens: int  # of all these turns
    found_tokens: tuple[int, ...]  # of the histories, by tier
    resident: tuple[float, ...]  # sessions that will come back, idle, by tier: mean
    num_running: float  # turns at work: mean
    num_sessions: float  # that came meanwhile
    num_simulated: int
    busy_share: float  # of its time

    def good_share(self, goal: Goal) -> float:
        good = (self.ttft_s <= goal.ttft_s) & (self.gap_s <= goal.itl_s)
        return float(good.mean()) if len(good) else 0.0


def run_load(kind: ReplicaKind, load: Load, least_sessions: int = LEAST_SESSIONS) -> Steady:
    """One replica under a load for some lifetimes of a session."""
    limits = kind.limits()
    life_s = lifetime_s(kind, load.source)
    num = max(least_sessions, math.ceil(LIFETIMES * life_s * load.sessions_per_s))
    max_tokens = min(kind.max_model_len, limits.device_blocks * BLOCK_SIZE)
    scripts = load.source.scripts(num, load.sessions_per_s, max_tokens, load.seed)
    until_s = scripts[-1].start_s
    from_s = min(life_s, until_s / 2)
    run = Replica(limits, kind.calls()).run(scripts)
    turns = run.turns
    sent_s = np.array(turns.sent_s)
    counted = (from_s <= sent_s) & (sent_s <= until_s)
    history = (np.array(turns.num_prompt_tokens) - np.array(turns.num_new_tokens))[counted]
    found = np.array(turns.found_tokens)[counted].sum(axis=0)
    return Steady(
        ttft_s=np.array(turns.ttft_s, np.float32)[counted],
        gap_s=np.array(turns.mean_gap_s, np.float32)[counted],
        is_return=history > 0,
        num_history_tokens=int(history.sum()),
        found_tokens=tuple(found.tolist()),
        resident=tuple(run.resident),
        num_running=run.num_running,
        num_sessions=num * (1 - from_s / until_s),
        num_simulated=num,
        busy_share=run.busy_s / run.duration_s,
    )


@lru_cache(maxsize=64)
def _calls(kind: ReplicaKind) -> CallSeconds:
    return CallSeconds(kind.price())


@lru_cache(maxsize=256)
def lifetime_s(kind: ReplicaKind, source: SessionSource) -> float:
    """Mean seconds from a session's first turn to its last reply, on a replica that is half full."""
    scripts = source.scripts(LEAST_SESSIONS, 1.0, kind.max_model_len, 0)
    decode_s = _calls(kind).decode(max(1, kind.max_num_seqs // 2), kind.max_model_len // 2)
    total = sum(sum(s.gap_s[:-1]) + decode_s * sum(s.reply_tokens) for s in scripts)
    return total / len(scripts)


@lru_cache(maxsize=512)
def capacity(kind: ReplicaKind, source: SessionSource, goal: Goal, num_sessions: int) -> float:
    """Sessions a second, to within 1 %, at which the goal's share of turns is still good.

    Each try simulates `num_sessions`, or more where they live long: too few, and chance decides.

    Raises: StartupError where no rate is low enough.
    """

    def is_good(rate: float) -> bool:
        return run_load(kind, Load(source, rate), num_sessions).good_share(goal) >= goal.good_share

    life_s = lifetime_s(kind, source)
    low, high = 0.0, 0.0
    rate = max(1.0, kind.max_num_seqs / 4) / max(life_s, 1.0)
    for _ in range(MAX_TRIES):
        if is_good(rate):
            low = rate
        else:
            high = rate
        if low and high and high / low <= TOLERANCE:
            return low
        rate = math.sqrt(low * high) if low and high else (low * 2 or high / 2)
        if not low and rate * life_s < 1e-3:
            break
    raise StartupError(
        f"A replica on {kind.shape.tp} cores of {kind.instance.name} does not give "
        f"{goal.good_share:.0%} of its turns a first token within {goal.ttft_s:g} s and {goal.itl_s:g} s "
        "between tokens, however few sessions come. Raise objective.ttft_s or objective.itl_s, or take more "
        "cores (tp)."
    )


def run_loads(
    kind: ReplicaKind, loads: Sequence[Load], least_sessions: int, num_processes: int
) -> list[Steady]:
    """Replicas that know nothing of each other, each under its load."""
    if num_processes == 1 or len(loads) == 1:
        return [run_load(kind, load, least_sessions) for load in loads]
    with ProcessPoolExecutor(num_processes, mp_context=get_context("spawn")) as pool:
        jobs = [pool.submit(run_load, kind, load, least_sessions) for load in loads]
        return [job.result() for job in jobs]
