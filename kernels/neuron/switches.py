"""Which operations of a compiled graph are our NKI kernels, and which are left to the compiler."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class NeuronKernels:
    """One switch per kernel; off means the plain torch lowering of the same reference.

    For the graph builder to read while it traces: a switch is part of the graph and of its artifact's key. A
    kernel that does not compile, or that gives wrong numbers, on some SDK is switched off alone.
    """

    rms_norm: bool = True
    rotary: bool = True
    kv_write: bool = True
    extend_attention: bool = True
    decode_attention: bool = True
    swiglu_mlp: bool = True
    top_k: bool = True

    @classmethod
    def without(cls, names: Iterable[str]) -> NeuronKernels:
        """All but these. Raises ValueError for a name that is no kernel's."""
        known = [field.name for field in fields(cls)]
        off = list(names)
        if unknown := [name for name in off if name not in known]:
            raise ValueError(f"There is no Neuron kernel {unknown[0]!r}; there are {', '.join(known)}.")
        return cls(**{name: name not in off for name in known})

    @classmethod
    def none(cls) -> NeuronKernels:
        """Every operation in plain torch: what runs where NKI is not installed."""
        return cls.without(field.name for field in fields(cls))
