"""Adapters as PEFT saves them: a program with one has the logits of the model with it merged in."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from kernels import library
from kernels.lora.reference import LoraPart
from kernels.lora.reference import adapted as definition
from kernels.program.cpu import StepArrays
from models.cpu_kv import allocate_kv
from models.cpu_operators import cpu_operators
from models.errors import CheckpointError
from models.loader import load_model
from models.lora import Projection, projections_of, read_lora
from models.program import build_program
from models.registry import resolve

needs_kernels = pytest.mark.skipif(library.current() is None, reason="no built kernels here")
ALL = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
FAMILIES = ["llama", "qwen3", "gemma2"]
BLOCK_SIZE = 32


def step_of(*sequences: tuple[list[int], int | None]) -> StepArrays:
    """Whole prompts, each by its adapter; None: without one."""
    tokens = [token for ids, _ in sequences for token in ids]
    lengths = [len(ids) for ids, _ in sequences]
    starts = np.cumsum([0, *lengths])
    positions = np.concatenate([np.arange(length) for length in lengths])
    adapters = [-1 if adapter is None else adapter for ids, adapter in sequences for _ in ids]
    blocks = np.arange(1, len(sequences) + 1)
    values = (
        tokens,
        positions,
        np.repeat(blocks, lengths) * BLOCK_SIZE + positions,
        starts,
        lengths,
        blocks[:, None],
        range(len(tokens)),
        adapters,
    )
    return StepArrays(*(np.array(value, dtype=np.int32) for value in values))


class Adapted:
    """A model's program, with adapters."""

    def __init__(self, directory, dtype=torch.float32, quantization="none") -> None:
        self.model = load_model(
            resolve(str(directory)), dtype=dtype, operators=cpu_operators(), quantization=quantization
        )
        self.projections = projections_of(self.model.config)
        self.program = build_program(library.current(), self.model.decoder)

    def add(self, folder) -> int:
        return self.program.add_adapter(read_lora(folder, self.projections).parts)

    def logits(self, *sequences: tuple[list[int], int | None]) -> list[np.ndarray]:
        kv = allocate_kv(self.model.config, num_blocks=9, block_size=BLOCK_SIZE, kv_format="float32")
        step = step_of(*sequences)
        logits = self.program.run(step, kv.blocks).copy()
        return np.split(logits, step.query_start[1:-1])


@needs_kernels
@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("projections", [ALL, ["q_proj", "v_proj"]], ids=["all", "q and v"])
def test_an_adapter_has_the_logits_of_the_merged_model(family, projections, save_tiny, save_lora):
    directory, oracle = save_tiny(family)
    folder, merged = save_lora(oracle, projections)
    adapted = Adapted(directory)
    adapter = adapted.add(folder)
    prompt = list(range(5, 19))
    with_it, without = adapted.logits((prompt, adapter), (prompt, None))
    assert np.abs(with_it - merged.logits(prompt).numpy()).max() < 1e-4
    assert np.abs(without - oracle.logits(prompt).numpy()).max() < 1e-4
    assert np.abs(with_it - without).max() > 0.01


@needs_kernels
@pytest.mark.parametrize("quantization", ["none", "q8_0", "q4_1"])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
def test_sequences_of_other_adapters_change_no_bit(dtype, quantization, save_tiny, save_lora):
    directory, oracle = save_tiny("llama", attention_bias=True)
    adapted = Adapted(directory, dtype, quantization)
    plain = adapted.logits(([5, 6, 7], None))[0]
    adapters = [adapted.add(save_lora(oracle, ALL, seed=seed, rank=3 + seed)[0]) for seed in range(3)]
    sequences = [([5, 6, 7], adapter) for adapter in [*adapters, None, adapters[0]]] + [
        ([9] * 11, adapters[1])
    ]
    together = adapted.logits(*sequences)
    for sequence, logits in zip(sequences, together, strict=True):
        assert np.array_equal(adapted.logits(sequence)[0], logits)
    assert np.array_equal(together[3], plain)
    assert not np.array_equal(together[0], together[1])


