"""What the log costs: a turn's beginning and end, and a step's tokens, under each durability.

    python -m benchmarks.bench_log [--database-url URL] [--output benchmarks/results/log.json]

Everything is called as a replica calls it, on one thread, without an engine. SQLite's file lies in --folder,
whose disk is what is measured.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import uuid
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.quantiles import quantiles, timed_ms
from benchmarks.result_file import write_result
from serving.output import TurnFinished, Usage
from serving.principal import Principal
from serving.replica import toy_model
from serving.request import ChatInput, Request
from serving.sessions.log import SessionLog
from serving.sessions.owner import Owner
from serving.sessions.rendering import FinishedChoice
from serving.sessions.turn import OpenTurn
from serving.sessions.turns.logged_turn import NewTurn, SampledTokens, TurnEnding
from serving.sessions.turns.turn_log import TurnLog
from serving.text.template.renderer import Renderer

BATCH_SIZES = (1, 8, 64)
ENDING = TurnEnding("completed", finished=TurnFinished(Usage(0, 0, 0)))


class Subject:
    """A log, and turns of sessions in it."""

    def __init__(self, url: str, *, is_synced: bool) -> None:
        self._renderer = Renderer(toy_model.make_tokenizer(), toy_model.make_chat_template())
        self.log = SessionLog(url, numerics="bench")
        self.turns = TurnLog(self.log.database, is_synced=is_synced)
        self.owner = Owner(self.log.database, process_name=None)
        self.owner.beat()

    def open(self) -> OpenTurn:
        name = uuid.uuid4().hex
        prompt = ChatInput(({"role": "user", "content": "What does it say? " * 10},))
        request = Request(
            request_id=name, model="toy", principal=Principal("t"), input=prompt, session_id=name
        )
        new = NewTurn(
            turn_id=name,
            owner_id=self.owner.owner_id,
            run_id=None,
            step=0,
            request=request,
            seed=0,
            system_fingerprint="fp",
            max_model_len=8192,
        )
        return self.log.open(self.log.prepare(Principal("t"), name, prompt, self._renderer), new)

    def close(self, turn: OpenTurn) -> None:
        reply = FinishedChoice(
            index=0, token_ids=[65] * 64, text="A" * 64, finish_reason="length", num_visible_tokens=64
        )
        self.log.close_turn(turn, [reply], ENDING)

    def append(self, turns: Sequence[OpenTurn], position: int) -> None:
        self.turns.append([_token(turn, position) for turn in turns])


def _token(turn: OpenTurn, position: int) -> SampledTokens:
    lease = turn.lease
    assert lease is not None, "it was opened to be made"
    return SampledTokens(
        turn_id=lease.turn_id, epoch=lease.epoch, choice_index=0, position=position, token_ids=(65,)
    )


def measure(url: str, *, is_synced: bool, num_turns: int, num_steps: int) -> dict[str, Any]:
    subject = Subject(url, is_synced=is_synced)
    turns: list[OpenTurn] = []
    opens_ms, syncs_ms = [], []
    for _ in range(num_turns):
        opens_ms.append(timed_ms(lambda: turns.append(subject.open())))
        syncs_ms.append(timed_ms(subject.log.database.sync))
    steps = {}
    for index, batch_size in enumerate(BATCH_SIZES):
        positions = range(index * num_steps, (index + 1) * num_steps)
        times_ms = [timed_ms(partial(subject.append, turns[:batch_size], at)) for at in positions]
        per_token = {"p50_us_per_token": 1000 * statistics.median(times_ms) / batch_size}
        steps[batch_size] = {**quantiles(times_ms), **per_token}
    closes_ms = [timed_ms(partial(subject.close, turn)) for turn in turns]
    subject.owner.leave()
    subject.log.close()
    return {
        "open": quantiles(opens_ms),
        "sync_beside_the_first_step": quantiles(syncs_ms),
        "close": quantiles(closes_ms),
        "step_by_batch_size": steps,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench_log", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--database-url", help="an empty database; default: SQLite in --folder")
    parser.add_argument("--folder", type=Path, help="default: the system's temporary directory")
    parser.add_argument("--turns", type=int, default=200)
    parser.add_argument("--steps", type=int, default=500)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    results = {}
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for durability in ("turn", "full"):
            url = options.database_url or f"sqlite:///{folder}/{durability}.sqlite"
            results[durability] = measure(
                url, is_synced=durability == "full", num_turns=options.turns, num_steps=options.steps
            )
    write_result(options.output, "benchmarks.bench_log", results=results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
