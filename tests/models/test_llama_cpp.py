"""A GGUF file gives the logits and the ids that llama.cpp's own server gives.

The server is the package xllamacpp (fixture `llama_cpp`).
"""

from __future__ import annotations

import numpy as np
import pytest
import torch
from tokenizers.pre_tokenizers import ByteLevel

from models.gguf_file import GGUFFile
from models.gguf_tokenizer import PRE_TOKENIZERS, gguf_tokenizer
from models.loader import load_model
from models.operators import reference_operators
from models.registry import resolve

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

PROMPT = list(range(100, 250, 3))
CONTEXT = 256


def readable_vocabulary(vocab_size):
    """Every token is whole text, so that the server tells the odds of all."""
    words = [f"w{i}" for i in range(vocab_size - 3 - 256)]
    tokens = ["<unk>", "<s>", "</s>", *words, *sorted(ByteLevel.alphabet())]
    return {
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "gpt-2",
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.token_type": [2, 3, 3] + [1] * (vocab_size - 3),
        "tokenizer.ggml.merges": ["w 0"],
        "tokenizer.ggml.bos_token_id": 1,
        "tokenizer.ggml.eos_token_id": 2,
    }


PLAIN_ROPE = {"rope_type": "default", "rope_theta": 10000.0}
ROPE_KEYS = {
    "none": {},
    "a factor without a type": {"rope.scaling.factor": 4.0},
    "the old key": {"rope.scale_linear": 4.0},
    "both keys": {"rope.scale_linear": 2.0, "rope.scaling.factor": 4.0},
    "a factor of 0 hides the old key": {"rope.scale_linear": 2.0, "rope.scaling.factor": 0.0},
    "switched off": {"rope.scaling.type": "none", "rope.scaling.factor": 4.0},
    "linear, sharpened": {
        "rope.scaling.type": "linear",
        "rope.scaling.factor": 4.0,
        "rope.scaling.attn_factor": 0.5,
    },
    "sharpened alone": {"rope.scaling.attn_factor": 0.5},
    "linear, less than 1": {"rope.scaling.factor": 0.5},
    "yarn without a factor": {"rope.scaling.type": "yarn"},
    "yarn": {"rope.scaling.type": "yarn", "rope.scaling.factor": 4.0},
    "yarn, the old key": {"rope.scaling.type": "yarn", "rope.scale_linear": 4.0},
    "yarn, from a shorter context": {
        "rope.scaling.type": "yarn",
        "rope.scaling.factor": 4.0,
        "rope.scaling.original_context_length": 64,
    },
    "yarn, sharpened": {
        "rope.scaling.type": "yarn",
        "rope.scaling.factor": 4.0,
        "rope.scaling.attn_factor": 0.5,
    },
    "yarn, less than 1": {"rope.scaling.type": "yarn", "rope.scaling.factor": 0.5},
    "finetuned": {"rope.scaling.finetuned": True, "rope.scaling.factor": 2.0},
    "another base": {"rope.freq_base": 500.0},
    "a window as wide as the context": {"attention.sliding_window": CONTEXT},
    "counts by layer": {"attention.head_count_kv": [2, 2, 2], "feed_forward_length": [96, 96, 96]},
    "a vocabulary size that the tokens contradict": {"vocab_size": 300},
}


def assert_same_odds(llama_cpp, load, driver, file, atol=1e-4):
    model = load(file)
    # The first token of the odds is the one it says: a byte of no whole character would be left out.
    for first in range(30, 60):
        prompt = [first, *PROMPT]
        body = {"prompt": prompt, "n_predict": 1, "n_probs": model.config.vocab_size, "temperature": 0}
        (answer,) = llama_cpp(file, [("/completion", body)])
        if "completion_probabilities" in answer:
            break
    told = answer["completion_probabilities"][0]["top_logprobs"]
    theirs = torch.full((model.config.vocab_size,), float("nan"))
    theirs[[entry["id"] for entry in told]] = torch.tensor([entry["logprob"] for entry in told])
    (logits,) = driver(model.decoder, 1).prefill([prompt], 64)
    torch.testing.assert_close(logits[-1].log_softmax(-1), theirs, rtol=0, atol=atol)


