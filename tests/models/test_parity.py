"""Logits and greedy tokens equal transformers', for every option, chunking, batch and block size."""

from __future__ import annotations

import json

import pytest
import torch
from safetensors.torch import load_file, save_file

from models.cpu_operators import cpu_operators
from models.loader import load_model
from models.operators import Operators, reference_operators
from models.registry import resolve

MAX_DIFFERENCE = 1e-4
LLAMA3 = {
    "rope_type": "llama3",
    "rope_theta": 10000.0,
    "factor": 8.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 64,
}
YARN = {"rope_type": "yarn", "rope_theta": 10000.0, "factor": 4.0, "original_max_position_embeddings": 64}

GEMMA = {"head_dim": 32, "query_pre_attn_scalar": 40}  # Gemma's own heads are 256 wide
TOKENS = {"pad_token_id": 0}  # whose default is beyond the tiny vocabulary
EXPERTS = {"num_experts": 8, "num_experts_per_tok": 3, "moe_intermediate_size": 48}


def longrope(original: int) -> dict:
    """Phi-3 whose angles are others in sequences of more than `original` tokens."""
    section = {
        "rope_type": "longrope",
        "rope_theta": 10000.0,
        "short_factor": [1.0 + 0.1 * i for i in range(8)],
        "long_factor": [2.0 + i for i in range(8)],
    }
    return TOKENS | {"rope_parameters": section, "original_max_position_embeddings": original}


GPT_OSS = {"head_dim": 32, "num_local_experts": 8, "num_experts_per_tok": 3, "sliding_window": 9}

