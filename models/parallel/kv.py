"""KV blocks between their canonical payload and the ranks that hold the heads.

Canonical: [blocks, layer, 2 (k, v), kv_head, token, head_dim], the real heads in order, each once.
Of a rank: the same with its own heads, which may be copies of one, or padded.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.parallel.heads import PADDED, HeadLayout

_HEAD_AXIS = 3


def source_heads(heads: HeadLayout, rank: int) -> list[int]:
    """The rank's KV heads that the canonical payload is read from, as indices on that rank."""
    return [index for source, index in heads.kv_sources if source == rank]


def gather_heads(parts: Sequence[NDArray[np.generic]]) -> NDArray[np.generic]:
    """The canonical payload from each rank's `source_heads`, rank after rank."""
    # kv_sources ascends: the heads lie over the ranks in their own order, whatever the rule was.
    return np.concatenate(parts, axis=_HEAD_AXIS)


def take_heads(heads: HeadLayout, rank: int, payload: NDArray[np.generic]) -> NDArray[np.generic]:
    """A rank's payload from the canonical one; a padded head is zeros."""
    wanted = np.array(heads.kv_heads_of(rank))
    part: NDArray[np.generic] = np.take(payload, np.maximum(wanted, 0), axis=_HEAD_AXIS)
    part[:, :, :, wanted == PADDED] = 0
    return part
