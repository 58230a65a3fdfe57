"""The NKI kernels that graphs of torch_native call, each an operation of torch with three meanings.

    on a device   the kernel, through TorchNeuron's `nki_op`, which makes it one node of a graph
    as a fake     shapes and dtypes, for a capture
    on the CPU    plain torch of the same signature: the kernel's reference

A kernel that writes into its arguments is not here: torch makes a functional operation of it, and whether
TorchNeuron then still writes in place is not known.
"""

from __future__ import annotations

import importlib
from functools import cache

import torch
from torch import Tensor
from torch.fx import Node

from kernels.neuron.backend import LOGICAL_NC_CONFIG, launched
from kernels.neuron.calls import PLAIN_TORCH, Call, KernelCalls
from kernels.neuron.switches import NeuronKernels
from kernels.top_k import neuron, reference
from models.neuron.torch_native.fake_device import is_fake

NAMESPACE = "tenure"
IN_GRAPHS = (
    "top_k",
)  # without it a graph sorts the whole vocabulary, and neuronx-cc was reported to refuse that


def graph_kernels(switches: NeuronKernels, device: torch.device) -> KernelCalls:
    """Those that are on, for graphs of that device."""
    if not switches.top_k:
        return PLAIN_TORCH
    return KernelCalls(top_k=top_k if device.type == "cpu" or is_fake(device) else _on_neuron())


def is_kernel(node: Node) -> bool:
    return isinstance(node.target, torch._ops.OpOverload) and node.target.namespace == NAMESPACE


@torch.library.custom_op(f"{NAMESPACE}::top_k", mutates_args=())
def top_k(logits: Tensor, k: int) -> tuple[Tensor, Tensor]:
    """Same contract as kernels.top_k.reference, which it is."""
    values, ids = reference.top_k(logits, k)
    return values.contiguous(), ids.contiguous()


@top_k.register_fake
def _(logits: Tensor, k: int) -> tuple[Tensor, Tensor]:
    shape = (logits.shape[0], k)
    return logits.new_empty(shape), logits.new_empty(shape, dtype=torch.int32)


@cache
def _on_neuron() -> Call:
    """Registered once in a process, under a name of its own: `nki_op` registers an operation itself.

    The function around the kernel is traced, and is its own fake; a raw kernel may not be decorated.
    """
    programs = launched(neuron.top_k, LOGICAL_NC_CONFIG["trn2"])  # trn3 has as many

    def nki_top_k(logits: Tensor, k: int) -> tuple[Tensor, Tensor]:
        values, ids = programs(logits, k)
        return values, ids

    nki_op = importlib.import_module("torch_neuronx").nki_op
    registered: Call = nki_op(f"{NAMESPACE}::nki_top_k", mutates_args=())(nki_top_k)
    return registered
