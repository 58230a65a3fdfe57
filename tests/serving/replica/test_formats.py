from __future__ import annotations

import pytest

from kernels.parts import PARTS
from models.registry import resolve
from serving.config import ReplicaConfig
from serving.replica.formats import choose_formats, kernel_parts

BUILT_IN = "smollm2-135m"


@pytest.mark.parametrize(
    ("options", "isa", "parts"),
    [
        ({}, "avx512bf16", ["attention_float32_bfloat16", "weights_q4_1", "weights_q8_0"]),
        ({"quantization": "int8"}, "avx2", ["attention_float32_bfloat16", "weights_int8"]),
        ({"kv_dtype": "int8"}, "avx2", ["attention_float32_int8", "weights_q4_1", "weights_q8_0"]),
        ({"quantization": "none"}, "avx2", ["attention_float32_float32", "weights_float32"]),
        ({"dtype": "bfloat16"}, "amx", ["attention_bfloat16_bfloat16", "weights_bfloat16"]),
    ],
)
def test_a_first_start_compiles_what_the_model_will_use(options, isa, parts):
    source = resolve(BUILT_IN)
    formats = choose_formats(ReplicaConfig(model=BUILT_IN, **options), source, isa)
    assert kernel_parts(source, formats) == parts
    assert set(parts) <= set(PARTS)