@needs_kernels
def test_projections_that_differ_in_format(mixed_gguf, save_lora):
    path, oracle = mixed_gguf("qwen2", {"v_proj": "q6_k", "proj": "q4_k", "embed": "q5_k", "head": "iq4_nl"})
    folder, merged = save_lora(oracle, ALL)
    adapted = Adapted(path, quantization="auto")
    adapter = adapted.add(folder)
    prompt = list(range(5, 19))
    logits = adapted.logits((prompt, adapter))[0]
    expected, plain = merged.logits(prompt).numpy(), oracle.logits(prompt).numpy()
    # Rows of x are rounded to bytes there: as near as the model without an adapter is to its oracle.
    error = np.abs(adapted.logits((prompt, None))[0] - plain).max()
    assert np.abs(logits - expected).max() < 3 * error < np.abs(expected - plain).max()


@needs_kernels
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
def test_lengths_and_biases_are_those_of_the_adapted_model(dtype, save_tiny):
    """DoRA, and both kinds of bias, of every projection and the head; of other rows not a bit."""
    directory, oracle = save_tiny("llama", attention_bias=True, mlp_bias=True)
    adapted = Adapted(directory, dtype)
    network = copy.deepcopy(oracle.network).to(dtype).float()
    parts = {}
    for name, linear in network.named_modules():
        if isinstance(linear, torch.nn.Linear):
            num_out, num_in = linear.weight.shape
            part = parts[name] = LoraPart(
                *(torch.randn(4, num_in) / 4, torch.randn(num_out, 4) / 4),
                lengths=torch.rand(num_out) + 0.5 if "o_proj" not in name else None,
                added=torch.randn(num_out) if "gate" in name else None,
                bias=torch.randn(num_out) if "q_proj" in name or "down" in name else None,
            )
            weight, bias = definition(
                linear.weight.data, None if linear.bias is None else linear.bias.data, part
            )
            linear.weight.data = weight
            linear.bias = None if bias is None else torch.nn.Parameter(bias)
    plain = adapted.logits(([5, 6, 7], None))[0]
    adapter = adapted.program.add_adapter(parts)
    with_it, without = adapted.logits((list(range(5, 19)), adapter), ([5, 6, 7], None))
    expected = type(oracle)(network).logits(list(range(5, 19))).numpy()
    assert np.array_equal(without, plain)
    if dtype is torch.float32:
        assert np.abs(with_it - expected).max() < 1e-4
    else:
        assert np.linalg.norm(with_it - expected) < 0.05 * np.linalg.norm(expected)


@needs_kernels
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
@pytest.mark.parametrize("family", ["llama", "gemma3_text"])
def test_an_adapter_of_the_embeddings_is_not_one_of_the_tied_head(family, dtype, save_tiny):
    """Gemma's are scaled, and what is added to them as well."""
    directory, oracle = save_tiny(family, tie_word_embeddings=True)
    adapted = Adapted(directory, dtype)
    network = copy.deepcopy(oracle.network).to(dtype).float()
    table = network.get_input_embeddings().weight.data
    network.get_output_embeddings().weight = torch.nn.Parameter(table.clone())
    both = [
        LoraPart(torch.randn(4, len(table)) / 2, torch.randn(table.shape[1], 4) * table.std()) for _ in "ab"
    ]
    plain = adapted.logits(([5, 6, 7], None))[0]
    first, second = [adapted.program.add_adapter({EMBEDDING: part}) for part in both]
    prompt = list(range(5, 19))
    given = adapted.logits((prompt, first), ([5, 6, 7], None), (prompt, second))
    assert np.array_equal(given[1], plain)
    for part, logits in zip(both, (given[0], given[2]), strict=True):
        network.get_input_embeddings().weight.data = table + (part.up @ part.down).T
        expected = type(oracle)(network).logits(prompt).numpy()
        if dtype is torch.float32:
            assert np.abs(logits - expected).max() < 1e-4
        else:
            assert np.linalg.norm(logits - expected) < 0.05 * np.linalg.norm(expected)
    assert np.array_equal(adapted.logits((prompt, second))[0], given[2])
    adapted.program.remove_adapter(first)
    assert adapted.program.add_adapter({EMBEDDING: both[1]}) == first
    assert np.array_equal(adapted.logits((prompt, first))[0], given[2])


