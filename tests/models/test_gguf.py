"""GGUF files: every tensor type, the llama architecture's row order, RoPE options, and damage by name."""

from __future__ import annotations

import struct

import gguf
import numpy as np
import pytest
import torch
from gguf import GGMLQuantizationType as Kind
from gguf import quants

from models.errors import CheckpointError
from models.gguf_file import GGUFFile
from models.gguf_texts import Texts
from models.gguf_weights import read_tensor
from models.loader import load_model
from models.operators import reference_operators
from models.registry import resolve

PYTHON_QUANTISED = (Kind.Q8_0, Kind.Q4_0, Kind.Q4_1, Kind.Q5_0, Kind.Q5_1)

PLAIN_ROPE = {"rope_type": "default", "rope_theta": 10000.0}
ARCHITECTURES = {  # as GGUF calls them, where not as transformers does
    "gemma3_text": "gemma3",
    "qwen3_moe": "qwen3moe",
    "mixtral": "llama",
    "gpt_oss": "gpt-oss",
}


@pytest.mark.parametrize(
    ("family", "options"),
    [
        ("llama", {}),
        ("llama", {"tie_word_embeddings": True, "attention_bias": True, "mlp_bias": True}),
        ("llama", {"head_dim": 24}),
        ("qwen2", {}),
        ("qwen3", {"head_dim": 32}),
        ("gemma", {"head_dim": 32, "num_key_value_heads": 1}),
        ("gemma2", {"head_dim": 32, "query_pre_attn_scalar": 32, "sliding_window": 9}),
        ("gemma3_text", {"head_dim": 32, "query_pre_attn_scalar": 32, "sliding_window": 9}),
        ("gemma3_text", {"head_dim": 32, "query_pre_attn_scalar": 32, "num_hidden_layers": 7}),
        ("granite", {"embedding_multiplier": 6.0, "attention_multiplier": 0.1, "logits_scaling": 8.0}),
        ("phi3", {"pad_token_id": 0, "tie_word_embeddings": True}),
        ("smollm3", {"pad_token_id": 0, "num_hidden_layers": 5}),
        ("qwen3_moe", {"num_experts": 8, "moe_intermediate_size": 48, "norm_topk_prob": True}),
        ("mixtral", {"num_local_experts": 4}),
        ("olmoe", {"pad_token_id": 0, "num_experts": 8, "num_experts_per_tok": 3}),
        ("gpt_oss", {"head_dim": 32, "num_local_experts": 8, "rope_parameters": PLAIN_ROPE}),
    ],
)
def test_logits_equal_those_of_the_network_that_was_converted(
    write_gguf, family, options, save_tiny, load, driver, prompts, tmp_path
):
    _, oracle = save_tiny(family, **options)
    model = load(write_gguf(tmp_path / "model.gguf", oracle.network, ARCHITECTURES.get(family, family)))
    (logits,) = driver(model.decoder, 1).prefill(prompts[:1], 7)
    torch.testing.assert_close(logits, oracle.logits(prompts[0]), rtol=0, atol=1e-4)


@pytest.mark.parametrize("form", ["fused", "apart"])
def test_experts_may_lie_fused_or_each_on_its_own(
    form, write_gguf, save_tiny, load, driver, prompts, tmp_path
):
    _, oracle = save_tiny("mixtral", num_local_experts=4)
    model = load(write_gguf(tmp_path / "model.gguf", oracle.network, "llama", experts=form))
    (logits,) = driver(model.decoder, 1).prefill(prompts[:1], 7)
    torch.testing.assert_close(logits, oracle.logits(prompts[0]), rtol=0, atol=1e-4)


SHORT, LONG = [1.0 + 0.1 * i for i in range(6)], [2.0 + i for i in range(6)]


