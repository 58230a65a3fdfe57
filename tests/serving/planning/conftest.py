"""A model small enough to count by hand, and machines that cost round numbers."""

import pytest

from models.config_file import config_from_hf
from serving.planning.calls import ragged
from serving.planning.model_shape import ModelShape
from serving.planning.paper_runner import StepPrice
from serving.planning.published import published_config
from serving.planning.step_model import StepModel

TINY = {
    "architectures": ["LlamaForCausalLM"],
    "vocab_size": 32,
    "hidden_size": 8,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "num_key_value_heads": 1,
    "head_dim": 4,
    "intermediate_size": 16,
    "max_position_embeddings": 4096,
}


@pytest.fixture(scope="session")
def tiny() -> ModelShape:
    return ModelShape(config_from_hf(TINY), "bfloat16", "bfloat16")


@pytest.fixture(scope="session")
def llama() -> ModelShape:
    return ModelShape(published_config("Llama-3-8B"), "bfloat16", "bfloat16")


@pytest.fixture(scope="session")
def a_second_per_step(tiny: ModelShape) -> StepPrice:
    return StepPrice(tiny, StepModel(layer_s=0.5), ragged)
