"""The kernels as a traced graph calls them.

On the device a call of the `nki.jit` function on traced tensors is the custom call: so do
neuronx_distributed_inference's modules (`modules/kvcache/utils.py` for one that writes into its arguments and
returns them, `modules/attention/attention_base.py`). A graph for logical cores of two physical ones launches
each kernel as two programs (SDK documentation, `nki/get-started/about/lnc.rst`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from kernels.kv_write.neuron import kv_write
from kernels.neuron.backend import LOGICAL_NC_CONFIG, TargetName, launched
from kernels.neuron.switches import NeuronKernels
from kernels.paged_attention.neuron import extend_attention
from kernels.paged_attention.neuron_decode import decode_attention
from kernels.rms_norm.neuron import rms_norm
from kernels.rotary.neuron import rotary
from kernels.swiglu_mlp.neuron import swiglu_mlp
from kernels.top_k.neuron import top_k

Call = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class KernelCalls:
    """Arguments and results are those of the kernel of the same name; None: plain torch instead."""

    rms_norm: Call | None = None
    rotary: Call | None = None
    kv_write: Call | None = None
    extend_attention: Call | None = None
    decode_attention: Call | None = None
    swiglu_mlp: Call | None = None
    top_k: Call | None = None

    def only(self, switches: NeuronKernels) -> KernelCalls:
        """Those that are on."""
        return KernelCalls(**{name: getattr(self, name) for name in switches.names})


PLAIN_TORCH = KernelCalls()


def device_calls(target: TargetName) -> KernelCalls:
    """NKI's own; calling one raises NkiNotInstalled where NKI is not installed."""
    lnc = LOGICAL_NC_CONFIG[target]
    return KernelCalls(
        rms_norm=launched(rms_norm, lnc),
        rotary=launched(rotary, lnc),
        kv_write=launched(kv_write, lnc),
        extend_attention=launched(extend_attention, lnc),
        decode_attention=launched(decode_attention, lnc),
        swiglu_mlp=launched(swiglu_mlp, lnc),
        top_k=launched(top_k, lnc),
    )


def source_files(switches: NeuronKernels) -> tuple[Path, ...]:
    """What the kernels that are on are written in: every file of kernels, if there are any."""
    if not switches.names:
        return ()
    package = Path(__file__).parents[1]
    shared = (package / "neuron" / name for name in ("backend.py", "exact.py", "grid.py"))
    return tuple(sorted([*package.glob("*/neuron*.py"), *shared]))


assert {f.name for f in fields(KernelCalls)} == {f.name for f in fields(NeuronKernels)}
