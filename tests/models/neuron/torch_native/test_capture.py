"""The graphs that torch.compile gives to its backend: one a bucket, static, KV in place, known operations."""

import platform
import sys
from dataclasses import replace

import pytest
import torch

from models.config import ExpertsConfig
from models.families import family_of
from models.neuron.bucket import Bucket
from models.neuron.inputs import step_inputs
from models.neuron.shape import NeuronShape
from models.neuron.torch_native.capture import Recorder, capture, faults, mutated
from models.neuron.torch_native.decoder import NativeDecoder
from models.neuron.torch_native.graphs import Graphs
from models.neuron.torch_native.lowering import LEGAL, has_dynamic_size, operations, stablehlo
from models.neuron.torch_native.operators import native_operators
from models.neuron.torch_native.packed import StepInputs, pack, unpack

CPU = torch.device("cpu")
BUCKETS = (Bucket(2, 1, 64), Bucket(2, 8, 64), Bucket(1, 32, 64))
# Each tests what another family of models adds to the graph.
OPTIONS = {
    "llama": {},
    "qwen2, windows": {"family": "qwen2", "attention_bias": True, "sliding_windows": (40, 0)},
    "gpt-oss": {
        "family": "gpt_oss",
        "activation": "clamped_swiglu",
        "attention_bias": True,
        "output_bias": True,
        "attention_sinks": True,
        "sliding_windows": (40, 0),
        "experts": ExpertsConfig(
            num_experts=4, num_chosen=2, intermediate_size=24, is_normalised=True, bias=True
        ),
    },
    "qwen3": {"family": "qwen3", "qk_norm": "head", "tie_embeddings": False},
    "granite": {"family": "granite", "logit_scale": 0.5, "embedding_scale": 2.0},
}
SLOW = ("qwen3", "granite", "llama")


def native(plan, device=CPU):
    generator = torch.Generator().manual_seed(0)
    shapes = family_of(plan.config).expected_tensors(plan.config)
    weights = {name: torch.randn(shape, generator=generator).mul_(0.3) for name, shape in shapes.items()}
    decoder = family_of(plan.config).decoder(plan.config, native_operators(), weights.__getitem__)
    return NativeDecoder(decoder.eval(), plan.shape.layout, device)


@pytest.fixture(
    scope="module",
    params=[pytest.param(name, marks=pytest.mark.slow if name in SLOW else ()) for name in OPTIONS],
)
def plan(request, tiny_plan, tiny_config):
    # More tokens than the candidates of sampling.
    return tiny_plan(buckets=BUCKETS, config=replace(tiny_config, vocab_size=99, **OPTIONS[request.param]))


@pytest.fixture(scope="module")
def decoder(plan):
    return native(plan)


@pytest.fixture(scope="module")
def graphs(decoder, plan):
    torch._dynamo.utils.counters.clear()
    return capture(decoder, plan.shape)


def test_each_bucket_is_one_graph_of_known_operations_and_fixed_sizes_that_writes_kv_in_place(
    graphs, decoder, plan
):
    assert list(graphs) == [*(bucket.tag for bucket in BUCKETS), "gather_blocks", "scatter_blocks"]
    assert faults(graphs, decoder) == []
    assert not torch._dynamo.utils.counters["graph_break"]
    for bucket in BUCKETS:
        (graph,) = graphs[bucket.tag]
        written = [tuple(node.meta["val"].shape) for node in mutated(graph)]
        assert written == [plan.shape.layout.layer_shape] * 2 * plan.config.num_layers


def test_every_integer_is_int32_but_those_that_topk_gives(graphs):
    for (graph,) in graphs.values():
        wide = [
            node
            for node in graph.graph.nodes
            if isinstance(node.meta.get("val"), torch.Tensor) and node.meta["val"].dtype is torch.int64
        ]
        assert all(str(node.args[0].target) == "aten.topk.default" for node in wide)


