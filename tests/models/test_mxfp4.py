"""A gpt-oss directory in MXFP4 is read as transformers reads it, and computed from its blocks."""

from __future__ import annotations

import json

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers.integrations.mxfp4 import convert_moe_packed_tensors

from models.cpu_operators import cpu_operators
from models.errors import CheckpointError
from models.loader import load_model
from models.operators import reference_operators
from models.registry import resolve

MATRICES = ("gate_up_proj", "down_proj")


@pytest.fixture
def packed(save_tiny):
    """A directory whose experts' matrices are blocks and scales, and the network that these stand for."""
    directory, oracle = save_tiny("gpt_oss", head_dim=32, num_local_experts=4, num_experts_per_tok=2)
    path = directory / "model.safetensors"
    tensors, state = load_file(path), oracle.network.state_dict()
    for name in [name for name in tensors if name.endswith(MATRICES)]:
        count, num_in, num_out = tensors.pop(name).shape
        blocks = torch.randint(0, 256, (count, num_out, num_in // 32, 16), dtype=torch.uint8)
        scales = torch.randint(121, 125, (count, num_out, num_in // 32), dtype=torch.uint8)
        tensors |= {f"{name}_blocks": blocks, f"{name}_scales": scales}
        state[name].copy_(convert_moe_packed_tensors(blocks, scales, dtype=torch.float32))
    save_file(tensors, path, metadata={"format": "pt"})
    config = json.loads((directory / "config.json").read_text())
    config["quantization_config"] = {"quant_method": "mxfp4"}
    (directory / "config.json").write_text(json.dumps(config))
    return directory, oracle


def test_the_unpacked_weights_are_transformers(packed, load, driver, prompts):
    directory, oracle = packed
    (logits,) = driver(load(directory).decoder, 1).prefill(prompts[:1], 7)
    torch.testing.assert_close(logits, oracle.logits(prompts[0]), rtol=0, atol=1e-4)


@pytest.mark.parametrize("operators", [reference_operators, cpu_operators])
def test_the_experts_are_computed_from_their_blocks(packed, operators, driver, prompts):
    directory, oracle = packed
    source = resolve(str(directory))
    model = load_model(source, dtype=torch.float32, operators=operators(), quantization="auto")
    assert set(model.weight_formats) == {"mxfp4", "float32"}
    is_fast = operators is cpu_operators
    (logits,) = driver(model.decoder, 1, is_fast=is_fast).prefill(prompts[:1], 7)
    expected = oracle.logits(prompts[0])
    assert (logits - expected).norm() < 0.05 * expected.norm()  # activations have 8 bits


def test_scales_of_another_shape_are_refused_by_name(packed):
    directory, _ = packed
    path = directory / "model.safetensors"
    tensors = load_file(path)
    name = "model.layers.0.mlp.experts.down_proj"
    tensors[f"{name}_scales"] = tensors[f"{name}_scales"][:, :-1].contiguous()
    save_file(tensors, path, metadata={"format": "pt"})
    with pytest.raises(CheckpointError, match="down_proj_blocks` has shape"):
        load_model(resolve(str(directory)), dtype=torch.float32, operators=reference_operators())


def test_other_families_refuse_the_format(save_tiny):
    directory, _ = save_tiny("llama")
    config = json.loads((directory / "config.json").read_text())
    config["quantization_config"] = {"quant_method": "mxfp4"}
    (directory / "config.json").write_text(json.dumps(config))
    with pytest.raises(CheckpointError, match=r"quantization_config.quant_method` is 'mxfp4'"):
        load_model(resolve(str(directory)), dtype=torch.float32, operators=reference_operators())
