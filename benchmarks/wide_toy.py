"""A model that costs nothing, over a vocabulary of real size: a step is what is around the model."""

from __future__ import annotations

import time

import numpy as np
import tokenizers
from numpy.typing import NDArray
from tokenizers import decoders, models, pre_tokenizers

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
_MAX_ROWS = 512
_NUM_TABLES = 2  # taken in turn, so that a step's logits are not the ones that the caches still hold


class _Done:
    def __init__(self, logits: NDArray[np.float32]) -> None:
        self._output = StepOutput(logits)

    def result(self) -> StepOutput:
        return self._output


class FreeRunner:
    """Hands out logits that were made beforehand: a few likely tokens over a wide tail, no special ones."""

    def __init__(self, step_s: float = 0.0) -> None:
        self.vocab_size = VOCAB_SIZE
        self.num_blocks = NUM_BLOCKS
        self.block_size = BLOCK_SIZE
        self.bytes_per_block = BLOCK_SIZE
        self._step_s = step_s
        random = np.random.default_rng(0)
        self._tables = [_logits(random) for _ in range(_NUM_TABLES)]
        self._num_steps = 0

    def submit(self, batch: Batch) -> _Done:
        self._num_steps += 1
        if self._step_s:
            time.sleep(self._step_s)
        return _Done(self._tables[self._num_steps % _NUM_TABLES][: len(batch.logit_rows)])

    def copy_block(self, source: int, target: int) -> None:
        pass

    def read_blocks(self, block_ids: Int32Array) -> NDArray[np.generic]:
        raise NotImplementedError("this runner has no KV")

    def write_blocks(self, block_ids: Int32Array, payload: NDArray[np.generic]) -> None:
        raise NotImplementedError("this runner has no KV")

    def close(self) -> None:
        self._tables.clear()


def _logits(random: np.random.Generator) -> NDArray[np.float32]:
    rows = random.standard_normal((_MAX_ROWS, VOCAB_SIZE), dtype=np.float32) * np.float32(2.5)
    likely = random.integers(256, VOCAB_SIZE - 3, (_MAX_ROWS, 8))
    np.put_along_axis(rows, likely, 14 + random.standard_normal(likely.shape).astype(np.float32), axis=1)
    rows[:, -3:] = -30.0  # the special tokens: they end no reply
    return rows


def make_loaded(*, max_num_seqs: int = 64, step_s: float = 0.0) -> Loaded:
    """`step_s`: seconds that each step sleeps in the runner, without the interpreter's lock."""
    return Loaded(
        served_names=("wide-toy",),
        root="wide-toy",
        dtype="float32",
        tokenizer=_tokenizer(),
        chat_template=toy_model.make_chat_template(),
        fingerprint=b"wide-toy",
        numerics="wide-toy",
        runner=FreeRunner(step_s),
        engine_config=EngineConfig(
            num_blocks=NUM_BLOCKS,
            max_model_len=MAX_MODEL_LEN,
            block_size=BLOCK_SIZE,
            max_num_seqs=max_num_seqs,
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
