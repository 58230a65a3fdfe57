import json

import pytest
import torch

from models.native_dtype import native_dtype
from models.registry import ModelSource, resolve


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ({"torch_dtype": "bfloat16"}, torch.bfloat16),
        ({"dtype": "bfloat16"}, torch.bfloat16),
        ({"torch_dtype": "float16"}, torch.float32),
        ({"dtype": "float32"}, torch.float32),
        ({}, torch.float32),
    ],
)
def test_a_directory_is_computed_in_what_its_config_says_if_that_loses_nothing(tmp_path, config, expected):
    (tmp_path / "config.json").write_text(json.dumps(config))
    assert native_dtype(ModelSource("tiny", "directory", tmp_path)) is expected


def test_a_quantised_gguf_is_computed_in_float32():
    assert native_dtype(resolve("smollm2-135m")) is torch.float32
