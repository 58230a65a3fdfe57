"""Emulates neuronx_distributed's `trace`: from a module and example inputs to a graph."""

from __future__ import annotations

import inspect
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.export import ExportedProgram
from torch.fx import Node

from models.neuron.emulation.compiler import HloModule, MetaNeff
from models.neuron.functional import NotingStates, export
from models.neuron.graph_text import graph_text

_PREFIX = "module."  # of WithStates


@dataclass(frozen=True)
class ModelParamInfo:
    param_name: str
    is_positional: bool  # required


@dataclass(frozen=True)
class ProvidedArgInfo:
    param_name: str
    is_positional: bool
    tensor: Tensor


@dataclass(frozen=True, eq=False)
class TraceArtifacts:
    """What a trace leaves, of what NxDModel needs."""

    hlo: HloModule
    metaneff: MetaNeff
    provided_args: list[ProvidedArgInfo]
    model_params: list[ModelParamInfo]
    graph: Graph


@dataclass(frozen=True, eq=False)
class Graph:
    """A traced graph as a function of weights, states and inputs."""

    program: ExportedProgram
    input_names: tuple[str, ...]
    buffers: tuple[str, ...]  # as the program returns them, after its outputs
    states: dict[str, Tensor]  # the buffers that it assigns, by name: shape and dtype count
    num_outputs: int

    @property
    def weights(self) -> dict[str, torch.Size]:
        """What it reads besides its states and inputs, by name."""
        tensors = {**self.program.state_dict, **self.program.constants}
        names = self._parameter_of_placeholder.values()
        return {
            name.removeprefix(_PREFIX): tensors[name].shape
            for name in names
            if name.removeprefix(_PREFIX) not in self.states
        }

    @property
    def output_examples(self) -> list[Tensor]:
        """Shapes and dtypes of the outputs."""
        (output,) = self.program.graph.find_nodes(op="output")
        return [node.meta["val"] for node in output.args[0][: self.num_outputs]]

    @property
    def _parameter_of_placeholder(self) -> dict[str, str]:
        signature = self.program.graph_signature
        return {**signature.inputs_to_parameters, **signature.inputs_to_buffers}

    def run(
        self, weights: Mapping[str, Tensor], states: dict[str, Tensor], inputs: Mapping[str, Tensor]
    ) -> list[Tensor]:
        """The outputs; `states` holds the new states afterwards."""
        given = iter(inputs[name] for name in self.input_names)
        arguments = []
        for node in self.program.graph.find_nodes(op="placeholder"):
            name = self._parameter_of_placeholder.get(node.name)
            if name is None:
                arguments.append(next(given))
                continue
            name = name.removeprefix(_PREFIX)
            arguments.append(states[name] if name in self.states else weights[name])
        with torch.inference_mode():
            results = self.program.graph_module(*arguments)
        after = dict(zip(self.buffers, results[self.num_outputs :], strict=True))
        states.update({name: after[name] for name in self.states})
        return list(results[: self.num_outputs])


def trace(
    model: nn.Module,
    args: None = None,
    kwargs: dict[str, Tensor] | None = None,
    spmd: bool = True,
    preserve_parameters: bool = True,
    weights_to_skip_layout_optimization: set[str] | None = None,
) -> TraceArtifacts:
    """Trace `model.forward` for the shapes of `kwargs`.

    Raises:
        NotImplementedError: `spmd` is false, or forward has *args or **kwargs.
        ValueError: a default that is not None, an unknown or missing argument, or one that is no tensor.
        RuntimeError: a graph cannot be made, an in-place operation on a tensor being one cause.
    """
    del preserve_parameters, weights_to_skip_layout_optimization
    if not spmd:
        raise NotImplementedError("MPMD tracing is not currently supported")
    assert args is None, "the emulation takes inputs by name"
    model_params = _model_params(model)
    provided = _provided_args(kwargs or {}, model_params)
    inputs = OrderedDict((arg.param_name, arg.tensor) for arg in provided)
    graph = _trace_graph(model, inputs)
    return TraceArtifacts(
        hlo=HloModule(graph_text(graph.program).encode()),
        metaneff=MetaNeff(repr(sorted(graph.states)).encode()),
        provided_args=provided,
        model_params=model_params,
        graph=graph,
    )


def _model_params(model: nn.Module) -> list[ModelParamInfo]:
    parameters = inspect.signature(model.forward).parameters
    kinds = {parameter.kind for parameter in parameters.values()}
    if kinds & {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}:
        raise NotImplementedError("Methods with *args or **kwargs are not supported.")
    for name, parameter in parameters.items():
        if parameter.default is not inspect.Parameter.empty and parameter.default is not None:
            raise ValueError(f"Parameter '{name}' has a non-None default value: {parameter.default}.")
    return [
        ModelParamInfo(name, parameter.default is inspect.Parameter.empty)
        for name, parameter in parameters.items()
    ]


def _provided_args(kwargs: dict[str, Tensor], model_params: list[ModelParamInfo]) -> list[ProvidedArgInfo]:
    unexpected = set(kwargs) - {param.param_name for param in model_params}
    if unexpected:
        raise ValueError(f"Found unexpected keys in kwargs: {unexpected}.")
    for name, value in kwargs.items():
        if not isinstance(value, Tensor):
            raise ValueError(f"Value for key '{name}' must be a tensor")
    missing = [p.param_name for p in model_params if p.is_positional and p.param_name not in kwargs]
    if missing:
        raise ValueError(f"Missing required parameters: {missing}.")
    if not kwargs:
        raise ValueError("At least one input tensor must be provided via args or kwargs")
    return [
        ProvidedArgInfo(param.param_name, param.is_positional, kwargs[param.param_name])
        for param in model_params
        if param.param_name in kwargs
    ]


def _trace_graph(model: nn.Module, inputs: dict[str, Tensor]) -> Graph:
    wrapped = NotingStates(model)
    try:
        program = export(wrapped, inputs, strict=False)
    except Exception as error:
        raise RuntimeError(f"HLO generation failed: {error}") from error
    _refuse_in_place(program)
    (output,) = program.graph.find_nodes(op="output")
    results = output.args[0]
    num_outputs = len(results) - len(wrapped.state_names)
    states = {
        name: _checked_state(name, model.get_buffer(name), node)
        for name, node in zip(wrapped.state_names, results[num_outputs:], strict=True)
        if name in wrapped.assigned
    }
    return Graph(program, tuple(inputs), wrapped.state_names, states, num_outputs)


def _refuse_in_place(program: ExportedProgram) -> None:
    for node in program.graph.nodes:
        schema = getattr(node.target, "_schema", None)
        if node.op == "call_function" and schema is not None and schema.is_mutable:
            raise RuntimeError(
                f"HLO generation failed: {node.target} changes a tensor in place. Assign a buffer the result "
                "of an out-of-place operation."
            )


def _checked_state(name: str, buffer: Tensor, node: Node) -> Tensor:
    value = node.meta["val"]
    if value.shape != buffer.shape or value.dtype != buffer.dtype:
        raise RuntimeError(
            f"HLO generation failed: the buffer {name} is {buffer.dtype} {list(buffer.shape)} and is "
            f"assigned {value.dtype} {list(value.shape)}."
        )
    return buffer