@pytest.mark.skipif(
    platform.machine() != "x86_64" or sys.platform != "linux",
    reason="torch-mlir has wheels for Linux on x86-64",
)
def test_every_graph_lowers_to_stablehlo_of_known_operations_and_fixed_sizes(graphs):
    for tag, (graph,) in graphs.items():
        text = stablehlo(graph)
        assert not has_dynamic_size(text)
        assert set(operations(text)) - LEGAL == set(), tag


def slice_by_value(x, length):
    return x[: length.item()] + 1


def test_a_size_that_depends_on_a_value_is_captured_by_torch_and_found_here(decoder):
    recorder = Recorder()
    function = torch.compile(slice_by_value, backend=recorder, fullgraph=True, dynamic=False)
    function(torch.ones(8), torch.tensor(3, dtype=torch.int32))
    found = faults({"gather": recorder.graphs}, decoder)
    assert any("depends on a value" in fault for fault in found)
    assert any("aten._local_scalar_dense.default" in fault for fault in found)


@pytest.fixture(scope="module")
def three_decodes(tiny_plan, tiny_config) -> tuple[NativeDecoder, NeuronShape, Graphs]:
    """More buckets of one family than Dynamo allows by default: 8 as it comes, and 2 here."""
    config = replace(tiny_config, num_layers=1)
    plan = tiny_plan(buckets=tuple(Bucket(batch, 1, 64) for batch in (1, 2, 3)), config=config)
    decoder = native(plan)
    graphs = Graphs(decoder, plan.shape, Recorder())
    with torch._dynamo.config.patch(recompile_limit=2):
        graphs.warm_up(lambda what, done, total: None)
    return decoder, plan.shape, graphs


def inputs_of(bucket: Bucket, shape: NeuronShape) -> StepInputs:
    return pack(bucket, step_inputs(bucket, shape.layout.block_size), shape.layout.block_size)


def test_more_buckets_than_torch_allows_by_default_are_all_there(three_decodes):
    _, shape, graphs = three_decodes
    for bucket in shape.buckets:
        assert graphs.step(bucket, inputs_of(bucket, shape))[0].shape == (bucket.batch,)


def test_a_shape_that_was_not_warmed_up_is_an_error_and_not_a_compilation(three_decodes):
    _, shape, graphs = three_decodes
    with pytest.raises(RuntimeError, match="recompile"):
        graphs.step(Bucket(11, 1, 64), inputs_of(Bucket(11, 1, 64), shape))


def test_kv_stays_where_it_was(tiny_plan):
    plan = tiny_plan(buckets=BUCKETS[:1])
    decoder = native(plan)
    graphs = Graphs(decoder, plan.shape, "aot_eager")
    before = [buffer.data_ptr() for layer in decoder.layers for buffer in (layer.k, layer.v)]
    graphs.warm_up(lambda what, done, total: None)
    inputs = inputs_of(BUCKETS[0], plan.shape)
    inputs.rows[:, 1] = 3  # the block that the token is written to
    graphs.step(BUCKETS[0], inputs)
    assert [buffer.data_ptr() for layer in decoder.layers for buffer in (layer.k, layer.v)] == before
    written = [layer.k[3, :, 0].abs().sum() for layer in decoder.layers]
    assert all(amount > 0 for amount in written)


@pytest.mark.parametrize("bucket", BUCKETS, ids=lambda bucket: bucket.tag)
def test_what_is_packed_is_unpacked(bucket):
    block_size = 4
    inputs = step_inputs(bucket, block_size)
    generator = torch.Generator().manual_seed(0)
    for name, x in inputs.items():
        if name != "sampling":
            x.copy_(torch.randint(0, 1000, x.shape, generator=generator, dtype=torch.int32))
    packed = pack(bucket, inputs, block_size)
    assert packed.rows.dtype is torch.int32
    step = unpack(packed.rows, bucket.extend)
    for name in ("positions", "block_tables", "seq_lens", "logit_rows"):
        assert torch.equal(getattr(step, name), inputs[name])
    assert torch.equal(step.blocks * block_size + step.offsets, inputs["slot_mapping"])
