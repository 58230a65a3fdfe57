"""Damaged and wrong Hugging Face checkpoints: each error names the file and the tensor or key."""

from __future__ import annotations

import json

import pytest
import torch
from safetensors.torch import load_file, save_file

from models.errors import CheckpointError

UP_PROJ = "model.layers.1.mlp.up_proj.weight"


@pytest.fixture
def edit(save_tiny):
    """Save a tiny llama, change its tensors, and return the directory."""

    def edit_tensors(change, **options):
        directory, _ = save_tiny("llama", **options)
        path = directory / "model.safetensors"
        tensors = load_file(path)
        change(tensors)
        save_file(tensors, path)
        return directory

    return edit_tensors


def test_a_missing_tensor_is_named(edit, load):
    directory = edit(lambda tensors: tensors.pop(UP_PROJ))
    with pytest.raises(CheckpointError, match=rf"tiny|llama.*`{UP_PROJ}` is missing"):
        load(directory)


@pytest.mark.parametrize(
    ("suffix", "method"),
    [
        ("qweight", "GPTQ or AWQ"),
        ("weight_packed", "compressed-tensors"),
        ("weight.absmax", "bitsandbytes"),
    ],
)
def test_packed_weights_are_refused_by_their_method_also_where_the_configuration_says_nothing(
    suffix, method, edit, load
):
    packed = UP_PROJ.removesuffix("weight") + suffix
    directory = edit(lambda tensors: tensors.update({packed: tensors.pop(UP_PROJ)}))
    with pytest.raises(CheckpointError, match=rf"`{packed}` is packed by {method}; .* or a GGUF"):
        load(directory)


def test_an_extra_tensor_is_named(edit, load):
    directory = edit(lambda tensors: tensors.update({"model.layers.9.extra.weight": torch.zeros(2)}))
    with pytest.raises(
        CheckpointError, match=r"model\.safetensors: the tensor `model\.layers\.9\.extra\.weight`"
    ):
        load(directory)


def test_biases_that_the_config_does_not_mention_are_an_error_not_ignored(edit, load):
    directory = edit(
        lambda tensors: tensors.update({"model.layers.0.self_attn.q_proj.bias": torch.zeros(64)})
    )
    with pytest.raises(CheckpointError, match=r"q_proj\.bias` is not part of this model"):
        load(directory)


def test_a_wrong_shape_is_named_with_both_shapes(edit, load):
    directory = edit(lambda tensors: tensors.update({UP_PROJ: torch.zeros(96, 65)}))
    with pytest.raises(CheckpointError, match=rf"`{UP_PROJ}` has shape \[96, 65\].* \[96, 64\]"):
        load(directory)


def test_integer_weights_are_refused(edit, load):
    directory = edit(lambda tensors: tensors.update({UP_PROJ: torch.zeros(96, 64, dtype=torch.int8)}))
    with pytest.raises(CheckpointError, match=rf"`{UP_PROJ}` is I8"):
        load(directory)


def test_old_checkpoints_may_hold_rope_tables_and_a_copy_of_a_tied_head(edit, load, driver, prompts):
    def add(tensors):
        tensors["model.layers.0.self_attn.rotary_emb.inv_freq"] = torch.zeros(8)
        tensors["lm_head.weight"] = tensors["model.embed_tokens.weight"].clone()

    model = load(edit(add, tie_word_embeddings=True))
    assert model.config.tie_embeddings


@pytest.mark.parametrize("share", [0.0, 0.001, 0.5, 0.99])
def test_a_truncated_file_is_named(share, save_tiny, load):
    directory, _ = save_tiny("llama")
    path = directory / "model.safetensors"
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(CheckpointError, match=r"model\.safetensors: the file is damaged or truncated"):
        load(directory)


def test_a_missing_shard_is_named(save_tiny, load):
    directory, _ = save_tiny("llama", max_shard_size="100KB")
    (directory / "model-00002-of-00006.safetensors").unlink(missing_ok=True)
    shard = sorted(directory.glob("model-*.safetensors"))[0]
    shard.unlink()
    with pytest.raises(CheckpointError, match=rf"{shard.name}: the file is missing"):
        load(directory)


def test_a_tensor_that_is_not_in_the_shard_that_the_index_names_is_named(save_tiny, load):
    directory, _ = save_tiny("llama", max_shard_size="100KB")
    path = directory / "model.safetensors.index.json"
    index = json.loads(path.read_text())
    index["weight_map"]["model.norm.weight"] = next(
        shard for shard in index["weight_map"].values() if shard != index["weight_map"]["model.norm.weight"]
    )
    path.write_text(json.dumps(index))
    with pytest.raises(CheckpointError, match=r"`model\.norm\.weight` is missing"):
        load(directory)


def test_an_index_cannot_lead_out_of_its_directory(save_tiny, load):
    directory, _ = save_tiny("llama", max_shard_size="100KB")
    path = directory / "model.safetensors.index.json"
    path.write_text(json.dumps({"weight_map": {"model.norm.weight": "../outside.safetensors"}}))
    with pytest.raises(CheckpointError, match="no plain file name"):
        load(directory)


def test_pickled_weights_are_refused(save_tiny, load):
    directory, _ = save_tiny("llama")
    (directory / "model.safetensors").rename(directory / "pytorch_model.bin")
    with pytest.raises(CheckpointError, match=r"neither model\.safetensors .*pytorch_model\.bin"):
        load(directory)


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json"])
def test_files_that_are_no_json_are_named(name, save_tiny, load):
    directory, _ = save_tiny("llama")
    (directory / name).write_text("{")
    with pytest.raises(CheckpointError, match=name):
        load(directory)


