"""What each row's own adapter adds to the embedding of its token."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from kernels.lora.reference import LoraPart


class EmbeddingLora:
    """One adapter's part in the embeddings: rows of `down` are taken by token, as those of the table are.

    In torch, between the step's first operation and its second: few adapters have such a part. A row's sum is
    made of whole rows of `up` in ascending order, so its bits do not depend on the rows beside it.
    """

    def __init__(self, part: LoraPart, scale: float, dtype: torch.dtype) -> None:
        """`scale`: of the embeddings, which the adapter's are scaled by as well. `dtype`: of what is kept."""
        self._rows = part.down.T.to(dtype).contiguous()  # [vocab_size, rank]
        self._up = part.up.T.to(torch.float32).contiguous() * scale  # [rank, hidden]

    def add(self, token_ids: Tensor, out: Tensor) -> Tensor:
        """token_ids int64 [n], out [n, hidden] -> out and what the adapter adds, in float32."""
        shares = self._rows.index_select(0, token_ids).to(torch.float32)
        sums = torch.zeros(out.shape)
        for share, row in zip(shares.unbind(1), self._up, strict=True):
            sums += share.unsqueeze(1) * row  # two roundings, whichever instructions a row's end gets
        return sums.add_(out)


def add_embeddings(
    h: Tensor,
    token_ids: NDArray[np.int32],
    places: NDArray[np.int32],
    adapters: Sequence[EmbeddingLora | None],
) -> None:
    """To h [n, hidden], in place: what the adapters at the rows' places have; -1: none."""
    for place in np.unique(places[places >= 0]):
        adapter = adapters[place]
        if adapter is not None:
            rows = torch.from_numpy(np.flatnonzero(places == place))
            ids = torch.from_numpy(token_ids).index_select(0, rows).long()
            h[rows] = adapter.add(ids, h[rows]).to(h.dtype)
