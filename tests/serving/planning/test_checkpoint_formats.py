"""The formats that a server would give a model, told without loading it."""

import json

import pytest

from models.config_file import read_config
from models.registry import resolve
from serving.config import ReplicaConfig
from serving.errors import StartupError
from serving.planning.checkpoint_formats import served_shape
from serving.planning.formats import formats_of, isa_of, leading_format
from serving.replica.build import load

ISA = "avx512bf16"


def shape_of(model: str, **options):
    source = resolve(model)
    return served_shape(source, read_config(source), ReplicaConfig(model=model, **options), isa=ISA)


@pytest.mark.parametrize(
    ("options", "weights", "kv"),
    [
        ({}, "q4_1+q8_0", "bfloat16"),
        pytest.param({"quantization": "int8", "kv_dtype": "int8"}, "int8", "int8", marks=pytest.mark.slow),
        pytest.param({"dtype": "bfloat16"}, "bfloat16", "bfloat16", marks=pytest.mark.slow),
        pytest.param({"dtype": "float32"}, "float32", "float32", marks=pytest.mark.slow),
    ],
)
def test_the_built_in_models_formats_are_those_that_a_server_reports(options, weights, kv):
    shape = shape_of("smollm2-135m", **options)
    assert (shape.weight_format, shape.kv_format) == (weights, kv)
    loaded = load(ReplicaConfig(model="smollm2-135m", kv_memory_bytes=10**8, **options), lambda *_: None)
    assert formats_of(loaded.numerics)[1] == kv
    if isa_of(loaded.numerics) != "torch":
        assert formats_of(loaded.numerics)[0] == weights
        assert loaded.runner.bytes_per_block == 32 * shape.kv_bytes_per_token


def test_a_file_that_mixes_formats_is_weighed_matrix_by_matrix():
    shape = shape_of("smollm2-135m")
    assert shape.own_bytes == (20 / 32, 34 / 32)
    assert leading_format(shape.weight_format) == "q4_1"
    # A tied table is the head: 30 layers of 3.54e6 weights, and 49152 x 576 once.
    assert shape.weight_bytes == pytest.approx(30 * 3_538_944 * 20 / 32 + 49_152 * 576 * 34 / 32)


def test_a_directory_without_weights_has_the_formats_of_its_config(tmp_path):
    config = {"model_type": "llama", "vocab_size": 32, "hidden_size": 8, "num_hidden_layers": 1}
    config |= {"num_attention_heads": 2, "intermediate_size": 16, "torch_dtype": "bfloat16"}
    (tmp_path / "config.json").write_text(json.dumps(config))
    assert shape_of(str(tmp_path)).weight_format == "bfloat16"
    assert shape_of(str(tmp_path), quantization="q8_0").weight_format == "q8_0"


def test_what_a_server_refuses_is_refused():
    source = resolve("smollm2-135m")
    with pytest.raises(StartupError, match="--kv-dtype int8 needs the built kernels"):
        served_shape(source, read_config(source), ReplicaConfig(model="x", kv_dtype="int8"), isa="torch")
