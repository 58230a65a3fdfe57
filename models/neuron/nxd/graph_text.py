"""An exported graph as text that is equal where the computation is equal: for fingerprints and reviews."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from torch.export import ExportedProgram
from torch.fx import Node

# Checks that export inserts; they compute nothing.
_ASSERTIONS = ("aten._assert_tensor_metadata.default",)


def operator_of(node: Node) -> str:
    """`aten.index_put.default`, without the `torch.ops.` that some versions print."""
    return str(node.target).removeprefix("torch.ops.")


def graph_lines(program: ExportedProgram) -> Iterator[str]:
    """One line per input, operation and result. Values are numbered in order, so names do not matter."""
    numbers: dict[Node, int] = {}
    for node in program.graph.nodes:
        if node.op == "call_function" and operator_of(node) in _ASSERTIONS:
            continue
        numbers[node] = len(numbers)
        if node.op == "placeholder":
            yield f"%{numbers[node]} = input {_source(program, node)} {_shape(node)}"
        elif node.op == "call_function":
            arguments = [_text(value, numbers) for value in node.args]
            arguments += [f"{key}={_text(value, numbers)}" for key, value in sorted(node.kwargs.items())]
            yield f"%{numbers[node]} = {operator_of(node)}({', '.join(arguments)}) {_shape(node)}"
        elif node.op == "output":
            yield f"return {_text(node.args[0], numbers)}"


def graph_text(program: ExportedProgram) -> str:
    return "\n".join(graph_lines(program)) + "\n"


def fingerprint(program: ExportedProgram) -> str:
    """32 hexadecimal digits."""
    return hashlib.blake2b(graph_text(program).encode(), digest_size=16).hexdigest()


def operator_counts(program: ExportedProgram) -> Counter[str]:
    return Counter(
        operator_of(node)
        for node in program.graph.nodes
        if node.op == "call_function" and operator_of(node) not in _ASSERTIONS
    )


def _source(program: ExportedProgram, node: Node) -> str:
    signature = program.graph_signature
    name = str(node.name)
    state = signature.inputs_to_parameters.get(name) or signature.inputs_to_buffers.get(name)
    return state or name


def _shape(node: Node) -> str:
    return _tensor_text(node.meta.get("val"))


def _tensor_text(value: Any) -> str:
    if isinstance(value, Tensor):
        return f"{str(value.dtype).removeprefix('torch.')}{list(value.shape)}"
    if isinstance(value, tuple | list):
        return "(" + ", ".join(_tensor_text(part) for part in value) + ")"
    return ""


def _text(value: Any, numbers: dict[Node, int]) -> str:
    if isinstance(value, Node):
        return f"%{numbers[value]}"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(_text(part, numbers) for part in value) + "]"
    if isinstance(value, torch.device | torch.dtype):
        return str(value)
    return repr(value)