@pytest.mark.parametrize("case", ROPE_KEYS)
@pytest.mark.parametrize("arch", ["llama", "qwen2", "qwen3"])
def test_keys(arch, case, llama_cpp, write_gguf, save_tiny, load, driver, tmp_path):
    _, oracle = save_tiny(arch, head_dim=16)
    extra = {f"{arch}.{key}": value for key, value in ROPE_KEYS[case].items()}
    words = readable_vocabulary(oracle.network.config.vocab_size)
    file = write_gguf(tmp_path / "model.gguf", oracle.network, arch, extra=extra, vocabulary=words)
    assert_same_odds(llama_cpp, load, driver, file)


@pytest.mark.parametrize("case", ["none", "a factor without a type", "yarn", "yarn, from a shorter context"])
def test_frequency_divisors_beside_keys(case, llama_cpp, write_gguf, save_tiny, load, driver, tmp_path):
    _, oracle = save_tiny("llama")
    file = write_gguf(
        tmp_path / "model.gguf",
        oracle.network,
        "llama",
        extra={f"llama.{key}": value for key, value in ROPE_KEYS[case].items()},
        vocabulary=readable_vocabulary(oracle.network.config.vocab_size),
        rope_freqs=np.linspace(1, 3, 8),
    )
    assert_same_odds(llama_cpp, load, driver, file)


TEXTS = (
    "",
    "ab",
    "abb",
    "  ab",
    "a  b",
    "aé b",
    "ab</s>ab <s> ab",
    "<unk>ab",
    "a <tool> b",
    "ab\n\nb\n c",
    "  a\r\n\tb",
    "a b\n  c12345",
    "12345 678 1,000.5",
    "٣½4",
    "$+= ^a|b~",
    "it's we'll DON'T",
    "你好，世界",
    "🤗 é",
    "hello, world! --x",
    "camelCase HTTPServer I'LL o'clock naïve Straße",
    "<|eot_id|>x<|im_end|>",
    "x\u00a0y\u200bz",
    "a   \n  b   ",
    "!!a??",
    "<|end|>  \n<|user|> a <tool>  b</s> <|endoftext|> c",
    "  ",
)


def sentencepiece_vocabulary():
    pieces = [
        ("<unk>", 0.0, 2),
        ("<s>", 0.0, 3),
        ("</s>", 0.0, 3),
        *((f"<0x{byte:02X}>", 0.0, 6) for byte in range(256)),
        *(("\u2581" + word, score, 1) for word, score in [("", -10.0), ("a", -2.0), ("ab", -3.0)]),
        *((word, -20.0, 1) for word in "ab<>/s"),
        ("ab", -1.0, 1),
        ("bb", -0.5, 1),
        ("</", -4.0, 1),
        ("s>", -5.0, 1),
        ("\u2581\u2581", -3.0, 1),
        ("<tool>", 0.0, 4),
        ("unused", -2.0, 5),
    ]
    return {
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.tokens": [piece for piece, _, _ in pieces],
        "tokenizer.ggml.scores": [score for _, score, _ in pieces],
        "tokenizer.ggml.token_type": [kind for _, _, kind in pieces],
        "tokenizer.ggml.bos_token_id": 1,
        "tokenizer.ggml.eos_token_id": 2,
    }


def byte_level_vocabulary(pre):
    merges = ["\u0120 b", "\u0120 c", "1 2", "12 3", "4 5", "123 45", "a b", "\u010a \u010a", "' s", "' ll"]
    merges.insert(-1, "l l")
    whole = ["<unk>", "<s>", "</s>", "<|im_end|>", "<tool>"]
    joined = [merge.replace(" ", "") for merge in merges]
    tokens = [*whole, *sorted(ByteLevel.alphabet()), *joined, "hello", "<|eot_id|>"]
    return {
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": pre,
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.merges": merges,
        "tokenizer.ggml.token_type": [2, 3, 3, 3, 4] + [1] * (len(tokens) - 5),
        "tokenizer.ggml.bos_token_id": 1,
        "tokenizer.ggml.eos_token_id": 2,
    }


FLAGS = {
    "as it is": {},
    "no BOS": {"add_bos_token": False},
    "BOS": {"add_bos_token": True},
    "EOS": {"add_eos_token": True},
    "no space before": {"add_space_prefix": False},
    "a space before": {"add_space_prefix": True},
}
PHI3 = {"<|endoftext|>": 3, "<|end|>": 3, "<|user|>": 3}  # whole tokens that Phi-3 has


def phi3_vocabulary():
    words = sentencepiece_vocabulary()
    words["tokenizer.ggml.tokens"] += PHI3
    words["tokenizer.ggml.token_type"] += PHI3.values()
    words["tokenizer.ggml.scores"] += [0.0] * len(PHI3)
    return words | {"general.name": "Phi-3 Mini"}


