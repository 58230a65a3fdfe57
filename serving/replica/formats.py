"""Which numbers to compute with: what was asked for, or what suits the checkpoint and this machine."""

from __future__ import annotations

from dataclasses import dataclass

from kernels.kv_blocks import KVFormat
from kernels.linear.quantized import QUANTIZED_FORMATS
from kernels.parts import attention_part, weights_part
from models.native_dtype import has_own_quantization, matrix_formats, native_dtype
from models.quantization import Quantization
from models.registry import ModelSource
from serving.config import ReplicaConfig
from serving.errors import StartupError

BF16_ISAS = ("amx", "avx512bf16")  # that compute in bfloat16


@dataclass(frozen=True, slots=True)
class Formats:
    dtype: str  # of hidden states, and of weights that are not quantised
    quantization: Quantization
    kv: KVFormat


def choose_formats(config: ReplicaConfig, source: ModelSource, isa: str) -> Formats:
    """What `auto` means here (infra/decisions/0006-formats.md). Raises StartupError."""
    quantization: Quantization = config.quantization
    is_sharded = config.tensor_parallel_size > 1
    if is_sharded and quantization not in ("auto", "none"):
        raise StartupError(
            f"--quantization {quantization} does not go with --tp {config.tensor_parallel_size}: only "
            "numbers are shared among ranks. Use --quantization none, or --tp 1."
        )
    # Asked for numbers, weights are numbers too; and the torch references would unpack them at each step.
    has_choice = config.dtype == "auto" and isa != "torch" and not is_sharded
    if quantization == "auto" and not (has_choice and has_own_quantization(source)):
        quantization = "none"
    dtype: str = config.dtype
    if dtype == "auto":
        native = str(native_dtype(source)).removeprefix("torch.")
        dtype = native if isa in BF16_ISAS and quantization in ("auto", "none") else "float32"
    if config.kv_dtype == "int8" and isa == "torch":
        raise StartupError(
            "--kv-dtype int8 needs the built kernels, and there are none here: install a C++ compiler, or "
            "use float32 or bfloat16."
        )
    return Formats(dtype, quantization, _kv_format(config, quantization, dtype, isa))


def _kv_format(config: ReplicaConfig, quantization: Quantization, dtype: str, isa: str) -> KVFormat:
    if config.kv_dtype != "auto":
        return config.kv_dtype
    if isa == "torch":
        return "bfloat16" if dtype == "bfloat16" else "float32"
    return "float32" if dtype == "float32" and quantization == "none" else "bfloat16"


def kernel_parts(source: ModelSource, formats: Formats) -> list[str]:
    """What such a model needs of the kernels, as far as can be told before it is loaded."""
    weights = matrix_formats(source) if formats.quantization == "auto" else {formats.quantization}
    names = sorted({name if name in QUANTIZED_FORMATS else formats.dtype for name in weights})
    return [attention_part(formats.dtype, formats.kv), *map(weights_part, names)]
