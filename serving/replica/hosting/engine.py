"""The engine of a loaded model, warm, with the tiers behind its KV memory."""

from __future__ import annotations

import numpy as np

from serving.engine.engine import Engine
from serving.engine.grammars.grammar import Grammars
from serving.engine.warm_up import warm_up
from serving.kv.block_file import BlockFormat
from serving.kv.file_tier import FileTier
from serving.replica.loaded import Loaded


def make_engine(loaded: Loaded, grammars: Grammars) -> Engine:
    """In the process and on the thread that has the runner. Raises: StartupError."""
    engine = Engine(
        loaded.engine_config,
        loaded.own_runner,
        loaded.fingerprint,
        grammars=grammars,
        residency=_file_tier(loaded),
    )
    warm_up(engine, loaded.engine_config)
    return engine


def _file_tier(loaded: Loaded) -> FileTier | None:
    if not loaded.kv_places:
        return None
    null_block = loaded.own_runner.read_blocks(np.zeros(1, np.int32))
    block_format = BlockFormat.of(loaded.fingerprint, loaded.numerics, null_block, loaded.kv_keys)
    return FileTier(loaded.kv_places, block_format)
