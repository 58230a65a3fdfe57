"""Which operations of a compiled graph are our NKI kernels, and which are left to the compiler."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class NeuronKernels:
    """One switch per kernel; off means the plain torch lowering of the same reference.

    A switch is part of the graph and of its artifact's key. A kernel that does not compile, or that gives
    wrong numbers, on some SDK is switched off alone.
    """

    rms_norm: bool = False
    rotary: bool = False
    kv_write: bool = False
    extend_attention: bool = False
    decode_attention: bool = False
    swiglu_mlp: bool = False
    top_k: bool = False

    @classmethod
    def parse(cls, text: str) -> NeuronKernels:
        """From `all`, `none`, or names with commas between.

        Raises ValueError for a name that is no kernel's.
        """
        known = [field.name for field in fields(cls)]
        names = {"all": known, "none": []}.get(text, text.split(","))
        if unknown := [name for name in names if name not in known]:
            raise ValueError(
                f"There is no Neuron kernel {unknown[0]!r}; there are {', '.join(known)}, or all, or none."
            )
        return cls(**dict.fromkeys(names, True))

    @property
    def names(self) -> tuple[str, ...]:
        """Of the kernels that are on."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name))


NO_KERNELS = NeuronKernels()
