"""From a plan to graphs, without weights: compiled for a device, or captured and looked through anywhere."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from models.errors import CompileError
from models.families import family_of
from models.neuron.plan import NeuronPlan
from models.neuron.torch_native.capture import capture, faults
from models.neuron.torch_native.decoder import NativeDecoder
from models.neuron.torch_native.graphs import Graphs, Progress
from models.neuron.torch_native.operators import native_operators

_MAX_FAULTS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Checked:
    num_graphs: int
    num_operations: int  # of all graphs together


def compile_plan(plan: NeuronPlan, device: torch.device, backend: str, progress: Progress) -> None:
    """Every graph of the plan, into the caches of torch.compile's backend. Raises CompileError."""
    Graphs(without_weights(plan, device), plan.shape, backend).warm_up(progress)


def check_plan(plan: NeuronPlan, progress: Progress) -> Checked:
    """Capture every graph. Raises CompileError for one that TorchNeuron is known to refuse."""
    decoder = without_weights(plan, torch.device("cpu"))
    captured = capture(decoder, plan.shape, progress)
    if found := faults(captured, decoder):
        more = f"\nand {len(found) - _MAX_FAULTS_SHOWN} more" if len(found) > _MAX_FAULTS_SHOWN else ""
        raise CompileError(
            "These graphs are not what TorchNeuron takes:\n" + "\n".join(found[:_MAX_FAULTS_SHOWN]) + more
        )
    graphs = [graph for parts in captured.values() for graph in parts]
    return Checked(len(graphs), sum(len(graph.graph.nodes) for graph in graphs))


def without_weights(plan: NeuronPlan, device: torch.device) -> NativeDecoder:
    """With tensors of the right shapes and any content: nothing that is compiled depends on it."""
    family = family_of(plan.config)
    shapes = family.expected_tensors(plan.config)
    decoder = family.decoder(
        plan.config, native_operators(), lambda name: torch.empty(shapes[name], dtype=plan.dtype)
    )
    return NativeDecoder(decoder.eval(), plan.shape.layout, device)