@pytest.mark.parametrize("max_positions", [100, None])
def test_longrope_comes_as_two_tensors_of_which_the_longest_context_takes_one(
    max_positions, write_gguf, save_tiny, driver, prompts, tmp_path
):
    """Of twelve dimensions of sixteen. transformers chooses by the sequence: its short ones have less."""
    original = 4 if max_positions is None else 128
    section = {
        "rope_type": "longrope",
        "rope_theta": 10000.0,
        "partial_rotary_factor": 0.75,
        "short_factor": SHORT,
        "long_factor": LONG,
        "attention_factor": 1.2,
    }
    options = {"pad_token_id": 0, "rope_parameters": section, "original_max_position_embeddings": original}
    _, oracle = save_tiny("phi3", **options)
    extra = {
        "phi3.rope.dimension_count": 12,
        "phi3.rope.scaling.original_context_length": original,
        "phi3.rope.scaling.attn_factor": 1.2,
    }
    factors = {"short": SHORT, "long": LONG}
    path = tmp_path / "model.gguf"
    write_gguf(path, oracle.network, "phi3", extra=extra, rope_factors=factors)
    model = load_model(
        resolve(str(path)), dtype=torch.float32, operators=reference_operators(), max_positions=max_positions
    )
    (logits,) = driver(model.decoder, 1).prefill(prompts[:1], 7)
    torch.testing.assert_close(logits, oracle.logits(prompts[0]), rtol=0, atol=1e-4)


def test_of_longrope_s_two_tensors_neither_may_be_missing(write_gguf, save_tiny, load, tmp_path):
    _, oracle = save_tiny("phi3", pad_token_id=0)
    path = write_gguf(tmp_path / "model.gguf", oracle.network, "phi3", rope_factors={"short": [1.0] * 8})
    with pytest.raises(CheckpointError, match=r"rope_factors_long\.weight` is missing"):
        load(path)


@pytest.mark.parametrize("kind", [Kind.F16, Kind.BF16, Kind.Q8_0, Kind.Q4_1], ids=lambda kind: kind.name)
def test_logits_of_a_quantised_file_equal_those_of_its_dequantised_weights(
    write_gguf, kind, save_tiny, load, driver, prompts, tmp_path
):
    _, oracle = save_tiny("qwen2")
    path = write_gguf(tmp_path / "model.gguf", oracle.network, "qwen2", kind=kind)
    state = oracle.network.state_dict()
    for tensor in state.values():
        if tensor.dim() == 2:
            rounded = quants.dequantize(quants.quantize(tensor.numpy(), kind), kind)
            tensor.copy_(torch.from_numpy(rounded))
    (logits,) = driver(load(path).decoder, 1).prefill(prompts[:1], 64)
    torch.testing.assert_close(logits, oracle.logits(prompts[0]), rtol=0, atol=1e-4)


def test_llama3_scaling_comes_as_a_tensor_of_frequency_divisors(
    write_gguf, save_tiny, load, driver, prompts, tmp_path
):
    scaling = {
        "rope_type": "llama3",
        "rope_theta": 10000.0,
        "factor": 8.0,
        "low_freq_factor": 1.0,
        "high_freq_factor": 4.0,
        "original_max_position_embeddings": 64,
    }
    _, oracle = save_tiny("llama", rope_parameters=scaling)
    scaled = oracle.network.model.rotary_emb.inv_freq.numpy()
    plain = 1.0 / 10000.0 ** (np.arange(0, 16, 2) / 16)
    path = write_gguf(tmp_path / "model.gguf", oracle.network, "llama", rope_freqs=plain / scaled)
    (logits,) = driver(load(path).decoder, 1).prefill(prompts[:1], 64)
    torch.testing.assert_close(logits, oracle.logits(prompts[0]), rtol=0, atol=1e-4)


@pytest.mark.parametrize("kind", ["linear", "yarn"])
def test_rope_scaling_keys(write_gguf, kind, save_tiny, load, driver, prompts, tmp_path):
    scaling = {"rope_type": kind, "rope_theta": 10000.0, "factor": 4.0}
    extra = {"qwen2.rope.scaling.type": kind, "qwen2.rope.scaling.factor": 4.0}
    _, oracle = save_tiny("qwen2", rope_parameters=scaling)
    path = write_gguf(tmp_path / "model.gguf", oracle.network, "qwen2", extra=extra)
    (logits,) = driver(load(path).decoder, 1).prefill(prompts[:1], 64)
    torch.testing.assert_close(logits, oracle.logits(prompts[0]), rtol=0, atol=1e-4)