def test_a_directory_without_a_tokenizer_is_refused(save_tiny, load):
    directory, _ = save_tiny("llama")
    (directory / "tokenizer.json").unlink()
    with pytest.raises(CheckpointError, match=r"tokenizer\.json: the file is missing"):
        load(directory)


def compressed(form="float-quantized", *, is_dynamic=True, **weights):
    """As compressed-tensors says of its checkpoints."""
    scheme = {"num_bits": 8, "type": "float", "strategy": "channel", "symmetric": True, "dynamic": False}
    activations = {"num_bits": 8, "type": "float", "strategy": "token", "dynamic": is_dynamic}
    group = {"targets": ["Linear"], "weights": scheme | weights, "input_activations": activations}
    return {
        "quant_method": "compressed-tensors",
        "format": form,
        "quantization_status": "compressed",
        "config_groups": {"group_0": group},
        "ignore": ["lm_head"],
        "kv_cache_scheme": None,
    }


def to_fp8(directory, block, *, suffix="_scale_inv", **options):
    """The projections in fp8 with scales, and what they stand for."""
    tensors = load_file(directory / "model.safetensors")
    exact = {}
    for name in [name for name in tensors if "_proj." in name]:
        weight = tensors[name]
        rows, columns = block or weight.shape
        shape = [-(-size // part) for size, part in zip(weight.shape, (rows, columns), strict=True)]
        scales = torch.rand(shape) / 256 + 1 / 256
        each = scales.repeat_interleave(rows, 0).repeat_interleave(min(columns, weight.shape[1]), 1)
        each = each[: weight.shape[0], : weight.shape[1]]
        tensors[name] = (weight / each).to(torch.float8_e4m3fn)
        tensors[name + suffix] = scales if block else scales[0, 0]
        exact[name] = tensors[name].float() * each
    save_file(tensors, directory / "model.safetensors")
    config = json.loads((directory / "config.json").read_text())
    config["quantization_config"] = {"quant_method": "fp8", "weight_block_size": block, **options}
    (directory / "config.json").write_text(json.dumps(config))
    return exact


@pytest.mark.parametrize("block", [[40, 24], None], ids=["a scale for each block", "one scale"])
def test_fp8_weights_are_numbers_times_their_scales(block, save_tiny, load, driver, prompts):
    directory, oracle = save_tiny("llama")
    exact = to_fp8(directory, block, activation_scheme="dynamic")
    oracle.network.load_state_dict(exact, strict=False)
    (logits,) = driver(load(directory).decoder, 1).prefill(prompts[:1], 64)
    torch.testing.assert_close(logits, oracle.logits(prompts[0]), rtol=0, atol=1e-4)


@pytest.mark.parametrize(
    ("block", "weights"),
    [
        ([1, 4096], {}),
        (None, {"strategy": "tensor"}),
        ([40, 24], {"strategy": "block", "block_structure": [40, 24]}),
    ],
    ids=["channel", "tensor", "block"],
)
def test_fp8_of_compressed_tensors_is_read_alike(block, weights, save_tiny, load, driver, prompts):
    directory, oracle = save_tiny("llama")
    exact = to_fp8(directory, block, suffix="_scale", **compressed(**weights))
    oracle.network.load_state_dict(exact, strict=False)
    (logits,) = driver(load(directory).decoder, 1).prefill(prompts[:1], 64)
    torch.testing.assert_close(logits, oracle.logits(prompts[0]), rtol=0, atol=1e-4)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"fmt": "e5m2"}, r"`quantization_config\.fmt` is 'e5m2'; supported is e4m3"),
        ({"activation_scheme": "static"}, r"activation_scheme` is 'static'"),
        ({"weight_block_size": [0, 128]}, r"weight_block_size` must be two numbers of at least 1"),
        ({"weight_block_size": [64, 64]}, r"_scale_inv` has shape \[2, 3\], but `quantization_config` makes"),
        ({"quant_method": "gptq"}, r"quant_method` is 'gptq'; .*in fp8 alone"),
        ({"quant_method": "awq"}, r"quant_method` is 'awq'"),
        ({"quant_method": "bitsandbytes"}, r"quant_method` is 'bitsandbytes'"),
        (compressed("pack-quantized"), r"`quantization_config\.format` is 'pack-quantized'"),
        (compressed(num_bits=4), r"group_0\.weights\.num_bits` is 4; supported is 8"),
        (compressed(type="int"), r"weights\.type` is 'int'"),
        (compressed(strategy="group"), r"weights\.strategy` is 'group'"),
        (compressed(is_dynamic=False), r"input_activations\.dynamic` is false"),
    ],
)
def test_other_quantised_safetensors_are_refused_by_name(options, message, save_tiny, load):
    directory, _ = save_tiny("llama")
    to_fp8(directory, [40, 24], **options)
    with pytest.raises(CheckpointError, match=message):
        load(directory)


def test_fp8_without_its_scale_is_named(save_tiny, load):
    directory, _ = save_tiny("llama")
    to_fp8(directory, [40, 24])
    tensors = load_file(directory / "model.safetensors")
    del tensors[f"{UP_PROJ}_scale_inv"]
    save_file(tensors, directory / "model.safetensors")
    with pytest.raises(CheckpointError, match=rf"{UP_PROJ}_scale_inv` is missing, and .* is F8_E4M3"):
        load(directory)
