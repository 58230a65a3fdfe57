"""Each call of NKI in our kernels, held against the published signatures without running anything."""

from __future__ import annotations

import ast
import inspect
import json
from pathlib import Path

import pytest

from kernels.neuron import shim
from kernels.neuron.shim.tensor import NkiTensor

ROOT = Path(__file__).parents[3]
PUBLISHED = json.loads((ROOT / "tests" / "data" / "nki-signatures.json").read_text())
KERNEL_FILES = sorted(
    path for path in (ROOT / "kernels").glob("*/neuron*.py") if path.parent != ROOT / "kernels" / "neuron"
)
BACKEND = ROOT / "kernels" / "neuron" / "backend.py"
GRID = ROOT / "kernels" / "neuron" / "grid.py"
MODULES = {"nl": "nki.language", "nisa": "nki.isa", "nki": "nki", "_nki": "nki"}


def full_name(node: ast.expr) -> str | None:
    """nki.isa.dma_copy for `nisa.dma_copy`; None for what is not NKI's."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in MODULES or not parts:
        return None
    return ".".join([MODULES[node.id], *reversed(parts)])


def complaints(source: str) -> list[str]:
    """What in this source differs from the published API."""
    tree = ast.parse(source)
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and id(node) not in inner and (name := full_name(node)):
            found += name_complaints(name)
        if isinstance(node, ast.Call):
            found += call_complaints(node)
    return found


def name_complaints(name: str) -> list[str]:
    if name in PUBLISHED["only_in_0_6"]:
        return [f"{name} is not in NKI 0.5"]
    owner, _, member = name.rpartition(".")
    if owner in PUBLISHED["enums"]:
        return [] if member in PUBLISHED["enums"][owner] else [f"{owner} has no member {member}"]
    known = name in PUBLISHED["functions"] or name in PUBLISHED["enums"] or name in PUBLISHED["constants"]
    return [] if known else [f"NKI has no {name}"]


def call_complaints(call: ast.Call) -> list[str]:
    name = full_name(call.func)
    if name in PUBLISHED["functions"]:
        return argument_complaints(name, PUBLISHED["functions"][name], call)
    if (
        name is None
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in PUBLISHED["tensor_methods"]
    ):
        return argument_complaints(call.func.attr, PUBLISHED["tensor_methods"][call.func.attr], call)
    return []


def argument_complaints(name: str, signature: dict, call: ast.Call) -> list[str]:
    params, required = signature["params"], signature["params"][: signature["required"]]
    if len(call.args) > len(params):
        return [f"{name} takes {len(params)} arguments, {len(call.args)} are given"]
    keywords = [keyword.arg for keyword in call.keywords]
    given = [*params[: len(call.args)], *keywords]
    found = [f"{name} has no parameter {keyword}" for keyword in keywords if keyword not in params]
    found += [f"{name} is given {param} twice" for param in sorted(set(given)) if given.count(param) > 1]
    return found + [f"{name} lacks {param}" for param in required if param not in given]


def test_every_kernel_is_looked_at():
    assert len(KERNEL_FILES) == 8


@pytest.mark.parametrize(
    "path", [*KERNEL_FILES, BACKEND, GRID], ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_our_calls_are_in_the_common_part_of_nki_0_5_and_0_6(path):
    assert complaints(path.read_text()) == []


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("nisa.topk(a, b, c, 8)", "nki.isa.topk is not in NKI 0.5"),
        ("nl.fori_loop(0, 8, body)", "nki.language.fori_loop is not in NKI 0.5"),
        ("nl.while_loop(i, body)", "nki.language.while_loop is not in NKI 0.5"),
        ("nisa.activation(dst=a, op=nl.copy, data=b)", "nki.language.copy is not in NKI 0.5"),
        ("nisa.matmul(a, b)", "NKI has no nki.isa.matmul"),
        ("nisa.oob_mode.ignore", "nki.isa.oob_mode has no member ignore"),
        ("nisa.tensor_copy(dst=a)", "nki.isa.tensor_copy lacks src"),
        ("nisa.tensor_copy(a, b, dst=c)", "nki.isa.tensor_copy is given dst twice"),
        ("nisa.tensor_copy(a, b, mask=m)", "nki.isa.tensor_copy has no parameter mask"),
        ("nisa.max8(a, b, 'x', 1)", "nki.isa.max8 takes 3 arguments, 4 are given"),
        ("tile.ap(offset=3)", "ap lacks pattern"),
        ("tile.broadcast(0, size=3, axis=1)", "broadcast has no parameter axis"),
    ],
)
def test_a_call_that_differs_is_found(source, complaint):
    assert complaint in complaints(source)


@pytest.mark.parametrize("path", KERNEL_FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_instructions_are_called_by_keyword(path):
    """Positions have moved between releases, names have not."""
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    assert not [
        ast.unparse(call)
        for call in calls
        if (full_name(call.func) or "").startswith("nki.isa.") and call.args
    ]


# Python that NKI's compiler does not take, or is not documented to take. The shim takes all of it.
REFUSED = (
    ast.Is, ast.IsNot, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Lambda, ast.Try,
    ast.With, ast.Raise, ast.Yield, ast.Starred, ast.NamedExpr, ast.Match, ast.Global, ast.Slice,
)  # fmt: skip


def python_complaints(source: str) -> list[str]:
    found = []
    for function in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)):
        for node in ast.walk(function):
            if isinstance(node, ast.Slice) and node.step is None:
                continue
            if isinstance(node, REFUSED):
                found.append(f"{function.name}: {type(node).__name__}")
            if isinstance(node, ast.For) and not isinstance(node.target, ast.Name):
                found.append(f"{function.name}: loop over {ast.unparse(node.target)}")
        if function.args.kwonlyargs or function.args.vararg or function.args.kwarg:
            found.append(f"{function.name}: keyword-only or variable arguments")
    return found


@pytest.mark.parametrize("path", KERNEL_FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_our_kernels_keep_to_the_python_that_nki_compiles(path):
    assert python_complaints(path.read_text()) == []


@pytest.mark.parametrize(
    "body",
    [
        "return x is None",
        "return [y for y in x]",
        "for a, b in x: pass",
        "return f(*x)",
        "raise ValueError",
        "x[::2]",
    ],
)
def test_other_python_is_found(body):
    assert python_complaints(f"def kernel(x):\n    {body}")


def shim_functions():
    for module, name in ((shim.isa, "nki.isa"), (shim.language, "nki.language")):
        for attribute, value in vars(module).items():
            if f"{name}.{attribute}" in PUBLISHED["functions"] and inspect.isfunction(value):
                yield f"{name}.{attribute}", value, PUBLISHED["functions"][f"{name}.{attribute}"]
    for method, signature in PUBLISHED["tensor_methods"].items():
        yield method, getattr(NkiTensor, method), {**signature, "params": ["self", *signature["params"]]}


@pytest.mark.parametrize(("name", "function", "signature"), list(shim_functions()))
def test_the_shim_has_the_published_parameters_or_fewer(name, function, signature):
    params = list(inspect.signature(function).parameters)
    assert params == [param for param in signature["params"] if param in params]
    assert set(signature["params"][: signature["required"]]) <= set(params)


def test_the_shim_has_no_name_that_nki_lacks():
    names = [f"nki.isa.{name}" for name in shim.isa.__all__]
    names += [
        f"nki.language.{name}"
        for name, value in vars(shim.language).items()
        if isinstance(value, shim.language.Operator)
        or name in ("float32", "bfloat16", "int32", "uint32", "uint8")
    ]
    assert [complaint for name in names for complaint in name_complaints(name)] == []