Q_PROJ, EMBEDDING = "model.layers.0.self_attn.q_proj", "model.embed_tokens"


def read(folder):
    projections = {
        Q_PROJ: Projection((8, 6), ((Q_PROJ, range(8)),)),
        EMBEDDING: Projection((6, 9), ((EMBEDDING, range(6)),), is_embedding=True),
    }
    return read_lora(folder, projections)


@pytest.fixture
def adapter(tmp_path):
    """Its one projection, r 2 and alpha 4."""

    def write(config=None, tensors=None):
        prefix = "base_model.model.model.layers.0.self_attn.q_proj"
        own = {f"{prefix}.lora_A.weight": torch.ones(2, 6), f"{prefix}.lora_B.weight": torch.ones(8, 2)}
        save_file(own if tensors is None else own | tensors, tmp_path / "adapter_model.safetensors")
        plain = {"peft_type": "LORA", "r": 2, "lora_alpha": 4, "bias": "none"}
        (tmp_path / "adapter_config.json").write_text(json.dumps(plain | (config or {})))
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("config", "scaling"),
    [
        ({}, 2.0),
        ({"use_rslora": True}, 4 / 2**0.5),
        ({"alpha_pattern": {"q_proj": 8}}, 4.0),
        ({"alpha_pattern": {"layers.1.self_attn.q_proj": 8}}, 2.0),
        ({"r": 7, "rank_pattern": {"self_attn.q_proj": 2}}, 2.0),
        ({"alpha_pattern": {r"model\.layers\.\d+\.self_attn\.q_proj": 1}}, 0.5),
        ({"init_lora_weights": "gaussian", "lora_dropout": 0.1, "inference_mode": True}, 2.0),
    ],
)
def test_scaling_follows_the_configuration(config, scaling, adapter):
    assert torch.equal(read(adapter(config)).parts[Q_PROJ].up, torch.full((8, 2), scaling))


def test_the_digest_is_of_the_content(adapter):
    first = read(adapter()).digest
    assert read(adapter({"lora_dropout": 0.5})).digest == first
    assert read(adapter({"lora_alpha": 5})).digest != first
    folder = adapter()
    tensors = {name: tensor + 1 for name, tensor in load_file(folder / "adapter_model.safetensors").items()}
    assert read(adapter(tensors=tensors)).digest != first


@pytest.mark.parametrize(
    ("config", "tensors", "message"),
    [
        ({"peft_type": "LOHA"}, None, "peft_type must be LORA, got 'LOHA'"),
        ({"use_dora": True}, None, "use_dora is True, and model.layers.0.self_attn.q_proj has no lora_magn"),
        (
            {},
            {f"base_model.model.{Q_PROJ}.lora_magnitude_vector": torch.ones(8)},
            "use_dora is None, and model.layers.0.self_attn.q_proj has a lora_magnitude_vector",
        ),
        ({"bias": "some"}, None, "bias 'some' is not supported"),
        (
            {"lora_bias": True},
            {f"base_model.model.{Q_PROJ}.lora_B.bias": torch.ones(7)},
            "lora_B.bias must be [8], got [7]",
        ),
        ({"modules_to_save": ["lm_head"]}, None, "modules_to_save ['lm_head'] is not supported"),
        ({"ensure_weight_tying": True}, None, "ensure_weight_tying True is not supported"),
        ({"init_lora_weights": "pissa_niter_4"}, None, "other base weights"),
        ({"init_lora_weights": "lora_ga"}, None, "other base weights"),
        ({"kasa_config": {"beta": 0.1}}, None, "kasa_config {'beta': 0.1} is not supported"),
        ({"r": 3}, None, "must be [3, 6], got [2, 6]"),
        ({"lora_alpha": None}, None, "lora_alpha must be a number above 0, got None"),
        (
            {},
            {"base_model.model.lm_head.lora_A.weight": torch.ones(2, 6)},
            "lm_head.lora_B.weight is missing",
        ),
        (
            {},
            {f"base_model.model.{EMBEDDING}.lora_embedding_{side}": torch.ones(2, 9) for side in "AB"},
            "model.embed_tokens.lora_B must be [6, 2], got [2, 9]",
        ),
        (
            {"use_dora": True},
            {
                f"base_model.model.{EMBEDDING}.lora_embedding_A": torch.ones(2, 9),
                f"base_model.model.{EMBEDDING}.lora_embedding_B": torch.ones(6, 2),
                f"base_model.model.{EMBEDDING}.lora_magnitude_vector": torch.ones(6),
            },
            "DoRA of embeddings is not supported",
        ),
        ({}, {"base_model.model.lm_head.lora_embedding": torch.ones(2)}, "is not supported"),
        ({}, {"base_model.model.lm_head.base_layer.weight": torch.ones(2, 2)}, "save_embedding_layers=False"),
        (
            {},
            {
                f"base_model.model.model.layers.0.mlp.c_fc.lora_{side}.weight": torch.ones(2, 2)
                for side in "AB"
            },
            "adds to model.layers.0.mlp.c_fc, which is none of this model's",
        ),
    ],
)
def test_what_is_not_computed_is_refused_by_name(config, tensors, message, adapter):
    with pytest.raises(CheckpointError) as refused:
        read(adapter(config, tensors))
    assert message in str(refused.value)