def write_tensor(path, name, raw, kind):
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_tensor(name, raw, raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return GGUFFile(path)


@pytest.mark.parametrize("kind", PYTHON_QUANTISED, ids=lambda kind: kind.name)
def test_a_quantised_tensor_comes_back_near_what_was_written(kind, tmp_path):
    values = np.random.default_rng(0).normal(size=(6, 64)).astype(np.float32)
    file = write_tensor(tmp_path / "t.gguf", "a.weight", quants.quantize(values, kind), kind)
    read = read_tensor(file, "a.weight")
    assert read.shape == (6, 64)
    assert np.abs(read.numpy() - values).max() < {Kind.Q8_0: 0.03}.get(kind, 0.5)


@pytest.mark.parametrize(
    "kind", [Kind.Q4_K, Kind.Q5_K, Kind.Q6_K, Kind.IQ4_NL, Kind.MXFP4], ids=lambda kind: kind.name
)
def test_types_that_only_llama_cpp_writes_are_dequantised_as_the_gguf_package_does(kind, tmp_path):
    block_size, block_bytes = gguf.GGML_QUANT_SIZES[kind]
    raw = np.random.default_rng(0).integers(0, 256, size=(3, 2 * block_bytes), dtype=np.uint8)
    file = write_tensor(tmp_path / "t.gguf", "a.weight", raw, kind)
    with np.errstate(all="ignore"):  # random scales overflow
        read = read_tensor(file, "a.weight")
        expected = quants.dequantize(raw, kind)
    assert read.shape == (3, 2 * block_size)
    np.testing.assert_array_equal(read.numpy(), expected)


def test_q4_k_by_hand(tmp_path):
    """One block: scale 2 and minimum 1 of the whole, sub-scale 3 and sub-minimum 5 of its first 32 values."""
    scales = bytes([3] + [0] * 3 + [5] + [0] * 3 + [0] * 4)
    nibbles = bytes([7] * 32 + [0] * 96)
    raw = np.frombuffer(struct.pack("<ee", 2.0, 1.0) + scales + nibbles, dtype=np.uint8).reshape(1, 144)
    read = read_tensor(write_tensor(tmp_path / "t.gguf", "a.weight", raw, Kind.Q4_K), "a.weight")
    assert read[0, :32].tolist() == [2 * 3 * 7 - 1 * 5] * 32
    assert read[0, 32:].abs().max() == 0


@pytest.fixture
def tiny_gguf(write_gguf, save_tiny, tmp_path):
    _, oracle = save_tiny("llama")
    return write_gguf(tmp_path / "model.gguf", oracle.network, "llama")


@pytest.mark.parametrize(
    ("share", "message"),
    [
        (0.0, "cannot be read"),
        (0.0005, "truncated"),
        (0.003, "tokenizer.ggml.tokens"),
        (0.7, "the tensor `blk.2"),
    ],
)
def test_a_truncated_file_is_named_with_the_key_or_tensor_that_is_cut(share, message, tiny_gguf, load):
    content = tiny_gguf.read_bytes()
    tiny_gguf.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(CheckpointError, match=message) as caught:
        load(tiny_gguf)
    assert str(tiny_gguf) in str(caught.value)


def test_a_file_cut_within_its_metadata_never_fails_in_another_way(tiny_gguf, tmp_path):
    content = tiny_gguf.read_bytes()
    path = tmp_path / "cut.gguf"
    for length in range(1, 12000, 97):
        path.write_bytes(content[:length])
        with pytest.raises(CheckpointError, match=r"cut\.gguf: "):
            GGUFFile(path)


def test_what_is_no_gguf_is_called_so(tmp_path, load):
    path = tmp_path / "model.gguf"
    path.write_bytes(b"PK\x03\x04 something else")
    with pytest.raises(CheckpointError, match="not a GGUF file"):
        load(path)


def test_a_missing_tensor_is_named(write_gguf, save_tiny, load, tmp_path):
    _, oracle = save_tiny("llama")
    name = "model.layers.1.mlp.up_proj.weight"
    path = write_gguf(tmp_path / "model.gguf", oracle.network, "llama", leave_out=(name,))
    with pytest.raises(CheckpointError, match=r"model\.gguf: the tensor `blk\.1\.ffn_up\.weight` is missing"):
        load(path)


def test_an_architecture_that_is_not_supported_is_named(write_gguf, save_tiny, load, tmp_path):
    _, oracle = save_tiny("llama")
    path = write_gguf(tmp_path / "model.gguf", oracle.network, "nobody")
    with pytest.raises(CheckpointError, match=r"general\.architecture"):
        load(path)


def test_frequency_divisors_of_an_architecture_without_them_are_refused(
    write_gguf, save_tiny, load, tmp_path
):
    _, oracle = save_tiny("qwen2")
    path = write_gguf(tmp_path / "model.gguf", oracle.network, "qwen2", rope_freqs=np.ones(8))
    with pytest.raises(CheckpointError, match=r"rope_freqs\.weight"):
        load(path)


VALUES = {
    "a.bool": True,
    "a.int": 7,
    "a.float": 0.5,
    "a.text": "\u0120 \U0001f917 \n",
    "a.texts": ["", "a b", "\u4f60"],
    "a.ints": [1, -2, 3],
    "a.floats": [0.25, -1.5],
    "a.flags": [True, False],
}


@pytest.mark.parametrize("kind", [None, Kind.F16, Kind.Q8_0], ids=["float32", "float16", "Q8_0"])
def test_keys_and_tensors_are_those_that_the_gguf_package_reads(kind, write_gguf, save_tiny, tmp_path):
    _, oracle = save_tiny("qwen2")
    path = write_gguf(tmp_path / "model.gguf", oracle.network, "qwen2", kind=kind, extra=VALUES)
    ours, theirs = GGUFFile(path), gguf.GGUFReader(path)
    fields = {name: field.contents() for name, field in theirs.fields.items() if not name.startswith("GGUF.")}
    texts = {name: list(value) for name, value in ours.metadata.items() if isinstance(value, Texts)}
    assert ours.metadata | texts == fields
    assert texts["a.texts"][1:] == ours.metadata["a.texts"][1:] == VALUES["a.texts"][1:]
    assert list(ours.tensors) == [tensor.name for tensor in theirs.tensors]
    for tensor in theirs.tensors:
        info = ours.tensors[tensor.name]
        assert (info.shape, info.kind) == (tuple(tensor.shape.tolist())[::-1], tensor.tensor_type)
        assert ours.data(tensor.name).tobytes() == tensor.data.tobytes()


@pytest.fixture
def split_gguf(write_gguf, save_tiny, tmp_path):
    _, oracle = save_tiny("qwen2")
    return write_gguf(tmp_path / "model.gguf", oracle.network, "qwen2", split_max_tensors=12), oracle


def test_the_parts_of_a_split_file_are_one_model(split_gguf, load, driver, prompts):
    first, oracle = split_gguf
    parts = sorted(first.parent.glob("*.gguf"))
    assert len(parts) == 4
    for path in (first, first.parent):
        model = load(path)
        assert model.name == "model"
    (logits,) = driver(model.decoder, 1).prefill(prompts[:1], 64)
    torch.testing.assert_close(logits, oracle.logits(prompts[0]), rtol=0, atol=1e-4)
    assert GGUFFile(first).files == tuple(parts)


def test_every_part_is_in_the_fingerprint(split_gguf, load):
    first, _ = split_gguf
    before = load(first).fingerprint
    last = sorted(first.parent.glob("*.gguf"))[-1]
    content = bytearray(last.read_bytes())
    content[-2] ^= 1
    last.write_bytes(content)
    assert load(first).fingerprint != before


def test_parts_that_are_missing_or_not_first_or_renamed_are_named(split_gguf, load):
    first, _ = split_gguf
    second, third, _ = sorted(first.parent.glob("*.gguf"))[1:]
    with pytest.raises(
        CheckpointError, match=r"`split\.no` is 1: .*Give the first, model-00001-of-00004\.gguf"
    ):
        load(second)
    content = second.read_bytes()
    second.write_bytes(third.read_bytes())
    with pytest.raises(CheckpointError, match=r"00002-of-00004\.gguf: `split\.no` is 2 and should be 1"):
        load(first)
    second.unlink()
    with pytest.raises(CheckpointError, match=r"model-00002-of-00004\.gguf: part 2 of 4 is missing"):
        load(first)
    second.write_bytes(content)
    with pytest.raises(CheckpointError, match=r"`split\.count` is 4, and the name does not say so"):
        load(first.rename(first.with_name("mine.gguf")))
