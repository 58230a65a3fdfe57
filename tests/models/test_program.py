"""A program has the bits of the decoder run op by op, for every family and every format."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from kernels import library
from kernels.kv_blocks import KV_FORMATS
from kernels.program.cpu import StepArrays
from models.cpu_kv import allocate_kv
from models.cpu_operators import cpu_operators
from models.loader import load_model
from models.program import build_program
from models.quantization import QUANTIZATIONS
from models.registry import resolve

pytestmark = pytest.mark.skipif(library.current() is None, reason="no built kernels here")

PARTIAL_ROPE = {"rope_type": "default", "rope_theta": 10000.0, "partial_rotary_factor": 0.5}
FAMILIES = {
    "llama": ("llama", {"tie_word_embeddings": True}),
    "llama_biases": ("llama", {"attention_bias": True, "mlp_bias": True, "intermediate_size": 100}),
    "mistral": ("mistral", {"sliding_window": 9}),
    "qwen2": ("qwen2", {}),
    "qwen3": ("qwen3", {"head_dim": 32}),
    "gemma2": ("gemma2", {"head_dim": 32, "sliding_window": 9}),
    "gemma3": ("gemma3_text", {"head_dim": 32, "sliding_window": 9, "num_hidden_layers": 7}),
    "granite": ("granite", {"embedding_multiplier": 6.0, "residual_multiplier": 0.3, "logits_scaling": 4.0}),
    "phi3": ("phi3", {"pad_token_id": 0, "rope_parameters": PARTIAL_ROPE}),
    "smollm3": ("smollm3", {"pad_token_id": 0, "no_rope_layers": [1, 0, 1]}),
    "qwen3_moe": ("qwen3_moe", {"num_experts": 8, "num_experts_per_tok": 3, "moe_intermediate_size": 48}),
    "olmoe": ("olmoe", {"pad_token_id": 0, "num_experts": 8, "num_experts_per_tok": 3}),
    "gpt_oss": ("gpt_oss", {"head_dim": 32, "num_local_experts": 8, "num_experts_per_tok": 3}),
}
BLOCK_SIZE = 16


def arrays(*parts: tuple[list[int], int, list[int]]) -> StepArrays:
    """Each part: new tokens, the position of the first, the sequence's block table. All rows get logits."""
    positions = [start + i for tokens, start, _ in parts for i in range(len(tokens))]
    slots = [
        table[(start + i) // BLOCK_SIZE] * BLOCK_SIZE + (start + i) % BLOCK_SIZE
        for tokens, start, table in parts
        for i in range(len(tokens))
    ]
    sizes = [len(tokens) for tokens, _, _ in parts]
    lists = (
        [token for tokens, _, _ in parts for token in tokens],
        positions,
        slots,
        [0, *np.cumsum(sizes)],
        [start + len(tokens) for tokens, start, _ in parts],
        [table for _, _, table in parts],
        range(len(positions)),
    )
    return StepArrays(*(np.array(values, dtype=np.int32) for values in lists))


STEPS = [
    arrays((list(range(3, 40)), 0, [1, 2, 3]), ([7, 8, 9], 0, [4, 5, 6])),
    arrays(([50], 37, [1, 2, 3]), ([51, 52, 53, 54], 3, [4, 5, 6])),
]


def assert_equal_op_by_op(model, kv_format):
    """The decoder run op by op over one memory, its program over another."""
    decoder = model.decoder
    kvs = [
        allocate_kv(model.config, num_blocks=6, block_size=BLOCK_SIZE, kv_format=kv_format) for _ in range(2)
    ]
    program = build_program(library.current(), decoder)
    for step in STEPS:
        names = [name for name in StepArrays.__slots__ if name != "adapters"]
        tensors = [torch.from_numpy(getattr(step, name)) for name in names]
        expected = decoder(*tensors, kvs[0])
        assert np.array_equal(program.run(step, kvs[1].blocks), expected.numpy())
    ids = np.arange(1, 7, dtype=np.int32)
    assert np.array_equal(kvs[0].read_blocks(ids), kvs[1].read_blocks(ids))


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
@pytest.mark.parametrize("case", FAMILIES)
def test_every_family(case, dtype, save_tiny):
    family, options = FAMILIES[case]
    directory, _ = save_tiny(family, **options)
    model = load_model(resolve(str(directory)), dtype=dtype, operators=cpu_operators())
    assert_equal_op_by_op(model, "float32" if dtype is torch.float32 else "bfloat16")


@pytest.mark.some(12)
@pytest.mark.parametrize("kv_format", KV_FORMATS)
@pytest.mark.parametrize("quantization", QUANTIZATIONS)
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
def test_every_format(dtype, quantization, kv_format, save_tiny):
    directory, _ = save_tiny("qwen3")
    model = load_model(
        resolve(str(directory)), dtype=dtype, operators=cpu_operators(), quantization=quantization
    )
    assert_equal_op_by_op(model, kv_format)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
@pytest.mark.parametrize("up", ["q4_k", "q8_0"])
def test_projections_that_differ_in_format(dtype, up, mixed_gguf):
    formats = {"v_proj": "q6_k", "up_proj": up, "proj": "q4_k", "embed": "q5_k", "head": "iq4_nl"}
    path, _ = mixed_gguf("qwen2", formats)
    model = load_model(resolve(str(path)), dtype=dtype, operators=cpu_operators(), quantization="auto")
    assert_equal_op_by_op(model, "bfloat16")


def test_what_does_not_fit_is_refused(save_tiny):
    directory, _ = save_tiny("llama")
    model = load_model(resolve(str(directory)), dtype=torch.float32, operators=cpu_operators())
    kv = allocate_kv(model.config, num_blocks=2, block_size=BLOCK_SIZE, kv_format="float32")
    program = build_program(library.current(), model.decoder)
    beyond = model.config.max_position_embeddings
    for step, message in [
        (arrays(([5], 0, [99])), "a slot outside the cache"),
        (arrays(([10**6], 0, [1])), "a row was asked for that is not there"),
        (arrays(([5], beyond, [1] * (beyond // BLOCK_SIZE + 1))), "beyond the table of angles"),
    ]:
        with pytest.raises(ValueError, match=message):
            program.run(step, kv.blocks)
