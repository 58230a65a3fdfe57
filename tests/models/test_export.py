"""torch.export takes the decoder strictly, with static shapes: what a compiler for an accelerator needs."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from models.kv import PagedKV
from models.operators import reference_kv_operators

pytestmark = pytest.mark.filterwarnings(
    # torch.export's own, about its internals
    "ignore::DeprecationWarning:torch.*",
    "ignore::FutureWarning:torch.*",
)


class Step(nn.Module):
    """One step over KV that is the module's own state."""

    def __init__(self, decoder, num_blocks=8, block_size=16):
        super().__init__()
        self.decoder = decoder
        config = decoder.config
        shape = (config.num_layers, num_blocks + 1, config.num_kv_heads, block_size, config.head_dim)
        self.register_buffer("k", torch.zeros(shape))
        self.register_buffer("v", torch.zeros(shape))

    def forward(self, token_ids, positions, slot_mapping, query_start, seq_lens, block_tables, logit_rows):
        kv = PagedKV(self.k, self.v, reference_kv_operators())
        return self.decoder(
            token_ids, positions, slot_mapping, query_start, seq_lens, block_tables, logit_rows, kv
        )


def inputs(token_ids, start):
    """Two sequences of which the first gets all tokens but one, in blocks 3, 4 and 5, 6."""
    int32 = {"dtype": torch.int32}
    n = len(token_ids) - 1
    return (
        torch.tensor(token_ids, **int32),
        torch.tensor([*range(start, start + n), start], **int32),
        torch.tensor([*(3 * 16 + start + i for i in range(n)), 5 * 16 + start], **int32),
        torch.tensor([0, n, n + 1], **int32),
        torch.tensor([start + n, start + 1], **int32),
        torch.tensor([[3, 4], [5, 6]], **int32),
        torch.tensor([n - 1, n], **int32),
    )


@pytest.mark.parametrize(
    ("family", "options"),
    [
        ("qwen2", {}),
        ("gemma2", {"head_dim": 32, "sliding_window": 5}),
        pytest.param("llama", {"tie_word_embeddings": True}, marks=pytest.mark.slow),
        pytest.param("mistral", {"sliding_window": 5}, marks=pytest.mark.slow),
        pytest.param("qwen3", {"head_dim": 32}, marks=pytest.mark.slow),
        pytest.param(
            "gemma3_text",
            {"head_dim": 32, "sliding_window": 5, "num_hidden_layers": 7},
            marks=pytest.mark.slow,
        ),
    ],
)
def test_the_strict_export_computes_the_same_and_writes_the_kv(family, options, save_tiny, load):
    directory, _ = save_tiny(family, **options)
    decoder = load(directory).decoder
    first, second = inputs([7, 8, 9, 10, 11], 0), inputs([12, 13, 14, 15, 16], 4)
    exported = torch.export.export(Step(decoder), first, strict=True).module()
    eager = Step(decoder)
    for step in (first, second):
        torch.testing.assert_close(exported(*step), eager(*step), rtol=0, atol=1e-5)
    torch.testing.assert_close(exported.k, eager.k, rtol=0, atol=1e-5)
    assert not eager.k[:, 0].any(), "the null block was written"
