"""A directory is the model that transformers makes of it, however it was saved: logits are compared."""

from __future__ import annotations

import json
import logging

import pytest
import torch
from safetensors.torch import load_file, save_file

from models.errors import CheckpointError

EMBEDDING, HEAD = "model.embed_tokens.weight", "lm_head.weight"


@pytest.fixture
def save(save_tiny):
    """A random checkpoint whose config.json and tensors were changed; returns where."""

    def save(family="llama", *, change=None, config=None, **options):
        directory, _ = save_tiny(family, **options)
        path = directory / "config.json"
        content = json.loads(path.read_text()) | (config or {})
        path.write_text(json.dumps({key: value for key, value in content.items() if value is not ABSENT}))
        if change is not None:
            tensors = change(load_file(directory / "model.safetensors"))
            save_file(tensors, directory / "model.safetensors", metadata={"format": "pt"})
        return directory

    return save


@pytest.fixture
def assert_like_transformers(load, driver, oracle, prompts):
    transformers = pytest.importorskip("transformers")

    def check(directory):
        network = transformers.AutoModelForCausalLM.from_pretrained(
            str(directory), dtype=torch.float32, attn_implementation="eager"
        )
        (logits,) = driver(load(directory).decoder, 1).prefill(prompts[:1], 64)
        torch.testing.assert_close(logits, oracle(network).logits(prompts[0]), rtol=0, atol=1e-4)

    return check


ABSENT = object()
TIED = {"tie_word_embeddings": True}


def without(*names):
    return lambda tensors: {name: tensor for name, tensor in tensors.items() if name not in names}


def as_base_model(tensors):
    return {name.removeprefix("model."): tensor for name, tensor in tensors.items()}


def with_equal_head(tensors):
    return tensors | {HEAD: tensors[EMBEDDING].clone()}


def with_rounded_head(tensors):
    return tensors | {HEAD: tensors[EMBEDDING].to(torch.bfloat16)}


