"""What a number costs in memory, by the format it is kept in."""

from __future__ import annotations

import re

from serving.errors import StartupError

# Bytes per weight, as the kernels keep them: in a file, K-quants and MXFP4 are a little smaller. Blocks of 32
# have a 2-byte scale (and minimum); those of 256 scales (and minima) of a byte, and one for all of these.
WEIGHT_BYTES = {
    "float32": 4.0,
    "bfloat16": 2.0,
    "int8": 1.0,  # one scale per output channel, which is nothing beside its row
    "q8_0": 34 / 32,
    "q4_1": 20 / 32,
    "q4_0": 18 / 32,
    "q5_0": 22 / 32,
    "q5_1": 24 / 32,
    "q4_k": 148 / 256,
    "q5_k": 180 / 256,
    "q6_k": 210 / 256,
    "iq4_nl": 18 / 32,
    "mxfp4": 18 / 32,
}
# Bytes per element of K or V; int8 has one float32 scale per head and token beside it.
KV_BYTES = {"float32": 4, "bfloat16": 2, "int8": 1}
KV_SCALE_BYTES = {"float32": 0, "bfloat16": 0, "int8": 4}


def checked(kind: str, name: str, known: dict[str, float] | dict[str, int]) -> str:
    """`name` if it is known. Raises: StartupError."""
    if name not in known:
        raise StartupError(f"{kind} {name!r} is not known. Known: {', '.join(known)}.")
    return name


def formats_of(numerics: str) -> tuple[str, str]:
    """Weight and KV format from a runner's numerics, `cpu/ISA/weights W+W/activations A/kv K`."""
    weights, kv = re.search(r"weights ([\w+]+)", numerics), re.search(r"kv (\w+)", numerics)
    if weights is None or kv is None:
        raise StartupError(f"The numerics {numerics!r} do not name the formats of weights and KV.")
    return weights[1], kv[1]


def isa_of(numerics: str) -> str:
    """The kernels' instruction set, from a runner's numerics."""
    return numerics.split("/")[1]


def leading_format(weight_format: str) -> str:
    """Of a mixture `q4_1+q8_0`, that of most weights: what its speed was fitted as."""
    return weight_format.partition("+")[0]
