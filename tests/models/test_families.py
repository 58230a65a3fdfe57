"""The registry: which family takes a checkpoint, and that a new one needs nothing but its own file."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import torch

from models.config import ModelConfig
from models.config_file import config_from_gguf, config_from_hf
from models.errors import CheckpointError
from models.families import Family, GGUFForm, family, family_of, hf_family, register
from models.keys import Keys
from models.loader import load_model
from models.operators import reference_operators
from models.parallel.shard import Sharding
from models.registry import resolve

SIZES = {
    "vocab_size": 10,
    "hidden_size": 16,
    "intermediate_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
}
LLAMA = hf_family(Keys({"model_type": "llama"}, "config.json"))


@pytest.fixture
def registry(monkeypatch):
    """What is registered in the test is forgotten after it."""
    monkeypatch.setattr(family, "_FAMILIES", dict(family._FAMILIES))


class OtherDecoder(LLAMA.decoder):
    """As Llama's, of another class."""


def other_family(**changes) -> Family:
    def read_config(keys: Keys, generation: Keys) -> ModelConfig:
        return replace(LLAMA.read_config(keys, generation), family="other")

    named = {"name": "other", "architectures": ("OtherForCausalLM",), "model_types": ("other",), "gguf": None}
    return replace(LLAMA, decoder=OtherDecoder, read_config=read_config, **(named | changes))


@pytest.mark.parametrize("named", [{"architectures": ["OtherForCausalLM"]}, {"model_type": "other"}])
def test_a_family_is_found_by_what_it_registered(registry, named):
    keys = Keys(named, "config.json")
    with pytest.raises(CheckpointError):
        hf_family(keys)
    other = other_family()
    register(other)
    assert hf_family(keys) is other


def test_a_checkpoint_of_a_new_family_loads_as_its_decoder(registry, save_tiny):
    register(other_family())
    directory, _ = save_tiny("llama")
    config = json.loads((directory / "config.json").read_text())
    named = {"architectures": ["OtherForCausalLM"], "model_type": "other"}
    (directory / "config.json").write_text(json.dumps(config | named))
    model = load_model(resolve(str(directory)), dtype=torch.float32, operators=reference_operators())
    assert type(model.decoder) is OtherDecoder


def test_ranks_cut_what_the_family_says(registry):
    register(other_family(cuts={"up_proj": "rows"}))
    config = config_from_hf(SIZES | {"model_type": "other"})
    sharding, rows = Sharding(config, 2), torch.arange(4.0)[:, None]
    assert sharding.cut("model.layers.0.mlp.up_proj.weight", rows, 1).tolist() == [[2.0], [3.0]]
    assert sharding.cut("model.layers.0.mlp.gate_proj.weight", rows, 1).tolist() == rows.tolist()


def test_a_gguf_is_read_by_the_family_of_its_architecture(registry):
    with pytest.raises(CheckpointError, match=r"is 'other'; supported are .*llama.*qwen2.*qwen3"):
        config_from_gguf({"general.architecture": "other"})
    config = config_from_hf(SIZES | {"model_type": "llama"})
    register(other_family(gguf=GGUFForm(architectures=("other",), read_config=lambda keys, names: config)))
    assert config_from_gguf({"general.architecture": "other"}) is config
    assert family_of(config) is LLAMA


@pytest.mark.parametrize(
    ("keys", "known"),
    [
        ({"architectures": ["GPT2LMHeadModel"]}, ["LlamaForCausalLM", "MistralForCausalLM", "Qwen3Model"]),
        ({"model_type": "gpt2"}, ["llama", "ministral", "mistral", "qwen2", "qwen3"]),
    ],
)
def test_an_unknown_family_is_refused_by_naming_those_that_are_known(keys, known):
    with pytest.raises(CheckpointError, match="supported are") as caught:
        hf_family(Keys(keys, "config.json"))
    assert all(name in str(caught.value) for name in known)


@pytest.mark.parametrize(
    ("changes", "taken"),
    [
        ({"name": "llama"}, "name 'llama'"),
        ({"architectures": ("Qwen2Model",)}, "architecture 'Qwen2Model'"),
        ({"model_types": ("qwen3",)}, "model_type 'qwen3'"),
        ({"gguf": LLAMA.gguf}, "general.architecture 'llama'"),
    ],
)
def test_two_families_never_take_the_same_checkpoint(registry, changes, taken):
    with pytest.raises(ValueError, match=taken):
        register(other_family(**changes))
