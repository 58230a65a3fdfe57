"""Before the first request: take every path once, and teach the cost model this machine's speed."""

from __future__ import annotations

import time

from serving.config import EngineConfig
from serving.engine.engine import Engine
from serving.engine.messages import AddSequence, DropBlocks
from serving.request import SamplingParams

PROMPT_LENGTHS = (1, 16, 64, 256)  # tokens; the model of step time needs steps of several sizes
NUM_DECODES = 4
MAX_S = 2.0  # a large model has learnt enough from the shorter prompts


def warm_up(engine: Engine, config: EngineConfig) -> None:
    """Run a few short sequences. Nothing of them stays in the cache."""
    start_s = time.monotonic()
    for length in PROMPT_LENGTHS:
        if length + NUM_DECODES > config.max_model_len or time.monotonic() - start_s > MAX_S:
            return
        _run(engine, length)


def _run(engine: Engine, length: int) -> None:
    tenant = f"warm-up {length}"  # a space of keys of its own: nothing is found in the cache
    prompt = (0,) * length
    engine.handle(
        AddSequence(
            seq_id="warm-up",
            token_ids=prompt,
            max_tokens=NUM_DECODES,
            sampling=SamplingParams(ignore_eos=True),
            seed=0,
            tenant=tenant,
        )
    )
    output: list[int] = []
    while engine.has_work:
        updates, _ = engine.step()
        output.extend(token_id for update in updates for token_id in update.token_ids)
    engine.handle(DropBlocks(0, tenant, (*prompt, *output)))