def test_what_is_no_adapter_says_what_is_missing(tmp_path, adapter):
    with pytest.raises(CheckpointError, match="cannot be read: No such file"):
        read(tmp_path / "nowhere")
    folder = adapter()
    (folder / "adapter_model.safetensors").unlink()
    with pytest.raises(CheckpointError, match="Adapters are read from safetensors"):
        read(folder)


@needs_kernels
def test_unknown_projections_are_refused_by_a_program(save_tiny, save_lora):
    directory, oracle = save_tiny("llama")
    adapted = Adapted(directory)
    parts = read_lora(save_lora(oracle, ["q_proj"])[0], adapted.projections).parts
    with pytest.raises(ValueError, match="no projection elsewhere"):
        adapted.program.add_adapter(parts | {"elsewhere": next(iter(parts.values()))})


_MAKE_WITH_PEFT = """
import sys
import torch, peft
from transformers import AutoModelForCausalLM

base, folder, options = sys.argv[1], sys.argv[2], eval(sys.argv[3])
torch.manual_seed(0)
model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)
config = peft.LoraConfig(init_lora_weights=False, **options)
adapted = peft.get_peft_model(model, config).eval()
with torch.no_grad():
    for name, tensor in adapted.named_parameters():
        if name.endswith("magnitude_vector.default.weight"):
            tensor.mul_(torch.rand_like(tensor) + 0.5)  # else those of the sum: as if it were no DoRA
        elif name.endswith("bias") and tensor.requires_grad:
            tensor.normal_()
adapted.save_pretrained(folder, save_embedding_layers=False)
with torch.inference_mode():
    torch.save(adapted(torch.tensor([list(range(5, 25))])).logits[0], folder + "/logits.pt")
"""


@pytest.fixture(scope="module")
def peft(tmp_path_factory):
    """PEFT in a temporary folder: it is no dependency. (model, folder, options) to the logits of its own."""
    libraries = tmp_path_factory.mktemp("peft")
    packages = ["peft==0.21.2", "accelerate", "psutil"]
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(libraries)]
    installed = subprocess.run([*command, *packages], capture_output=True, text=True, check=False)
    if installed.returncode != 0:
        reason = (installed.stderr.strip().splitlines() or ["no reason given"])[-1]
        pytest.skip(f"pip cannot install peft: {reason}")

    def make(base, folder, options):
        subprocess.run(
            [sys.executable, "-c", _MAKE_WITH_PEFT, str(base), str(folder), repr(options)],
            env=os.environ | {"PYTHONPATH": str(libraries)},
            check=True,
        )
        return torch.load(folder / "logits.pt").numpy()

    return make