LAYOUTS = {
    "a head of its own": ({}, None),
    "a config that does not say": ({"tie_word_embeddings": ABSENT}, None),
    "tied, and a head that differs": (TIED, None),
    "tied, and an equal head": (TIED, with_equal_head),
    "tied, and a rounded head": (TIED, with_rounded_head),
    "tied, the embedding alone": (TIED, without(HEAD)),
    "tied, the head alone": (TIED, without(EMBEDDING)),
    "a base model, tied": (
        TIED | {"architectures": ["LlamaModel"]},
        lambda t: as_base_model(without(HEAD)(t)),
    ),
    "a base model, tied, the head alone": (TIED, lambda t: as_base_model(without(EMBEDDING)(t))),
    "a base model's names, and a head": ({}, as_base_model),
    "recomputed tables": (
        {},
        lambda t: t | {"model.layers.0.self_attn.rotary_emb.inv_freq": torch.zeros(8)},
    ),
    "no architectures": ({"architectures": ABSENT}, None),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_tensors_as_they_may_be_saved(layout, save, assert_like_transformers):
    config, change = LAYOUTS[layout]
    assert_like_transformers(save(config=config, change=change))


@pytest.mark.parametrize(
    ("change", "config", "missing"),
    [
        (without(HEAD), {}, HEAD),
        (without(EMBEDDING), {}, EMBEDDING),
        (without(HEAD), {"tie_word_embeddings": ABSENT}, HEAD),
        (without(HEAD, EMBEDDING), TIED, EMBEDDING),
        (lambda t: {f"model.{name}": tensor for name, tensor in t.items()}, {}, EMBEDDING),
    ],
)
def test_a_tensor_that_transformers_would_make_up_is_missing(change, config, missing, save, load):
    with pytest.raises(CheckpointError, match=f"the tensor `{missing}` is missing"):
        load(save(change=change, config=config))


def test_a_tensor_under_both_of_its_names_is_refused(save, load):
    directory = save(change=lambda t: t | {"norm.weight": t["model.norm.weight"].clone()})
    with pytest.raises(CheckpointError, match=r"`model\.norm\.weight` is there twice"):
        load(directory)


FULL, SLIDING = "full_attention", "sliding_attention"
WINDOWS = {
    "mistral, all full": ("mistral", {"sliding_window": 7, "layer_types": [FULL] * 3}),
    "mistral, by its old name": ("mistral", {"sliding_window": 7, "layer_types": ["attention"] * 3}),
    "mistral, all sliding": ("mistral", {"sliding_window": 7, "layer_types": [SLIDING] * 3}),
    "mistral, interleaved": ("mistral", {"sliding_window": 7, "layer_types": [FULL, SLIDING, FULL]}),
    "mistral, null kinds": ("mistral", {"sliding_window": 7, "layer_types": None}),
    "mistral, a stray switch": ("mistral", {"sliding_window": 7, "use_sliding_window": False}),
    "ministral": (
        "ministral",
        {
            "sliding_window": 7,
            "layer_types": [SLIDING, FULL, SLIDING],
            "head_dim": 16,
            "architectures": ["MinistralForCausalLM"],
        },
    ),
    "qwen2, switched off": (
        "qwen2",
        {"use_sliding_window": False, "sliding_window": 7, "max_window_layers": 0},
    ),
    "qwen2, a null window": (
        "qwen2",
        {"use_sliding_window": True, "sliding_window": None, "max_window_layers": 0},
    ),
    "qwen2, from a layer on": (
        "qwen2",
        {"use_sliding_window": True, "sliding_window": 7, "max_window_layers": 2},
    ),
    "qwen2, all full": (
        "qwen2",
        {"use_sliding_window": True, "sliding_window": 7, "layer_types": [FULL] * 3},
    ),
    "qwen3, interleaved": (
        "qwen3",
        {"use_sliding_window": True, "sliding_window": 7, "layer_types": [SLIDING, FULL, SLIDING]},
    ),
    "llama, a stray window": ("llama", {"sliding_window": 7, "use_sliding_window": True}),
}


@pytest.mark.parametrize("case", WINDOWS)
def test_the_windows_of_the_layers(case, save, assert_like_transformers):
    model_type, options = WINDOWS[case]
    family = "mistral" if model_type == "ministral" else model_type
    changed = {"layer_types": ABSENT} if family == "llama" else {}
    directory = save(family, head_dim=16, config=changed | options | {"model_type": model_type})
    assert_like_transformers(directory)


@pytest.mark.parametrize(
    ("family", "options"),
    [
        ("mistral", {"sliding_window": None, "layer_types": [SLIDING] * 3}),
        ("qwen2", {"use_sliding_window": False, "sliding_window": 7, "layer_types": [SLIDING] * 3}),
        (
            "qwen3",
            {"use_sliding_window": True, "sliding_window": 7, "layer_types": ["chunked_attention"] * 3},
        ),
        ("mistral", {"sliding_window": 7, "layer_types": [FULL] * 2}),
    ],
)
def test_windows_that_transformers_cannot_make_either_are_refused_by_name(family, options, save, load):
    with pytest.raises(CheckpointError, match="layer_types"):
        load(save(family, config=options))


THETA = {"rope_type": "default", "rope_theta": 500.0}
ROPE = {
    "linear": {"rope_parameters": {"rope_type": "linear", "rope_theta": 500.0, "factor": 4.0}},
    "as transformers 4 has it": {
        "rope_parameters": ABSENT,
        "rope_theta": 500.0,
        "rope_scaling": {"type": "linear", "factor": 4.0},
    },
    "a null scaling": {"rope_parameters": ABSENT, "rope_theta": 500.0, "rope_scaling": None},
    "a null scaling beside parameters": {"rope_parameters": THETA, "rope_scaling": None},
    "theta within the scaling": {
        "rope_parameters": ABSENT,
        "rope_scaling": {"rope_type": "linear", "factor": 4.0, "rope_theta": 500.0},
    },
    "a model card's scaling, which takes the parameters' place": {
        "rope_parameters": THETA,
        "rope_scaling": {"rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 64},
    },
    "the same with a theta outside": {
        "rope_parameters": THETA,
        "rope_theta": 700.0,
        "rope_scaling": {"rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 64},
    },
}


@pytest.mark.parametrize("family", ["llama", "qwen2"])
@pytest.mark.parametrize("case", ROPE)
def test_where_rope_is_described(case, family, save, assert_like_transformers, caplog):
    with caplog.at_level(logging.WARNING, logger="models.rope"):
        assert_like_transformers(save(family, config=ROPE[case]))
    warnings = [record.getMessage() for record in caplog.records if record.name == "models.rope"]
    loses_theta = "rope_scaling" in ROPE[case] and ROPE[case]["rope_parameters"] is THETA
    if loses_theta and ROPE[case]["rope_scaling"] is not None:
        assert len(warnings) == 1
        assert "`rope_scaling` replaces `rope_parameters`" in warnings[0]
        assert "config.json" in warnings[0]
    else:
        assert not warnings


@pytest.mark.parametrize(
    ("option", "value"),
    [("is_causal", False), ("hidden_act", "gelu"), ("quantization_config", {"quant_method": "awq"})],
)
def test_an_option_that_is_not_computed_is_refused_by_name(option, value, save, load):
    with pytest.raises(CheckpointError, match=option):
        load(save(config={option: value}))
