"""From a plan to graphs, without weights: compiled for a device, or captured and looked through anywhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import torch

from models.decoder import Decoder
from models.errors import CompileError
from models.families import family_of
from models.neuron.plan import NeuronPlan
from models.neuron.torch_native.capture import capture, collectives, faults
from models.neuron.torch_native.decoder import NativeDecoder
from models.neuron.torch_native.fake_device import fake_device
from models.neuron.torch_native.graphs import Graphs, Progress
from models.neuron.torch_native.kernels import graph_kernels
from models.neuron.torch_native.operators import rank_operators
from models.parallel.collectives import Collectives, SingleRank
from models.parallel.functional import fake_ranks

_MAX_FAULTS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Checked:
    num_graphs: int
    num_operations: int  # of all graphs together
    collectives: Counter[str]  # of all graphs together, by operation


def compile_plan(plan: NeuronPlan, device: torch.device, backend: str, progress: Progress) -> None:
    """Every graph of a plan for one core, into the caches of torch.compile's backend. Raises CompileError."""
    Graphs(without_weights(plan, device), plan.shape, backend).warm_up(progress)


def check_plan(plan: NeuronPlan, progress: Progress) -> Checked:
    """Capture every graph of the first rank, which is that of all, on a device of fake tensors.

    Raises CompileError for one that TorchNeuron is known to refuse.
    """
    group: Collectives = SingleRank() if plan.shape.tp == 1 else fake_ranks(0, plan.shape.tp)
    with fake_device() as device:
        decoder = without_weights(plan, device, group)
        captured = capture(decoder, plan.shape, progress)
        found = faults(captured, decoder)
    if found:
        more = f"\nand {len(found) - _MAX_FAULTS_SHOWN} more" if len(found) > _MAX_FAULTS_SHOWN else ""
        raise CompileError(
            "These graphs are not what TorchNeuron takes:\n" + "\n".join(found[:_MAX_FAULTS_SHOWN]) + more
        )
    graphs = [graph for parts in captured.values() for graph in parts]
    num_operations = sum(len(graph.graph.nodes) for graph in graphs)
    return Checked(len(graphs), num_operations, sum(map(collectives, graphs), Counter()))


def rank_without_weights(plan: NeuronPlan, group: Collectives) -> Decoder:
    """With tensors of the right shapes and any content: nothing that is compiled depends on it."""
    config, shapes = plan.sharding.rank_config, plan.sharding.shapes
    return (
        family_of(config)
        .decoder(
            config,
            rank_operators(config.vocab_size, group),
            lambda name: torch.empty(shapes[name], dtype=plan.dtype),
        )
        .eval()
    )


def without_weights(
    plan: NeuronPlan, device: torch.device, group: Collectives | None = None
) -> NativeDecoder:
    """The same with its KV; without a group, on one core."""
    kernels = graph_kernels(plan.kernels, device)
    return NativeDecoder(
        rank_without_weights(plan, group or SingleRank()), plan.shape.layout, device, kernels
    )
