"""Ours beside neuronx_distributed's own source, where a checkout of it is at hand.

NEURONX_DISTRIBUTED_SOURCE=DIRECTORY pytest tests/models/parallel/test_neuronx_distributed.py
"""

from __future__ import annotations

import importlib
import inspect
import os
import random
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from models.parallel import layers

SOURCE = os.environ.get("NEURONX_DISTRIBUTED_SOURCE")
pytestmark = pytest.mark.skipif(
    not SOURCE, reason="NEURONX_DISTRIBUTED_SOURCE does not name a checkout of neuronx-distributed"
)


@pytest.fixture(scope="module")
def nxd_source(ranks_module):
    return importlib.import_module("nxd_source")


@pytest.fixture(scope="module")
def rendezvous(tmp_path_factory):
    return tmp_path_factory.mktemp("neuronx_distributed")


@pytest.mark.parametrize("name", ["ColumnParallelLinear", "RowParallelLinear", "ParallelEmbedding"])
def test_its_constructors_have_our_parameters_with_our_defaults(name, nxd_source):
    theirs = inspect.signature(getattr(nxd_source.load(Path(SOURCE)), name)).parameters
    for parameter in inspect.signature(getattr(layers, name)).parameters.values():
        assert parameter.name in theirs
        assert parameter.default == theirs[parameter.name].default


@pytest.mark.parametrize("num_ranks", [1, 2, 4])
@pytest.mark.parametrize("sizes", [(16, 24, 40), (16, 23, 41)])
def test_layers_compute_and_are_cut_alike(num_ranks, sizes, rank_group, ranks_module, nxd_source, rendezvous):
    ours = rank_group(num_ranks).run(partial(ranks_module.small_network_of_ours, *sizes))
    job = partial(nxd_source.small_network_of_theirs, Path(SOURCE), rendezvous / str(num_ranks), sizes)
    for our, their in zip(ours, rank_group(num_ranks).run(job), strict=True):
        np.testing.assert_array_equal(our["x"], their["x"])
        np.testing.assert_allclose(our["y"], their["y"], rtol=0, atol=1e-4)
        np.testing.assert_allclose(our["logits"], their["logits"], rtol=0, atol=1e-3)
        assert our["presharded"].keys() == their["presharded"].keys()
        for name, tensor in our["presharded"].items():
            np.testing.assert_array_equal(tensor, their["presharded"][name])
        assert our["attributes"] == their["attributes"]


@pytest.mark.parametrize("num_ranks", [2, 4])
@pytest.mark.parametrize(
    ("family", "options"),
    [
        ("llama", {"num_attention_heads": 5, "num_key_value_heads": 1, "hidden_size": 80, "mlp_bias": True}),
        ("qwen2", {"num_attention_heads": 6, "hidden_size": 96, "vocab_size": 321}),
        ("qwen3", {"num_attention_heads": 6, "num_key_value_heads": 3, "head_dim": 16}),
    ],
)
def test_our_decoder_on_its_layers_computes_what_one_process_does(
    family, options, num_ranks, save_random, rank_group, ranks_module, nxd_source, rendezvous
):
    directory = save_random(family, **options)
    rng = random.Random(1)
    prompt = [rng.randrange(3, 320) for _ in range(29)]
    decoder = ranks_module.whole_decoder(directory, is_fast=False)
    kv = ranks_module.make_kv(decoder.config, is_fast=False)
    logits, tokens = ranks_module.generate(decoder, kv, prompt, 12)
    place = rendezvous / str(num_ranks)
    job = partial(nxd_source.generate_with_theirs, Path(SOURCE), place, directory, prompt, 12)
    for rank_logits, rank_tokens in rank_group(num_ranks).run(job):
        np.testing.assert_allclose(rank_logits, logits.numpy(), rtol=0, atol=1e-5)
        assert rank_tokens == tokens