CASES = {
    "llama": ("llama", {}),
    "llama_tied": ("llama", {"tie_word_embeddings": True}),
    "llama_biases": ("llama", {"attention_bias": True, "mlp_bias": True}),
    "llama_head_dim": ("llama", {"head_dim": 24}),
    "llama_multi_head": ("llama", {"num_key_value_heads": 4}),
    "llama_one_kv_head": ("llama", {"num_key_value_heads": 1, "rms_norm_eps": 1e-3}),
    "llama_theta": ("llama", {"rope_parameters": {"rope_type": "default", "rope_theta": 500.0}}),
    "llama_linear": (
        "llama",
        {"rope_parameters": {"rope_type": "linear", "rope_theta": 10000.0, "factor": 4.0}},
    ),
    "llama_llama3": ("llama", {"rope_parameters": LLAMA3}),
    "llama_yarn": ("llama", {"rope_parameters": YARN}),
    "llama_yarn_attention_factor": ("llama", {"rope_parameters": {**YARN, "attention_factor": 0.7}}),
    "llama_yarn_mscale": ("llama", {"rope_parameters": {**YARN, "mscale": 0.7, "mscale_all_dim": 1.3}}),
    "llama_yarn_betas": ("llama", {"rope_parameters": {**YARN, "beta_fast": 16.0, "beta_slow": 2.0}}),
    "llama_yarn_not_truncated": ("llama", {"rope_parameters": {**YARN, "truncate": False}}),
    "mistral": ("mistral", {"sliding_window": None}),
    "mistral_sliding": ("mistral", {"sliding_window": 16}),
    "mistral_head_dim": ("mistral", {"sliding_window": 7, "head_dim": 32}),
    "qwen2": ("qwen2", {}),
    "qwen2_sliding": (
        "qwen2",
        {
            "use_sliding_window": True,
            "sliding_window": 9,
            "max_window_layers": 1,
            "tie_word_embeddings": True,
        },
    ),
    "qwen2_layer_types": (
        "qwen2",
        {
            "use_sliding_window": True,
            "sliding_window": 11,
            "layer_types": ["sliding_attention", "full_attention", "sliding_attention"],
        },
    ),
    "qwen2_yarn": ("qwen2", {"rope_parameters": YARN}),
    "qwen3": ("qwen3", {"head_dim": 32}),
    "ministral3": (
        "ministral3",
        TOKENS
        | {"rope_parameters": {**YARN, "mscale": 1.0, "mscale_all_dim": 1.0, "llama_4_scaling_beta": 0.1}},
    ),
    "gemma": ("gemma", {"head_dim": 32}),
    "gemma2": ("gemma2", GEMMA | {"sliding_window": 9}),
    "gemma2_options": (
        "gemma2",
        GEMMA
        | {
            "head_dim": 24,
            "query_pre_attn_scalar": 100,
            "attn_logit_softcapping": 3.0,
            "final_logit_softcapping": None,
            "layer_types": ["full_attention", "full_attention", "sliding_attention"],
            "sliding_window": 7,
        },
    ),
    "gemma2_biases_without_caps": (
        "gemma2",
        GEMMA | {"attention_bias": True, "attn_logit_softcapping": None, "tie_word_embeddings": False},
    ),
    "gemma3": ("gemma3_text", GEMMA | {"sliding_window": 9, "num_hidden_layers": 7}),
    "gemma3_scaled": (
        "gemma3_text",
        GEMMA
        | {
            "sliding_window": 7,
            "layer_types": ["sliding_attention", "full_attention", "sliding_attention"],
            "rope_parameters": {
                "full_attention": {"rope_type": "linear", "rope_theta": 5000.0, "factor": 8.0},
                "sliding_attention": {"rope_type": "default", "rope_theta": 700.0},
            },
            "final_logit_softcapping": 20.0,
        },
    ),
    "phi3": ("phi3", TOKENS | {"rope_parameters": {"rope_type": "default", "rope_theta": 500.0}}),
    "phi3_sliding": ("phi3", TOKENS | {"sliding_window": 9, "num_key_value_heads": None}),
    "phi3_partly_rotated": (
        "phi3",
        TOKENS
        | {
            "tie_word_embeddings": True,
            "rope_parameters": {
                "rope_type": "default",
                "rope_theta": 10000.0,
                "partial_rotary_factor": 0.75,
            },
        },
    ),
    "phi3_longrope": ("phi3", longrope(original=4)),  # every prompt is longer
    "smollm3": ("smollm3", TOKENS | {"num_hidden_layers": 5}),
    "smollm3_options": (
        "smollm3",
        TOKENS
        | {
            "no_rope_layers": [0, 1, 1],
            "use_sliding_window": True,
            "sliding_window": 9,
            "attention_bias": True,
            "mlp_bias": True,
            "tie_word_embeddings": False,
        },
    ),
    "granite": (
        "granite",
        {
            "embedding_multiplier": 6.0,
            "attention_multiplier": 0.1,
            "residual_multiplier": 0.22,
            "logits_scaling": 8.0,
            "attention_bias": True,
            "mlp_bias": True,
        },
    ),
    "granite_without_factors": ("granite", {"tie_word_embeddings": True, "attention_multiplier": 0.25}),
    "qwen3_moe": ("qwen3_moe", EXPERTS | {"head_dim": 32, "norm_topk_prob": True}),
    "qwen3_moe_options": (
        "qwen3_moe",
        EXPERTS
        | {
            "num_hidden_layers": 5,
            "norm_topk_prob": False,
            "attention_bias": True,
            "decoder_sparse_step": 2,
            "mlp_only_layers": [1],
            "use_sliding_window": True,
            "sliding_window": 11,
        },
    ),
    "mixtral": ("mixtral", {"num_local_experts": 6, "num_experts_per_tok": 2}),
    "mixtral_sliding": ("mixtral", {"num_local_experts": 4, "num_experts_per_tok": 3, "sliding_window": 9}),
    "olmoe": ("olmoe", TOKENS | {"num_experts": 8, "num_experts_per_tok": 3}),
    "olmoe_normalised": (
        "olmoe",
        TOKENS | {"num_experts": 8, "num_experts_per_tok": 2, "norm_topk_prob": True, "attention_bias": True},
    ),
    "gpt_oss": ("gpt_oss", GPT_OSS),
    "gpt_oss_options": (
        "gpt_oss",
        GPT_OSS
        | {
            "attention_bias": False,
            "layer_types": ["full_attention", "sliding_attention", "sliding_attention"],
            "rope_parameters": {"rope_type": "default", "rope_theta": 10000.0},
        },
    ),
    "qwen3_bias_sliding": (
        "qwen3",
        {
            "head_dim": 16,
            "attention_bias": True,
            "use_sliding_window": True,
            "sliding_window": 8,
            "max_window_layers": 2,
        },
    ),
}

# One of each kind of layer; the others are these with one option more, which their logits show.
GREEDY = ("llama", "qwen2_sliding", "gemma2", "smollm3", "gpt_oss")
OTHERS = (
    "mistral_sliding",
    "qwen3",
    "gemma3",
    "phi3_partly_rotated",
    "granite",
    "qwen3_moe",
    "mixtral",
    "olmoe",
)


@pytest.fixture(params=["reference", "fast kernels"])
def is_fast(request) -> bool:
    return request.param == "fast kernels"


@pytest.fixture
def operators(is_fast) -> Operators:
    return cpu_operators() if is_fast else reference_operators()


@pytest.mark.parametrize("case", CASES)
def test_logits_equal_transformers(case, is_fast, operators, save_tiny, driver, prompts):
    family, options = CASES[case]
    directory, oracle = save_tiny(family, **options)
    model = load_model(resolve(str(directory)), dtype=torch.float32, operators=operators)
    run = driver(model.decoder, len(prompts), block_size=16, is_fast=is_fast)
    computed = run.prefill(prompts, chunk_size=7)
    for prompt, logits in zip(prompts, computed, strict=True):
        torch.testing.assert_close(logits, oracle.logits(prompt), rtol=0, atol=MAX_DIFFERENCE)


