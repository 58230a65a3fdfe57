"""The parallel layers: neuronx_distributed's interface, and one answer for every number of ranks."""

from __future__ import annotations

import inspect
import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.distributed as dist

from models.parallel import layers, mappings, parallel_state
from models.parallel.collectives import SingleRank
from models.parallel.layers import ColumnParallelLinear, RowParallelLinear

PUBLISHED = json.loads((Path(__file__).parent / "neuronx_distributed_signatures.json").read_text())
MODULES = {"layers": layers, "mappings": mappings, "parallel_state": parallel_state}


@pytest.mark.parametrize("symbol", PUBLISHED["symbols"])
def test_our_parameters_are_some_of_neuronx_distributeds_with_their_defaults(symbol):
    module, *path = symbol.split(".")
    ours = MODULES[module]
    for name in path:
        ours = getattr(ours, name)
    published = PUBLISHED["symbols"][symbol]
    positional = []
    for name, parameter in inspect.signature(ours).parameters.items():
        if name == "self":
            continue
        assert name in published["params"]
        if parameter.default is not parameter.empty:
            assert str(parameter.default) == published["defaults"][name]
        if parameter.kind is not parameter.KEYWORD_ONLY:
            positional.append(name)
    # What may be given by place has the same place there.
    assert positional == published["params"][: len(positional)]


@pytest.fixture(scope="module")
def dense(ranks_module):
    """The network of ranks.small_network in plain torch, from the same random numbers."""

    def compute(hidden, inner, vocab_size):
        torch.manual_seed(0)
        shapes = ranks_module.network_shapes(hidden, inner, vocab_size)
        w = {name: torch.randn(shape) for name, shape in shapes.items()}
        x = w["embedding.weight"]
        y = torch.relu(x @ w["up.weight"].T + w["up.bias"]) @ w["down.weight"].T + w["down.bias"]
        return {"x": x.numpy(), "y": y.numpy(), "logits": (y @ w["head.weight"].T).numpy()}

    return compute


@pytest.mark.parametrize("num_ranks", [1, 2, 4])
@pytest.mark.parametrize("sizes", [(16, 24, 40), (16, 23, 41), (8, 1, 3)])
def test_embedding_column_row_and_head_compute_the_dense_network(
    num_ranks, sizes, dense, rank_group, ranks_module
):
    answers = rank_group(num_ranks).run(partial(ranks_module.small_network_of_ours, *sizes))
    expected = dense(*sizes)
    for answer in answers:
        np.testing.assert_array_equal(answer["x"], expected["x"])
        np.testing.assert_allclose(answer["y"], expected["y"], rtol=0, atol=1e-4)
        np.testing.assert_allclose(answer["logits"], expected["logits"], rtol=0, atol=1e-3)


def test_parameters_say_how_they_are_cut():
    group = SingleRank()
    column = ColumnParallelLinear(6, 4, gather_output=False, tensor_model_parallel_group=group)
    row = RowParallelLinear(6, 4, tensor_model_parallel_group=group)
    gathered = ColumnParallelLinear(6, 4, tensor_model_parallel_group=group)
    assert (column.weight.partition_dim, column.bias.partition_dim, row.weight.partition_dim) == (0, 0, 1)
    assert not hasattr(row.bias, "tensor_model_parallel")
    assert not hasattr(gathered.bias, "tensor_model_parallel")


class FirstOfTwo(SingleRank):
    def size(self):
        return 2


def test_sizes_that_the_ranks_do_not_divide_need_pad():
    with pytest.raises(ValueError, match=r"output_size is 5, which 2 ranks do not divide\. Use pad=True"):
        ColumnParallelLinear(6, 5, tensor_model_parallel_group=FirstOfTwo())
    with pytest.raises(ValueError, match="input_size is 5"):
        RowParallelLinear(5, 6, tensor_model_parallel_group=FirstOfTwo())
    padded = ColumnParallelLinear(6, 5, bias=False, pad=True, tensor_model_parallel_group=FirstOfTwo())
    assert padded.weight.shape == (3, 6)


def test_a_padded_bias_and_a_gathered_output_do_not_go_together():
    with pytest.raises(ValueError, match="padded bias"):
        ColumnParallelLinear(6, 5, pad=True, tensor_model_parallel_group=FirstOfTwo())


def test_a_checkpoint_of_another_size_is_refused_before_it_is_padded():
    layer = ColumnParallelLinear(6, 5, bias=False, pad=True, tensor_model_parallel_group=FirstOfTwo())
    with pytest.raises(RuntimeError, match=r"head\.weight has size 7, and the layer was made for 5"):
        layer.preshard_hook({"head.weight": torch.zeros(7, 6)}, "head.weight")


def test_without_a_group_there_is_no_layer():
    with pytest.raises(RuntimeError, match="initialize_model_parallel"):
        ColumnParallelLinear(6, 4)


def test_the_ranks_of_torch_distributed_become_the_group(rank_group, ranks_module, tmp_path):
    answers = rank_group(2).run(partial(ranks_module.use_the_processs_group, tmp_path / "rendezvous"))
    for rank, (size, total, row, rows, part) in enumerate(answers):
        assert size == 2
        assert total == [0.0, 11.0, 22.0, 33.0]
        assert row == [1.0, 10.0]
        assert rows == [[1.0, 2.0], [10.0, 20.0]]
        assert part == [[0.0, 1.0], [2.0, 3.0]][rank]


def test_a_group_of_other_than_all_ranks_is_refused():
    dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
    try:
        with pytest.raises(ValueError, match=r"tensor_model_parallel_size is 2, and .* has 1 ranks"):
            parallel_state.initialize_model_parallel(2)
    finally:
        dist.destroy_process_group()


def test_the_processs_group_is_taken_where_none_is_given():
    parallel_state.set_tensor_model_parallel_group(SingleRank())
    try:
        assert ColumnParallelLinear(6, 4).weight.shape == (4, 6)
        assert parallel_state.get_tensor_model_parallel_size() == 1
        with pytest.raises(RuntimeError, match="initialised already"):
            parallel_state.set_tensor_model_parallel_group(SingleRank())
    finally:
        parallel_state.destroy_model_parallel()
    assert not parallel_state.model_parallel_is_initialized()
