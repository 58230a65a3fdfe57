"""What is lost with a chip, a host, a rack or a zone, and how long until the sessions are warm again.

A session whose KV is lost comes back to another replica of its region, and its history is computed anew from
the log when its next turn comes. That is simulated: a replica that is left, with its part of all sessions,
and, at one moment, its part of the lost ones.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from serving.planning.fleet.capacity import LEAST_SESSIONS, Goal, Steady, lifetime_s
from serving.planning.fleet.file import Fleet
from serving.planning.fleet.replica import Replica, Turns
from serving.planning.fleet.sessions import SessionSource
from serving.planning.fleet.sizing import Placement, goal_of, source_of
from serving.planning.workload import Script


@dataclass(frozen=True, slots=True)
class Loss:
    """Of a part of one model's replicas in one region, at the peak."""

    what: str  # chip, host, rack or zone
    num_replicas: int
    share: float  # of the replicas
    lost_running: float  # turns at work: they are begun anew
    lost_sessions: float  # idle, whose KV goes with it
    load: float  # of those that are left, over what they take while turns are good
    good_share: float | None  # of turns from the loss until it is warm; None: none is left
    warm_after_s: float | None  # until the file's share of the lost sessions have KV again
    whole_after_s: float  # replicas started again elsewhere, if there are machines


def losses(fleet: Fleet, placement: Placement, steady: Sequence[Steady]) -> list[Loss]:
    """`steady`: how replicas of this model do at the peak, with nothing lost."""
    kind, offer = placement.choice.kind, placement.choice.offer
    per_host = kind.num_per_instance
    cores_per_chip = kind.instance.num_cores // kind.instance.num_chips
    sizes = {
        "chip": max(1, cores_per_chip // kind.shape.tp),
        "host": per_host,
        "rack": per_host * offer.hosts_per_rack,
        "zone": placement.num_in_a_zone,
    }
    return [
        _loss(fleet, placement, steady, what, min(num, placement.num_in_a_zone))
        for what, num in sizes.items()
    ]


def _loss(fleet: Fleet, placement: Placement, steady: Sequence[Steady], what: str, num: int) -> Loss:
    idle = sum(sum(s.resident) for s in steady) / len(steady)
    running = sum(s.num_running for s in steady) / len(steady)
    left = placement.num_replicas - num
    good_share, warm_after_s = None, None
    if left:
        good_share, warm_after_s = _survivor(fleet, placement, left, num * (idle + running) / left)
    return Loss(
        what=what,
        num_replicas=num,
        share=num / placement.num_replicas,
        lost_running=num * running,
        lost_sessions=num * idle,
        load=placement.sessions_per_s / left / placement.choice.sessions_per_s if left else math.inf,
        good_share=good_share,
        warm_after_s=warm_after_s,
        whole_after_s=fleet.failures.detect_s.mid + fleet.failures.restart_s.mid,
    )


def _survivor(fleet: Fleet, placement: Placement, num_left: int, num_lost: float) -> tuple[float, float]:
    """Of a replica that lost sessions come to: share of good turns until it is warm, and when that is."""
    kind, source = placement.choice.kind, source_of(fleet)
    rate, life_s, seed = placement.sessions_per_s / num_left, lifetime_s(kind, source), fleet.simulation.seed
    num = max(LEAST_SESSIONS // 2, math.ceil(2 * life_s * rate))
    own = source.scripts(num, rate, kind.max_model_len, seed)
    lost_s = own[-1].start_s / 2
    lost = orphans(source, max(1, round(num_lost)), kind.max_model_len, seed)
    back_s = lost_s + fleet.failures.detect_s.mid
    scripts = [*own, *(Script(back_s + s.start_s, s.new_tokens, s.reply_tokens, s.gap_s) for s in lost)]
    turns = Replica(kind.limits(), kind.calls()).run(scripts).turns
    first: dict[int, float] = {}
    for session, sent_s, ttft_s in zip(turns.session, turns.sent_s, turns.ttft_s, strict=True):
        if session >= num:
            first.setdefault(session, sent_s + ttft_s)
    in_order = sorted(first.values())
    warm_s = in_order[math.ceil(fleet.failures.warm_share * len(in_order)) - 1]
    return _good_share(turns, goal_of(fleet), lost_s, warm_s), warm_s - lost_s


def _good_share(turns: Turns, goal: Goal, from_s: float, until_s: float) -> float:
    good = [
        ttft_s <= goal.ttft_s and gap_s <= goal.itl_s
        for sent_s, ttft_s, gap_s in zip(turns.sent_s, turns.ttft_s, turns.mean_gap_s, strict=True)
        if from_s <= sent_s <= until_s
    ]
    return sum(good) / len(good) if good else 1.0


def orphans(source: SessionSource, num: int, max_tokens: int, seed: int) -> list[Script]:
    """Sessions in the middle, all at once and with no KV: the first turn of each brings its whole history.

    They come back after what is left of their gap: any part of it, at random.
    """
    rng = random.Random(seed)
    scripts: list[Script] = []
    drawn = source.scripts(max(LEAST_SESSIONS, 4 * num), 1.0, max_tokens, seed + 1)
    several = [script for script in drawn if script.num_turns > 1] or drawn
    for _ in range(num):
        script = rng.choice(several)
        at = rng.randrange(1, script.num_turns) if script.num_turns > 1 else 0
        history = sum(script.new_tokens[:at]) + sum(script.reply_tokens[:at])
        start_s = rng.random() * script.gap_s[at - 1] if at else 0.0
        new = [history + script.new_tokens[at], *script.new_tokens[at + 1 :]]
        scripts.append(Script(start_s, new, script.reply_tokens[at:], script.gap_s[at:]))
    return scripts
