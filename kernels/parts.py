"""What a library is made of: a core, and parts for weight formats, kinds of attention, and adapters.

Parts are compiled and loaded when they are needed first: a model uses one or two formats of a dozen.
"""

from __future__ import annotations

from dataclasses import dataclass

CORE = "core"
LORA = "lora"
_WEIGHT_FORMATS = {  # enum WeightFormat of native/ops.h
    "float32": "kFloatWeights",
    "bfloat16": "kBFloatWeights",
    "int8": "kInt8",
    "q8_0": "kQ8_0",
    "q4_0": "kQ4_0",
    "q4_1": "kQ4_1",
    "q5_0": "kQ5_0",
    "q5_1": "kQ5_1",
    "q4_k": "kQ4_K",
    "q5_k": "kQ5_K",
    "q6_k": "kQ6_K",
    "iq4_nl": "kIQ4_NL",
    "mxfp4": "kMXFP4",
}
_DTYPES = {"float32": "kFloat32", "bfloat16": "kBFloat16"}
_KV_FORMATS = {"float32": "kKvFloat", "bfloat16": "kKvBFloat", "int8": "kKvInt8"}


@dataclass(frozen=True, slots=True)
class Part:
    sources: tuple[str, ...]  # one translation unit each
    flags: tuple[str, ...] = ()


def weights_part(weight_format: str) -> str:
    """The part for weights of a dtype or a quantised format."""
    return f"weights_{weight_format}"


def attention_part(dtype: str, kv_format: str) -> str:
    """The part for attention of rows of `dtype` over such KV."""
    return f"attention_{dtype}_{kv_format}"


def _parts() -> dict[str, Part]:
    parts: dict[str, Part] = {}
    for dtype, dtype_flag in _DTYPES.items():
        for kv_format, kv_flag in _KV_FORMATS.items():
            flags = (f"-DTENURE_DTYPE={dtype_flag}", f"-DTENURE_KV_FORMAT={kv_flag}")
            parts[attention_part(dtype, kv_format)] = Part(("paged_attention/attention.cpp",), flags)
    parts[LORA] = Part(("lora/products.cpp",))
    parts[CORE] = Part(("native/core.cpp", "native/pool.cpp", "native/kv_blocks.cpp"))
    for weight_format, flag in _WEIGHT_FORMATS.items():
        parts[weights_part(weight_format)] = Part(("linear/weights.cpp",), (f"-DTENURE_FORMAT={flag}",))
    return parts


PARTS = _parts()  # those that take longest first
