"""sample in C++. Its tokens are the reference's, bit by bit, so either may do the work.

It never builds the library: where nothing else of the process uses that, the reference is fast enough.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kernels.library import chosen, raise_for_status
from kernels.sample import reference
from kernels.sample.params import MAX_VOCAB_SIZE, PARAMS
from kernels.sample.reference import Float32Array, Int32Array, Int64Array


def sample(
    logits: Float32Array,
    params: NDArray[np.void],
    positions: Int64Array,
) -> tuple[Int32Array, Float32Array]:
    """Same contract as reference.sample. Raises ValueError for other dtypes, shapes or strides."""
    _check_logits(logits)
    num_rows, vocab_size = logits.shape
    _check("params", params, PARAMS, (num_rows,))
    _check("positions", positions, np.dtype(np.int64), (num_rows,))
    library = chosen()
    if library is None:
        return reference.sample(logits, params, positions)
    token_ids, best = np.empty(num_rows, np.int32), np.empty(num_rows, np.float32)
    outputs = (_address(token_ids), _address(best))
    inputs = (_address(logits), _address(params), _address(positions))
    raise_for_status(library.sample(*inputs, *outputs, num_rows, vocab_size))
    return token_ids, best


def logprob_parts(
    logits: Float32Array, token_ids: Int32Array, num_top: int
) -> tuple[Float32Array, Int64Array, Int32Array, Int32Array]:
    """Same contract as reference.logprob_parts. Raises ValueError for other values, dtypes or shapes."""
    _check_logits(logits)
    num_rows, vocab_size = logits.shape
    _check("token_ids", token_ids, np.dtype(np.int32), (num_rows,))
    if num_rows and not 0 <= token_ids.min() <= token_ids.max() < vocab_size:
        raise ValueError(f"token_ids must be 0 to {vocab_size - 1}, the vocabulary.")
    if not 0 <= num_top <= vocab_size:
        raise ValueError(f"num_top must be 0 to {vocab_size}, the vocabulary, got {num_top}.")
    library = chosen()
    if library is None:
        return reference.logprob_parts(logits, token_ids, num_top)
    best, totals = np.empty(num_rows, np.float32), np.zeros(num_rows, np.int64)
    ranks, top_ids = np.zeros(num_rows, np.int32), np.zeros((num_rows, num_top), np.int32)
    outputs = (_address(best), _address(totals), _address(ranks), _address(top_ids))
    inputs = (_address(logits), _address(token_ids))
    raise_for_status(library.logprob_parts(*inputs, *outputs, num_rows, vocab_size, num_top))
    return best, totals, ranks, top_ids


def _check_logits(logits: Float32Array) -> None:
    if logits.ndim != 2 or not 0 < logits.shape[-1] <= MAX_VOCAB_SIZE:
        raise ValueError(
            f"logits must be [rows, vocab_size] with 1 <= vocab_size <= {MAX_VOCAB_SIZE}, "
            f"got {list(logits.shape)}."
        )
    _check("logits", logits, np.dtype(np.float32), logits.shape)


def _check(
    name: str, array: NDArray[np.generic], dtype: np.dtype[np.generic], shape: tuple[int, ...]
) -> None:
    if array.dtype != dtype or array.shape != shape or not array.flags.c_contiguous:
        raise ValueError(
            f"{name} must be C-contiguous {dtype} {list(shape)}, got {array.dtype} {list(array.shape)}."
        )


def _address(array: NDArray[np.generic]) -> int:
    address: int = array.__array_interface__["data"][0]  # a third of the time of `array.ctypes.data`
    return address
