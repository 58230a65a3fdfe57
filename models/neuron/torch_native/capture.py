"""The graphs as a backend of torch.compile is given them, and what in them TorchNeuron would refuse.

Capture itself does not tell: with fullgraph=True torch captures a slice by a tensor's value as well, as a
graph with a symbolic size. What is looked for follows TorchNeuron's lowering, as its public source has it;
a graph without a fault may still fail there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor
from torch.fx import GraphModule, Node
from torch.utils import _pytree as pytree

from models.neuron.shape import NeuronShape
from models.neuron.torch_native.decoder import NativeDecoder
from models.neuron.torch_native.graphs import Graphs, Progress
from models.neuron.torch_native.kernels import is_kernel

_COPY = torch.ops.aten.copy_.default
# Operations that the graphs are made of. Each lowers to StableHLO through torch-mlir, without a dynamic size.
OPERATORS = frozenset(
    {
        *("add", "sub", "mul", "div", "pow", "rsqrt", "exp", "tanh", "abs", "silu", "sigmoid", "clamp"),
        "_softmax",
        *("mm", "addmm", "bmm", "mean", "sum", "amax", "amin", "any", "topk"),
        *("eq", "gt", "ge", "lt", "le", "where", "bitwise_and", "bitwise_or", "bitwise_not"),
        *(
            "arange",
            "scalar_tensor",
            "ones_like",
            "zeros_like",
            "_to_copy",
            "cat",
            "stack",
            "slice",
            "select",
        ),
        *("split", "split_with_sizes", "index_select", "index_put", "copy_", "view", "_unsafe_view"),
        *("unsqueeze", "permute", "transpose", "t", "expand", "clone"),
        *("embedding", "all_reduce", "all_gather_into_tensor", "wait_tensor"),  # over several ranks
    }
)
COLLECTIVES = "_c10d_functional"  # the namespace


@dataclass(slots=True)
class Recorder:
    """A backend for torch.compile that keeps each graph, and computes nothing."""

    graphs: list[GraphModule] = field(default_factory=list)

    def __call__(self, module: GraphModule, inputs: Sequence[Any]) -> Callable[..., Any]:
        from torch._dynamo.backends.common import aot_autograd

        compiled: Callable[..., Any] = aot_autograd(
            fw_compiler=self._keep, keep_inference_input_mutations=True
        )(module, inputs)
        return compiled

    def _keep(self, module: GraphModule, inputs: Sequence[Any]) -> Callable[..., Any]:
        del inputs
        self.graphs.append(module)
        (output,) = module.graph.find_nodes(op="output")
        examples = [node.meta["val"] for node in output.args[0]]
        if any(map(_is_symbolic, examples)):
            return module.forward  # their sizes are known once they are computed

        def outputs(*inputs: Any) -> list[Tensor]:
            del inputs
            return [torch.zeros(x.shape, dtype=x.dtype, device=x.device) for x in examples]

        return outputs


def capture(
    decoder: NativeDecoder, shape: NeuronShape, progress: Progress = lambda what, done, total: None
) -> dict[str, list[GraphModule]]:
    """The graphs of each bucket, by tag; one each is as it should be. Raises CompileError."""
    recorder = Recorder()
    captured: dict[str, list[GraphModule]] = {}
    last = ""

    def note(what: str, done: int, total: int) -> None:
        nonlocal last
        if last:
            captured[last] = recorder.graphs.copy()
            recorder.graphs.clear()
        last = what.removeprefix("compile").removeprefix(": ")
        progress(what.replace("compile", "capture"), done, total)

    Graphs(decoder, shape, recorder).warm_up(note)
    return captured


def operators(graph: GraphModule) -> Counter[str]:
    """How often each operation is in a graph: `index_put`, without its namespace and overload."""
    return Counter(_name(node) for node in graph.graph.nodes if _is_operation(node))


def collectives(graph: GraphModule) -> Counter[str]:
    """How often each collective is in a graph: `all_reduce`."""
    nodes = [node for node in graph.graph.nodes if _is_operation(node)]
    return Counter(
        _name(node) for node in nodes if node.target.namespace == COLLECTIVES and _name(node) != "wait_tensor"
    )


def faults(graphs: Mapping[str, Sequence[GraphModule]], decoder: NativeDecoder) -> list[str]:
    """What is wrong, in a sentence each; empty if nothing is."""
    found = []
    for tag, parts in graphs.items():
        if len(parts) != 1:
            found.append(f"{tag} came to {len(parts)} graphs.")
        for graph in parts:
            found += [f"{tag}: {fault}" for fault in _faults(graph)]
            if (num := len(mutated(graph))) != (0 if tag.startswith("gather") else 2 * len(decoder.kv)):
                found.append(f"{tag}: {num} buffers are written in place; KV has {2 * len(decoder.kv)}.")
    return found


def mutated(graph: GraphModule) -> list[Node]:
    """The placeholders that a graph writes to."""
    return [node.args[0] for node in graph.graph.nodes if node.target is _COPY]


def _faults(graph: GraphModule) -> Iterator[str]:
    for node in graph.graph.nodes:
        if _is_operation(node) and not is_kernel(node) and _name(node) not in OPERATORS:
            yield f"the operation {node.target} is not one of those that are known to lower."
        if any(
            _is_symbolic(value)
            for value in pytree.tree_leaves((node.args, node.kwargs, node.meta.get("val")))
        ):
            yield f"{node.name} has a size that depends on a value."
        if node.target is _COPY and node.args[0].op != "placeholder":
            yield f"{node.name} writes to what is no input."
        if node.op == "placeholder" and node.meta["val"].dtype in (torch.int64, torch.float64):
            yield f"the input {node.name} is {node.meta['val'].dtype}."
        if node.op == "get_attr":
            yield f"{node.name} is a tensor that no input holds."


def _is_symbolic(value: Any) -> bool:
    if isinstance(value, Tensor):
        return any(isinstance(size, torch.SymInt) for size in (*value.shape, *value.stride()))
    return isinstance(value, torch.SymInt | torch.SymFloat | torch.SymBool)


def _is_operation(node: Node) -> bool:
    return node.op == "call_function" and isinstance(node.target, torch._ops.OpOverload)


def _name(node: Node) -> str:
    return str(node.target).split(".")[-2]