@pytest.mark.parametrize("case", [*GREEDY, *(pytest.param(case, marks=pytest.mark.slow) for case in OTHERS)])
def test_64_greedy_tokens_equal_transformers_whatever_the_chunks_batch_and_blocks(
    case, save_tiny, load, driver, prompts
):
    family, options = CASES[case]
    directory, oracle = save_tiny(family, **options)
    decoder = load(directory).decoder
    expected = [oracle.greedy(prompt, 64) for prompt in prompts]
    for block_size, chunk_size in [(16, 1), (32, 7), (5, 1000)]:
        batched = driver(decoder, len(prompts), block_size=block_size)
        assert batched.greedy(prompts, 64, chunk_size) == expected
    alone = driver(decoder, 1, block_size=32)
    assert alone.greedy(prompts[:1], 64, 1000) == expected[:1]


def test_longrope_has_the_short_angles_where_no_sequence_becomes_longer(save_tiny, driver, prompts):
    directory, oracle = save_tiny("phi3", **longrope(original=128))
    source = resolve(str(directory))

    def logits_within(max_positions):
        operators = reference_operators()
        model = load_model(source, dtype=torch.float32, operators=operators, max_positions=max_positions)
        return driver(model.decoder, 1).prefill(prompts[:1], 64)[0], model.fingerprint

    expected = oracle.logits(prompts[0])  # of fewer than 128 tokens
    short, _ = logits_within(128)
    torch.testing.assert_close(short, expected, rtol=0, atol=MAX_DIFFERENCE)
    long, _ = logits_within(None)
    assert (long - expected).abs().max() > 100 * MAX_DIFFERENCE
    assert logits_within(100)[1] == logits_within(128)[1] != logits_within(129)[1] == logits_within(None)[1]


@pytest.mark.parametrize("names", ["language_model.model.", "model.language_model."])
def test_of_a_gemma_3_that_sees_images_the_text_is_served(names, save_tiny, load, driver, prompts):
    directory, oracle = save_tiny("gemma3_text", **GEMMA, sliding_window=9)
    path = directory / "model.safetensors"
    tensors = {name.replace("model.", names, 1): tensor for name, tensor in load_file(path).items()}
    tensors["vision_tower.embeddings.weight"] = torch.zeros(3)
    save_file(tensors, path, metadata={"format": "pt"})
    text = json.loads((directory / "config.json").read_text())
    whole = {
        "architectures": ["Gemma3ForConditionalGeneration"],
        "model_type": "gemma3",
        "text_config": text | {"tie_word_embeddings": names == "model.language_model."},
        "tie_word_embeddings": True,  # of the whole, which decides
        "vision_config": {},
        "eos_token_id": [1, 106],
    }
    (directory / "config.json").write_text(json.dumps(whole))
    model = load(directory)
    (logits,) = driver(model.decoder, 1).prefill(prompts[:1], 64)
    torch.testing.assert_close(logits, oracle.logits(prompts[0]), rtol=0, atol=MAX_DIFFERENCE)


def test_of_a_mistral_3_the_text_is_served_as_far_as_its_queries_are_not_scaled(
    save_tiny, load, driver, prompts, caplog
):
    rope = {**YARN, "llama_4_scaling_beta": 0.1}
    directory, oracle = save_tiny("ministral3", **TOKENS, rope_parameters=rope)
    path = directory / "model.safetensors"
    tensors = {f"language_model.{name}": tensor for name, tensor in load_file(path).items()}
    tensors["multi_modal_projector.norm.weight"] = torch.zeros(3)
    save_file(tensors, path, metadata={"format": "pt"})
    whole = {
        "architectures": ["Mistral3ForConditionalGeneration"],
        "model_type": "mistral3",
        "text_config": json.loads((directory / "config.json").read_text()),
        "vision_config": {"model_type": "pixtral"},
    }
    (directory / "config.json").write_text(json.dumps(whole))
    model = load(directory)
    (logits,) = driver(model.decoder, 1).prefill(prompts[2:], 64)
    torch.testing.assert_close(logits, oracle.logits(prompts[2]), rtol=0, atol=MAX_DIFFERENCE)
    assert model.config.max_position_embeddings == 64
    assert "llama_4_scaling_beta` scales the queries from position 64 on" in caplog.text