PEFT_CASES = {
    "q and v": {"target_modules": ["q_proj", "v_proj"]},
    "rslora": {"lora_alpha": 5, "use_rslora": True},
    "patterns": {"rank_pattern": {"q_proj": 7}, "alpha_pattern": {"layers.1.mlp.up_proj": 3}},
    "DoRA": {"use_dora": True, "lora_alpha": 6},
    "DoRA of some": {"use_dora": True, "target_modules": ["k_proj", "up_proj", "down_proj"]},
    "a bias of lora_B": {"lora_bias": True, "lora_alpha": 6},
    "all biases": {"bias": "all", "target_modules": ["q_proj", "up_proj"]},
    "the head": {"target_modules": ["lm_head", "o_proj"]},
    "the embeddings": {"target_modules": ["embed_tokens", "q_proj"], "lora_alpha": 6},
    "DoRA of the head": {"use_dora": True, "target_modules": ["lm_head", "gate_proj"]},
}


@pytest.mark.slow
@needs_kernels
@pytest.mark.parametrize("case", PEFT_CASES)
@pytest.mark.parametrize("family", ["llama", "qwen2", "gemma3_text"])
def test_peft_has_the_same_logits(family, case, save_tiny, peft, tmp_path):
    options = {"r": 4, "target_modules": "all-linear"} | PEFT_CASES[case]
    directory, _ = save_tiny(
        family, **({"attention_bias": True, "mlp_bias": True} if family == "llama" else {})
    )
    expected = peft(directory, tmp_path / "adapter", options)
    adapted = Adapted(directory)
    adapter = adapted.add(tmp_path / "adapter")
    with_it, without = adapted.logits((list(range(5, 25)), adapter), (list(range(5, 25)), None))
    assert np.abs(with_it - expected).max() < 1e-4
    assert np.abs(without - expected).max() > 1e-3


@pytest.mark.slow
@needs_kernels
@pytest.mark.parametrize("case", [{}, {"use_dora": True}], ids=["LoRA", "DoRA"])
def test_peft_has_the_same_logits_where_it_adds_to_fused_projections(case, save_tiny, peft, tmp_path):
    directory, _ = save_tiny("phi3", pad_token_id=0)
    options = {"r": 4, "target_modules": ["qkv_proj", "gate_up_proj", "down_proj"]} | case
    expected = peft(directory, tmp_path / "adapter", options)
    adapted = Adapted(directory)
    logits = adapted.logits((list(range(5, 25)), adapted.add(tmp_path / "adapter")))[0]
    assert np.abs(logits - expected).max() < 1e-4


PEFT_REFUSALS = {
    "DoRA of embeddings": (
        {"target_modules": ["embed_tokens", "q_proj"], "use_dora": True},
        "DoRA of embeddings is not supported",
    ),
    "whole modules": (
        {"target_modules": ["q_proj"], "modules_to_save": ["lm_head"]},
        "modules_to_save ['lm_head'] is not supported",
    ),
    "tokens": (
        {"target_modules": ["q_proj"], "trainable_token_indices": [3, 4]},
        "trainable_token_indices",
    ),
    "a router": ({"target_modules": ["q_proj", "mlp.gate"]}, "mlp.gate"),
    "experts": (
        {"target_modules": ["q_proj"], "target_parameters": ["mlp.experts.gate_up_proj"]},
        "target_parameters",
    ),
}


@pytest.mark.slow
@needs_kernels
@pytest.mark.parametrize("case", PEFT_REFUSALS)
def test_what_peft_saves_and_is_not_computed_is_refused_by_name(case, save_tiny, peft, tmp_path):
    options, message = PEFT_REFUSALS[case]
    directory, _ = save_tiny("qwen3_moe", num_experts=4, num_experts_per_tok=2, moe_intermediate_size=32)
    peft(directory, tmp_path / "adapter", {"r": 4} | options)
    with pytest.raises(CheckpointError) as refused:
        Adapted(directory).add(tmp_path / "adapter")
    assert message in str(refused.value)