VOCABULARIES = {
    "SentencePiece, Phi-3": (phi3_vocabulary(), {}),
    **{f"SentencePiece, {flag}": (sentencepiece_vocabulary(), FLAGS[flag]) for flag in FLAGS},
    "SentencePiece, no ids": (sentencepiece_vocabulary(), {"bos_token_id": None, "eos_token_id": None}),
    **{pre: (byte_level_vocabulary(pre), {}) for pre in PRE_TOKENIZERS},
    "no pre": (byte_level_vocabulary(None), {}),
    **{f"gpt-2, {flag}": (byte_level_vocabulary("gpt-2"), FLAGS[flag]) for flag in FLAGS},
}


@pytest.mark.parametrize("case", VOCABULARIES)
def test_ids(case, llama_cpp, write_gguf, save_tiny, tmp_path):
    words, flags = VOCABULARIES[case]
    words = words | {f"tokenizer.ggml.{key}": value for key, value in flags.items()}
    _, oracle = save_tiny("llama", num_hidden_layers=1, vocab_size=len(words["tokenizer.ggml.tokens"]))
    file = write_gguf(tmp_path / "model.gguf", oracle.network, "llama", vocabulary=words)
    bodies = [
        {"content": text, "add_special": add_special, "parse_special": True}
        for add_special in (True, False)
        for text in TEXTS
    ]
    answers = llama_cpp(file, [("/tokenize", body) for body in bodies])
    tokenizer = gguf_tokenizer(GGUFFile(file).metadata, file="f")
    for body, answer in zip(bodies, answers, strict=True):
        ids = tokenizer.encode(body["content"], add_special_tokens=body["add_special"])
        assert ids == answer["tokens"], body


FAMILIES = {
    "phi3": ("phi3", {"pad_token_id": 0}),
    "gemma": ("gemma", {"head_dim": 32, "num_key_value_heads": 1}),
    "gemma2": ("gemma2", {"head_dim": 32, "query_pre_attn_scalar": 32, "sliding_window": 9}),
    "gemma3": ("gemma3_text", {"head_dim": 32, "query_pre_attn_scalar": 32, "num_hidden_layers": 7}),
    "granite": ("granite", {"embedding_multiplier": 6.0, "attention_multiplier": 0.1, "logits_scaling": 8.0}),
    "smollm3": ("smollm3", {"pad_token_id": 0, "num_hidden_layers": 5}),
    "qwen3moe": ("qwen3_moe", {"num_experts": 8, "moe_intermediate_size": 48, "norm_topk_prob": True}),
    "llama": ("mixtral", {"num_local_experts": 4}),
    "olmoe": ("olmoe", {"pad_token_id": 0, "num_experts": 8, "num_key_value_heads": 4}),
    "gpt-oss": ("gpt_oss", {"head_dim": 32, "num_local_experts": 8, "rope_parameters": PLAIN_ROPE}),
}


@pytest.mark.parametrize("arch", FAMILIES)
def test_families(arch, llama_cpp, write_gguf, save_tiny, load, driver, tmp_path):
    family, options = FAMILIES[arch]
    _, oracle = save_tiny(family, **options)
    words = readable_vocabulary(oracle.network.config.vocab_size)
    file = write_gguf(tmp_path / "model.gguf", oracle.network, arch, vocabulary=words)
    atol = 0.02 if arch.startswith("gemma") else 1e-4  # llama.cpp looks gelu up in a table of float16
    assert_same_odds(llama_cpp, load, driver, file, atol)


@pytest.mark.parametrize("original", [64, 512], ids=["long angles", "short angles"])
def test_longrope(original, llama_cpp, write_gguf, save_tiny, driver, tmp_path):
    """llama.cpp has room for 256 tokens here, and chooses by that."""
    _, oracle = save_tiny("phi3", pad_token_id=0)
    extra = {
        "phi3.rope.scaling.original_context_length": original,
        "phi3.rope.scaling.attn_factor": 1.2,
    }
    factors = {"short": [1.0 + 0.1 * i for i in range(8)], "long": [2.0 + i for i in range(8)]}
    words = readable_vocabulary(oracle.network.config.vocab_size)
    file = tmp_path / "model.gguf"
    write_gguf(file, oracle.network, "phi3", extra=extra, rope_factors=factors, vocabulary=words)

    def load(path):
        operators = reference_operators()
        return load_model(resolve(str(path)), dtype=torch.float32, operators=operators, max_positions=CONTEXT)

    assert_same_odds(llama_cpp, load, driver, file)