def test_gemma_3s_old_names_of_its_two_ropes_mean_the_same(save_tiny, load, driver, prompts):
    ropes = {
        "full_attention": {"rope_type": "linear", "rope_theta": 5000.0, "factor": 8.0},
        "sliding_attention": {"rope_type": "default", "rope_theta": 700.0},
    }
    options = GEMMA | {"sliding_window": 9, "num_hidden_layers": 4, "rope_parameters": ropes}
    directory, oracle = save_tiny("gemma3_text", **options)
    config = json.loads((directory / "config.json").read_text())
    del config["rope_parameters"], config["layer_types"]
    config |= {"rope_theta": 5000.0, "rope_local_base_freq": 700.0, "sliding_window_pattern": 6}
    config["rope_scaling"] = {"rope_type": "linear", "factor": 8.0}
    (directory / "config.json").write_text(json.dumps(config))
    (logits,) = driver(load(directory).decoder, 1).prefill(prompts[:1], 64)
    torch.testing.assert_close(logits, oracle.logits(prompts[0]), rtol=0, atol=MAX_DIFFERENCE)


@pytest.mark.parametrize("family", ["mixtral", "qwen3_moe"])
def test_experts_may_lie_in_one_tensor_as_they_do_in_memory(family, save_tiny, load, driver, prompts):
    sizes = {"num_experts": 4, "num_local_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 48}
    directory, oracle = save_tiny(family, **sizes)
    oracle.network.save_pretrained(directory, save_original_format=False)
    names = load_file(directory / "model.safetensors").keys()
    assert any(name.endswith("mlp.experts.gate_up_proj") for name in names)
    (logits,) = driver(load(directory).decoder, 1).prefill(prompts[:1], 64)
    torch.testing.assert_close(logits, oracle.logits(prompts[0]), rtol=0, atol=MAX_DIFFERENCE)


def test_a_sharded_checkpoint_gives_the_same_logits(save_tiny, load, driver, prompts):
    directory, oracle = save_tiny("llama", max_shard_size="100KB")
    assert len(list(directory.glob("model-*.safetensors"))) > 2
    (logits,) = driver(load(directory).decoder, 1).prefill(prompts[:1], 64)
    torch.testing.assert_close(logits, oracle.logits(prompts[0]), rtol=0, atol=MAX_DIFFERENCE)


def test_the_old_names_of_rope_options_mean_the_same(save_tiny, load, driver, prompts):
    directory, oracle = save_tiny("llama", rope_parameters=LLAMA3)
    path = directory / "config.json"
    config = json.loads(path.read_text())
    section = config.pop("rope_parameters")
    config["rope_theta"] = section.pop("rope_theta")
    config["rope_scaling"] = {"type": section.pop("rope_type"), **section}
    path.write_text(json.dumps(config))
    (logits,) = driver(load(directory).decoder, 1).prefill(prompts[:1], 64)
    torch.testing.assert_close(logits, oracle.logits(prompts[0]), rtol=0, atol=MAX_DIFFERENCE)


def test_a_head_that_differs_from_the_embedding_wins_over_a_config_that_ties_them(
    save_tiny, load, driver, prompts
):
    directory, oracle = save_tiny("llama", tie_word_embeddings=False)
    path = directory / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"tie_word_embeddings": True}))
    (logits,) = driver(load(directory).decoder, 1).prefill(prompts[:1], 64)
    torch.testing.assert_close(logits, oracle.logits(prompts[0]), rtol=0, atol=MAX_DIFFERENCE)


def test_bfloat16_stays_near_float32(save_tiny, load, driver, prompts):
    directory, oracle = save_tiny("qwen3", head_dim=32)
    model = load(directory, torch.bfloat16)
    (logits,) = driver(model.decoder, 1).prefill(prompts[:1], 64)
    assert logits.dtype == torch.float32
    assert model.decoder.dtype == torch.bfloat16
    expected = oracle.logits(prompts[0])
    assert (logits - expected).norm() < 0.05 * expected.norm()


def test_only_the_wanted_rows_get_logits(save_tiny, load, driver, prompts):
    directory, _ = save_tiny("llama")
    decoder = load(directory).decoder
    run = driver(decoder, 1)
    (full,) = driver(decoder, 1).prefill([prompts[0]], 64)
    num_tokens = len(prompts[0])
    int32 = {"dtype": torch.int32}
    slots = [int(run.tables[0, i // 32]) * 32 + i % 32 for i in range(num_tokens)]
    rows = decoder(
        torch.tensor(prompts[0], **int32),
        torch.arange(num_tokens, **int32),
        torch.tensor(slots, **int32),
        torch.tensor([0, num_tokens], **int32),
        torch.tensor([num_tokens], **int32),
        run.tables,
        torch.tensor([3, num_tokens - 1], **int32),
        run.kv,
    )
    torch.testing.assert_close(rows, full[[3, num_tokens - 1]], rtol=0, atol=1e-5)
