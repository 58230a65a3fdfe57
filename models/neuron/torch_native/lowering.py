"""Captured graphs as StableHLO, through torch-mlir from PyPI.

TorchNeuron goes the same way, with passes of its own. What does not lower here is not expected to lower
there; what does may still be refused by neuronx-cc.
"""

from __future__ import annotations

import copy
import importlib
import re
from collections import Counter

import torch
from torch.fx import GraphModule, Node

from models.neuron.torch_native.kernels import is_kernel

_COPY = torch.ops.aten.copy_.default
_ALL_GATHER = torch.ops._c10d_functional.all_gather_into_tensor.default
_COLLECTIVES = (
    torch.ops._c10d_functional.all_reduce.default,
    _ALL_GATHER,
    torch.ops._c10d_functional.wait_tensor.default,
)
# What the graphs may come to. An arange is a dynamic_iota of a constant length, and a topk a sort of all.
_STABLEHLO = (
    *("constant", "convert", "reshape", "broadcast_in_dim", "transpose", "slice", "concatenate", "iota"),
    *("add", "subtract", "multiply", "divide", "power", "rsqrt", "exponential", "logistic", "abs", "ceil"),
    *("clamp", "maximum", "minimum", "compare", "select", "and", "or", "not", "reduce", "dot_general"),
    *("gather", "scatter", "sort", "dynamic_iota", "return"),
)
LEGAL = frozenset({"arith.constant", *(f"stablehlo.{name}" for name in _STABLEHLO)})
_OPERATION = re.compile(r"\b((?:stablehlo|chlo|arith|tensor|shape|linalg|torch)\.[a-z_]+)\b")


def stablehlo(graph: GraphModule) -> str:
    """A graph's text. A buffer that it writes to comes back as an output, before the graph's own.

    StableHLO has no devices, and of torch's collectives torch-mlir has none: what a rank gets from the others
    is its own part again. Of NKI kernels it has the results, as inputs.

    Raises ImportError without torch-mlir, RuntimeError for what it cannot lower.
    """
    fx = importlib.import_module("torch_mlir.fx")
    functional = copy.deepcopy(graph)
    (output,) = functional.graph.find_nodes(op="output")
    copies = [node for node in functional.graph.nodes if node.target is _COPY]
    output.args = ((*(node.args[1] for node in copies), *output.args[0]),)
    for node in copies:
        functional.graph.erase_node(node)
    for node in list(functional.graph.nodes):
        if "device" in node.kwargs:
            node.kwargs = {**node.kwargs, "device": torch.device("cpu")}
        if node.op == "call_function" and node.target in _COLLECTIVES:
            _alone(functional, node)
        elif is_kernel(node):
            _given(functional, node)
    functional.recompile()
    module = fx.stateless_fx_import(functional, output_type="stablehlo", model_name="graph")
    return str(module)


def _alone(module: GraphModule, node: Node) -> None:
    """A collective as if all ranks had the same."""
    own, *others = node.args
    assert isinstance(own, Node)
    if node.target is _ALL_GATHER:
        num_ranks = others[0]
        assert isinstance(num_ranks, int)
        with module.graph.inserting_before(node):
            own = module.graph.call_function(torch.ops.aten.cat.default, ([own] * num_ranks,))
        own.meta = dict(node.meta)
    node.replace_all_uses_with(own)
    module.graph.erase_node(node)


def _given(module: GraphModule, node: Node) -> None:
    """A kernel's results as inputs: for the compiler it is one call, whatever is in it."""
    first = next(iter(module.graph.nodes))
    for user in list(node.users):  # each takes one of the results
        with module.graph.inserting_before(first):
            given = module.graph.placeholder(f"given_{user.name}")
        given.meta = dict(user.meta)
        user.replace_all_uses_with(given)
        module.graph.erase_node(user)
    module.graph.erase_node(node)


def operations(text: str) -> Counter[str]:
    """How often each operation is in a module's text: `stablehlo.dot_general`."""
    return Counter(_OPERATION.findall(text))


def has_dynamic_size(text: str) -> bool:
    return re.search(r"tensor<[^>]*\?", text) is not None
