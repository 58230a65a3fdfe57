"""Emulates neuronx_distributed's `trace`: from a module and example inputs to a graph."""

from __future__ import annotations

import inspect
import pickle
from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import torch
from torch import Tensor, nn
from torch.export import ExportedProgram
from torch.fx import Graph as FxGraph
from torch.fx import GraphModule, Node

from models.neuron.nxd.emulation.compiler import HloModule, MetaNeff
from models.neuron.nxd.functional import NotingStates, export
from models.neuron.nxd.graph_text import graph_text

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
    """A traced graph as a function of weights, states and inputs. Pickles; tensors in it are on meta."""

    code: bytes  # an fx.GraphModule, pickled: a saved model is loaded without taking all its graphs apart
    arguments: tuple[str | None, ...]  # of the module: a weight's or state's name, None for the next input
    input_names: tuple[str, ...]
    buffers: tuple[str, ...]  # as the module returns them, after its outputs
    states: dict[str, Tensor]  # the buffers that it assigns, by name: shape and dtype count
    weights: dict[str, torch.Size]  # what it reads besides its states and inputs, by name
    outputs: tuple[Tensor, ...]  # shapes and dtypes

    @cached_property
    def module(self) -> GraphModule:
        module: GraphModule = pickle.loads(self.code)
        return module

    def run(
        self, weights: Mapping[str, Tensor], states: dict[str, Tensor], inputs: Mapping[str, Tensor]
    ) -> list[Tensor]:
        """The outputs; `states` holds the new states afterwards."""
        given = iter(inputs[name] for name in self.input_names)
        arguments = [
            next(given) if name is None else states[name] if name in self.states else weights[name]
            for name in self.arguments
        ]
        with torch.inference_mode():
            results = self.module(*arguments)
        after = dict(zip(self.buffers, results[len(self.outputs) :], strict=True))
        states.update({name: after[name] for name in self.states})
        return list(results[: len(self.outputs)])


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
    text, graph = _trace_graph(model, inputs)
    return TraceArtifacts(
        hlo=HloModule(text.encode()),
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


def _trace_graph(model: nn.Module, inputs: dict[str, Tensor]) -> tuple[str, Graph]:
    """The graph as text, and as it is run."""
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
    signature = program.graph_signature
    held = {**signature.inputs_to_parameters, **signature.inputs_to_buffers}
    names = {placeholder: name.removeprefix(_PREFIX) for placeholder, name in held.items()}
    tensors = {name.removeprefix(_PREFIX): tensor for name, tensor in program.state_dict.items()}
    text = graph_text(program)
    _reuse_memory(program.graph, [node for node, name in names.items() if name in states])
    graph = Graph(
        code=_pickled(program),
        arguments=tuple(names.get(node.name) for node in program.graph.find_nodes(op="placeholder")),
        input_names=tuple(inputs),
        buffers=wrapped.state_names,
        states=states,
        weights={name: tensors[name].shape for name in names.values() if name not in states},
        outputs=tuple(_on_meta(node.meta["val"]) for node in results[:num_outputs]),
    )
    return text, graph


def _reuse_memory(graph: FxGraph, state_nodes: Collection[str]) -> None:
    """Write a state's new value over the old one, which the graph does not read again.

    On the device both are one buffer. Here a copy of all KV in each step would be most of its time.
    """
    for placeholder in graph.find_nodes(op="placeholder"):
        users = list(placeholder.users)
        if placeholder.name not in state_nodes or not users:
            continue
        *readers, last = sorted(users)
        reads_copies = all(node.target is torch.ops.aten.index_select.default for node in readers)
        if last.target is torch.ops.aten.index_put.default and last.args[0] is placeholder and reads_copies:
            last.target = torch.ops.aten.index_put_.default


def _pickled(program: ExportedProgram) -> bytes:
    module = GraphModule({}, program.graph)
    module._tracer_cls = None  # export's own cannot trace what was loaded
    return pickle.dumps(module)


def _on_meta(tensor: Tensor) -> Tensor:
    return torch.empty(tensor.shape, dtype=tensor.dtype, device="meta")


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
    return _on_meta(buffer)
