"""A model that costs nothing, over a vocabulary of real size: a step is what is around the model."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import numpy as np
import tokenizers
import torch
from numpy.typing import NDArray
from tokenizers import decoders, models, pre_tokenizers

from kernels import library
from kernels.linear.cpu import PackedLinear
from models.tokenizer import Tokenizer, mark_special
from serving.config import EngineConfig
from serving.engine.batch import Batch, Int32Array
from serving.engine.runner import StepOutput
from serving.replica import toy_model
from serving.replica.loaded import Loaded

VOCAB_SIZE = 49_152  # SmolLM2's
MAX_MODEL_LEN = 16_384
NUM_BLOCKS = 8_192
BLOCK_SIZE = 32
BUSY_ROWS_PER_S = 60_000  # of the busy work, about, on two cores with AVX-512 BF16
_MAX_ROWS = 512
_NUM_TABLES = 2  # taken in turn, so that a step's logits are not the ones that the caches still hold


class _Done:
    def __init__(self, logits: NDArray[np.float32]) -> None:
        self._output = StepOutput(logits)

    def result(self) -> StepOutput:
        return self._output


class FreeRunner:
    """Hands out logits that were made beforehand: a few likely tokens over a wide tail, no special ones.

    `step_s`: seconds that each step takes, in one call without the interpreter's lock. `is_busy`: spent by
    the kernels' threads at work, as a model would; else asleep.
    """

    def __init__(self, step_s: float = 0.0, *, is_busy: bool = False) -> None:
        self.vocab_size = VOCAB_SIZE
        self.num_blocks = NUM_BLOCKS
        self.block_size = BLOCK_SIZE
        self.bytes_per_block = BLOCK_SIZE
        self.samples = False
        self._work = _busy_work(step_s) if is_busy else partial(time.sleep, step_s)
        random = np.random.default_rng(0)
        self._tables = [_logits(random) for _ in range(_NUM_TABLES)]
        self._num_steps = 0

    def submit(self, batch: Batch) -> _Done:
        self._num_steps += 1
        self._work()
        return _Done(self._tables[self._num_steps % _NUM_TABLES][: len(batch.logit_rows)])

    def copy_block(self, source: int, target: int) -> None:
        pass

    def read_blocks(self, block_ids: Int32Array) -> NDArray[np.generic]:
        raise NotImplementedError("this runner has no KV")

    def write_blocks(self, block_ids: Int32Array, payload: NDArray[np.generic]) -> None:
        raise NotImplementedError("this runner has no KV")

    def close(self) -> None:
        self._tables.clear()


def _busy_work(step_s: float) -> Callable[[], object]:
    """One call of a kernel. Always the same work, so that runs can be compared on a machine with others."""
    weight = PackedLinear(torch.randn(2048, 2048).bfloat16())
    return partial(weight, torch.randn(max(1, round(step_s * BUSY_ROWS_PER_S)), 2048).bfloat16())


def _logits(random: np.random.Generator) -> NDArray[np.float32]:
    rows = random.standard_normal((_MAX_ROWS, VOCAB_SIZE), dtype=np.float32) * np.float32(2.5)
    likely = random.integers(256, VOCAB_SIZE - 3, (_MAX_ROWS, 8))
    np.put_along_axis(rows, likely, 14 + random.standard_normal(likely.shape).astype(np.float32), axis=1)
    rows[:, -3:] = -30.0  # the special tokens: they end no reply
    return rows


def make_loaded(
    progress: Callable[[str, int, int], None], *, step_s: float = 0.0, is_busy: bool = False
) -> Loaded:
    """A model for `serving.replica.hosting.process.start_engine`, or for a Replica of this process."""
    progress("kernels", 0, 1)
    library.current()  # what a real model would have loaded: sampling is in it
    progress("kernels", 1, 1)
    return Loaded(
        served_names=("wide-toy",),
        root="wide-toy",
        dtype="float32",
        tokenizer=_tokenizer(),
        chat_template=toy_model.make_chat_template(),
        fingerprint=b"wide-toy",
        numerics="wide-toy",
        runner=FreeRunner(step_s, is_busy=is_busy),
        engine_config=EngineConfig(
            num_blocks=NUM_BLOCKS,
            max_model_len=MAX_MODEL_LEN,
            block_size=BLOCK_SIZE,
        ),
        created=int(time.time()),
    )


def _tokenizer() -> Tokenizer:
    """The toy's bytes, then words, then its special tokens."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    num_special = len(toy_model.SPECIAL_TOKENS)
    words = [f"\u0120w{index}" for index in range(VOCAB_SIZE - len(alphabet) - num_special)]
    vocab = {token: index for index, token in enumerate(alphabet)}
    vocab |= {word: len(alphabet) + index for index, word in enumerate(words)}
    backend = tokenizers.Tokenizer(models.BPE(vocab=vocab, merges=[]))
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    backend.decoder = decoders.ByteLevel()
    mark_special(backend, toy_model.SPECIAL_TOKENS)
    return Tokenizer(backend, eos_token_ids=range(VOCAB_SIZE - 2, VOCAB_SIZE))
