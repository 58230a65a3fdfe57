"""The graphs that are compiled: strict, static, of known operators, and those that were reviewed."""

import json
import operator
import os
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from kernels.neuron.switches import NeuronKernels
from models.neuron.bucket import Bucket
from models.neuron.nxd.backend import load_backend
from models.neuron.nxd.compile import graph_inputs, graph_module, ranks_of
from models.neuron.nxd.functional import WithStates, export
from models.neuron.nxd.graph_text import fingerprint, graph_text, operator_counts

BUCKETS = (Bucket(1, 1, 64), Bucket(2, 8, 64), Bucket(1, 32, 64))
FINGERPRINTS = Path(__file__).parents[3] / "data" / "neuron_graphs.json"
# To review a change of the graphs: run all of this file's tests with this variable set, and look at what git
# says of the file.
UPDATE = "TENURE_UPDATE_FINGERPRINTS"

# What neuronx-cc is asked to compile. Add to it only what torch-xla lowers without a custom call.
ALLOWED = {
    *("add", "sub", "mul", "div", "pow", "rsqrt", "exp", "abs", "silu", "softmax", "square"),
    *("linear", "matmul", "mean", "sum", "amax", "amin", "any", "topk"),
    *("eq", "gt", "ge", "lt", "le", "where", "__and__", "__or__", "bitwise_and", "bitwise_not"),
    *("bitwise_right_shift", "arange", "ones_like", "zeros_like", "to", "cat", "stack", "chunk", "split"),
    *("split_with_sizes", "slice", "select", "index_select", "index_put", "embedding", "view", "reshape"),
    *("flatten", "unsqueeze", "permute", "transpose", "expand", "clone", "contiguous", "alias", "narrow"),
}
KERNELS = {f"tenure_nki.{name}.default" for name in NeuronKernels.parse("all").names}
COLLECTIVES = {"emulated_neuron.all_reduce.default", "emulated_neuron.all_gather.default"}


@pytest.fixture(scope="module")
def exported(tiny_plan):
    """Exports every graph of a decoder, by tag: (tp=1, config=...)."""
    made = {}

    def export_all(name, **options):
        if name not in made:
            made[name] = export_plan(tiny_plan(buckets=BUCKETS, **options))
        return made[name]

    return export_all


def export_plan(plan):
    backend, shapes = load_backend(emulate=True), plan.sharding.shapes
    with ranks_of(plan, backend):
        module = graph_module(plan, backend, lambda name: torch.zeros(shapes[name]))
    return {
        tag: export(WithStates(module, module.state_names), inputs, strict=True)
        for tag, inputs in graph_inputs(plan.shape).items()
    }


def variants(config):
    return {
        "llama": {},
        "llama, tp 2": {"tp": 2},
        "qwen3": {"config": replace(config, family="qwen3", qk_norm="head", tie_embeddings=False)},
        "qwen2": {"config": replace(config, family="qwen2", attention_bias=True)},
        "mistral": {"config": replace(config, family="mistral", sliding_windows=(40, 0))},
        "llama, all kernels": {
            "config": replace(config, vocab_size=128),
            "kernels": NeuronKernels.parse("all"),
        },
    }


# One core has fewer operators than two; the other families are the same decoder with an option more.
OTHERS = ("llama", "qwen3", "qwen2", "mistral")
NAMES = ("llama, tp 2", "llama, all kernels")


@pytest.fixture(params=[*NAMES, *(pytest.param(name, marks=pytest.mark.slow) for name in OTHERS)])
def name(request):
    return request.param


@pytest.fixture
def graphs(name, exported, tiny_config):
    return exported(name, **variants(tiny_config)[name])


def test_every_operator_is_one_that_the_compiler_is_known_to_take(graphs):
    for tag, program in graphs.items():
        names = {name for name in operator_counts(program) if name not in COLLECTIVES | KERNELS}
        unknown = {name for name in names if "getitem" not in name and name.split(".")[1] not in ALLOWED}
        assert unknown == set(), tag


def test_nothing_is_changed_in_place_and_no_size_is_dynamic(graphs):
    for program in graphs.values():
        assert not program.range_constraints
        for node in program.graph.nodes:
            schema = getattr(node.target, "_schema", None)
            assert schema is None or not schema.is_mutable


def test_inputs_are_int32_or_float(graphs):
    for program in graphs.values():
        for node in program.graph.find_nodes(op="placeholder"):
            if node.name in program.graph_signature.user_inputs:
                assert node.meta["val"].dtype in (torch.int32, torch.float32)


def test_every_graph_assigns_every_block_of_kv(graphs):
    """A buffer that one graph leaves alone would be a weight of it, and a state of the others."""
    for program in graphs.values():
        (output,) = program.graph.find_nodes(op="output")
        states = output.args[0][-4:]
        for node in states:
            source = node.args[0] if node.target is operator.getitem else node
            assert str(source.target) in ("aten.index_put.default", "tenure_nki.kv_write.default")


def test_a_step_with_all_kernels_has_a_node_for_each_call(exported, tiny_config):
    graphs = exported("llama, all kernels", **variants(tiny_config)["llama, all kernels"])
    layers = tiny_config.num_layers
    attention = {"step_b1_e1_c64": "decode_attention", "step_b2_e8_c64": "extend_attention"}
    for tag, name in attention.items():
        counts = operator_counts(graphs[tag])
        assert {op.split(".")[1]: n for op, n in counts.items() if op in KERNELS} == {
            "rms_norm": 2 * layers + 1,
            "rotary": 2 * layers,
            "kv_write": layers,
            name: layers,
            "swiglu_mlp": layers,
            "top_k": 1,
        }


def test_the_text_of_a_graph_does_not_depend_on_when_it_was_made(exported, tiny_plan):
    first = exported("llama, tp 2", tp=2)
    again = export_plan(tiny_plan(buckets=BUCKETS[:1], tp=2))
    assert {tag: graph_text(p) for tag, p in again.items()} == {tag: graph_text(first[tag]) for tag in again}


def test_the_graphs_are_those_that_were_reviewed(graphs, name):
    """A changed graph costs a compilation on every machine: it should be meant."""
    found = {tag: fingerprint(program) for tag, program in graphs.items()}
    reviewed = json.loads(FINGERPRINTS.read_text())
    if os.environ.get(UPDATE):
        reviewed = {"torch": torch.__version__, "graphs": reviewed["graphs"] | {name: found}}
        FINGERPRINTS.write_text(json.dumps(reviewed, indent=1) + "\n")
    if reviewed["torch"] != torch.__version__:
        pytest.skip(f"the fingerprints are of torch {reviewed['torch']}; export differs between versions")
    assert found == reviewed["graphs"][name], f"If it is meant, see {UPDATE} above, and commit the file."
