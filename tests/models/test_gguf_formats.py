"""Quantised GGUF files, computed from their own blocks: what they give and weigh, and which are refused."""

from __future__ import annotations

import pytest
import torch
from gguf import GGMLQuantizationType as Kind

from kernels import library
from kernels.linear.cases import random_quantized
from kernels.linear.cpu import PackedLinear
from kernels.linear.quantized import GGUF_FORMATS
from models.cpu_operators import cpu_operators
from models.errors import CheckpointError
from models.loader import load_model
from models.operators import reference_operators
from models.registry import resolve

# As llama-quantize mixes them: the second half of Q4_K_M's values and down projections has more bits.
Q4_K_M = {
    "embed_tokens": "q6_k",
    "layers.0.self_attn.v_proj": "q6_k",
    "layers.0.mlp.down_proj": "q6_k",
    "proj": "q4_k",
}
# What it makes of a model whose rows are not whole blocks of 256, and the same at five bits.
Q4_K_M_NARROW = {
    "embed_tokens": "q8_0",
    "v_proj": "q8_0",
    "down_proj": "q4_k",
    "proj": "q5_0",
    "lm_head": "q8_0",
}
# Files that were made with a format for each tensor.
GATE_AND_UP = {"embed_tokens": "q6_k", "up_proj": "q5_k", "proj": "q4_k", "lm_head": "q6_k"}
Q5_K_M = {"embed_tokens": "q6_k", "v_proj": "q6_k", "proj": "q5_k", "lm_head": "q6_k"}


def load(path, operators=reference_operators, quantization="auto"):
    return load_model(
        resolve(str(path)), dtype=torch.float32, operators=operators(), quantization=quantization
    )


@pytest.mark.parametrize(
    ("family", "formats", "options", "named"),
    [
        ("qwen2", Q4_K_M, {"tie_word_embeddings": True}, ("q4_k", "q6_k")),
        ("llama", Q4_K_M, {"tie_word_embeddings": True}, ("q4_k", "q6_k")),
        ("qwen2", Q4_K_M_NARROW, {}, ("q5_0", "q4_k", "q8_0")),
        ("qwen3", Q5_K_M, {}, ("q5_k", "q6_k")),
        ("qwen2", GATE_AND_UP, {}, ("q4_k", "q5_k", "q6_k")),
        ("llama", {"": "iq4_nl"}, {}, ("iq4_nl",)),
        ("llama", {"": "mxfp4"}, {}, ("mxfp4",)),
    ],
    ids=[
        "qwen2 Q4_K_M",
        "llama Q4_K_M",
        "qwen2 Q4_K_M of narrow rows",
        "qwen3 Q5_K_M",
        "gate apart from up",
        "IQ4_NL",
        "MXFP4",
    ],
)
def test_a_mixed_file_keeps_all_of_its_formats(family, formats, options, named, mixed_gguf, driver, prompts):
    path, oracle = mixed_gguf(family, formats, **options)
    model = load(path)
    assert set(model.weight_formats) == set(named)
    (logits,) = driver(model.decoder, 1).prefill(prompts[:1], 7)
    exact = oracle.logits(prompts[0])
    # Activations are rounded to bytes: as near as that leaves it, and nearer than a wrong weight would be.
    assert (logits - exact).norm() < 0.05 * exact.norm()
    fast = load(path, cpu_operators)
    (packed,) = driver(fast.decoder, 1, is_fast=library.current() is not None).prefill(prompts[:1], 64)
    assert (packed - logits).norm() < 0.02 * exact.norm()  # a byte here and there is rounded the other way


def test_numbers_are_the_blocks_own(mixed_gguf, driver, prompts):
    path, oracle = mixed_gguf("llama", Q4_K_M)
    (logits,) = driver(load(path, quantization="none").decoder, 1).prefill(prompts[:1], 64)
    torch.testing.assert_close(logits, oracle.logits(prompts[0]), rtol=1e-4, atol=1e-4)


@pytest.mark.skipif(library.current() is None, reason="no built kernels here")
@pytest.mark.parametrize("weight_format", GGUF_FORMATS)
def test_a_packed_weight_is_no_larger_than_its_blocks_and_a_seventeenth(weight_format):
    weight = random_quantized(weight_format, 256, 1024)
    assert PackedLinear(weight).packed.nbytes <= weight.blocks.nbytes * 18 / 17


def with_type(path, kind):
    """The file with one of its Q8_0 matrices said to be of this type, whose blocks are smaller."""
    content = bytearray(path.read_bytes())
    name = b"blk.1.attn_output.weight"
    end = content.index(name) + len(name) + 4 + 16  # behind the number of dimensions, and two of them
    content[end : end + 4] = int(kind).to_bytes(4, "little")
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("kind", [Kind.Q8_K, Kind.I32])
def test_types_that_nobody_reads_are_refused_by_name_before_anything_is_read(kind, mixed_gguf):
    path, _ = mixed_gguf("qwen2", {"o_proj": "q8_0", "proj": "q4_0"})
    with pytest.raises(CheckpointError, match=rf"`blk\.1\.attn_output\.weight` is {kind.name}; .*Q4_K"):
        load(with_type(path, kind))


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # such blocks of another type are any numbers
@pytest.mark.parametrize("kind", [Kind.IQ2_XXS, Kind.IQ4_XS, Kind.Q2_K, Kind.Q3_K, Kind.TQ1_0])
def test_types_without_kernels_are_computed_as_floats_with_a_warning(kind, mixed_gguf, caplog):
    path, _ = mixed_gguf("qwen2", {"o_proj": "q8_0", "proj": "q4_0"})
    model = load(with_type(path, kind))
    assert f"has weights in {kind.name}, which are computed as float32" in caplog.text
    assert "float32" in model.weight_formats
