"""The decoder on parallel layers is one graph for every rank, as a compiler needs it."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from models.kv import PagedKV
from models.operators import reference_kv_operators
from models.parallel.collectives import SingleRank

pytestmark = pytest.mark.filterwarnings(
    # torch.export's own, about its internals
    "ignore::DeprecationWarning:torch.*",
    "ignore::FutureWarning:torch.*",
)
VOCAB_SIZE = 321


class LastOfTwo(SingleRank):
    """The end of a group of two whose other rank has zeros only."""

    def size(self) -> int:
        return 2

    def rank(self) -> int:
        return 1

    def all_gather(self, x, dim):
        return torch.cat((torch.zeros_like(x), x), dim=dim)


class Step(nn.Module):
    def __init__(self, decoder):
        super().__init__()
        self.decoder = decoder
        config = decoder.config
        shape = (config.num_layers, 9, config.num_kv_heads, 16, config.head_dim)
        self.register_buffer("k", torch.zeros(shape))
        self.register_buffer("v", torch.zeros(shape))

    def forward(self, token_ids, positions, slot_mapping, query_start, seq_lens, block_tables, logit_rows):
        kv = PagedKV(self.k, self.v, reference_kv_operators())
        return self.decoder(
            token_ids, positions, slot_mapping, query_start, seq_lens, block_tables, logit_rows, kv
        )


def inputs():
    arrays = ([7, 320, 9], [0, 1, 2], [16, 17, 18], [0, 3], [3], [[1, 2]], [2])
    return tuple(torch.tensor(array, dtype=torch.int32) for array in arrays)


@pytest.fixture
def make(save_random, ranks_module):
    directory = save_random("qwen2", num_attention_heads=6, hidden_size=96, vocab_size=VOCAB_SIZE)
    return lambda group, rank: Step(ranks_module.rank_decoder(directory, rank, group, is_fast=False))


@pytest.mark.parametrize("group", [SingleRank(), LastOfTwo()], ids=["1 of 1", "2 of 2"])
def test_the_strict_export_computes_the_same(make, group):
    step = make(group, group.rank())
    exported = torch.export.export(make(group, group.rank()), inputs(), strict=True).module()
    torch.testing.assert_close(exported(*inputs()), step(*inputs()), rtol=0, atol=1e-5)


def test_the_rank_is_a_weight_and_not_a_part_of_the_graph(make):
    group = LastOfTwo()
    first = torch.export.export(make(group, 0), inputs(), strict=True)
    last = torch.export.export(make(group, 1), inputs(), strict=True)
    assert first.graph_module.code == last.graph_module.code
    ranks = [name for name in first.state_dict if name.endswith("rank_util.rank")]
    assert ranks
    assert {int(program.state_dict[name]) for program in (first, last) for name in ranks} == {0, 1}


def test_weights_are_parameters_with_the_attributes_of_their_layers(make):
    decoder = make(LastOfTwo(), 1).decoder
    attention = decoder.layers[0].attention
    assert attention.qkv_proj.weight.partition_dim == 0
    assert attention.o_proj.weight.partition_dim == 1
    assert decoder.head.head.weight is decoder.head.embedding.weight
    assert decoder.head.head.weight.num_partitions == 2
