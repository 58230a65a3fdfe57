"""The graphs that torch.compile gives to its backend: one a bucket, static, KV in place, known operations."""

import platform
import sys
from dataclasses import replace

import pytest
import torch
from torch._subclasses.fake_tensor import FakeTensorDeviceMismatchError

from kernels.neuron.backend import LOGICAL_NC_CONFIG, simulate
from kernels.neuron.switches import NO_KERNELS, NeuronKernels
from kernels.top_k.cases import CASES as TOP_K
from kernels.top_k.neuron import top_k as neuron_top_k
from models.config import ExpertsConfig
from models.errors import CompileError
from models.families import family_of
from models.neuron.bucket import Bucket
from models.neuron.inputs import step_inputs
from models.neuron.shape import NeuronShape
from models.neuron.torch_native.capture import Recorder, capture, faults, mutated, operators
from models.neuron.torch_native.compile import without_weights
from models.neuron.torch_native.decoder import NativeDecoder
from models.neuron.torch_native.fake_device import fake_device
from models.neuron.torch_native.graphs import Graphs
from models.neuron.torch_native.kernels import is_kernel, top_k
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


@pytest.fixture(scope="module")
def on_a_fake_device(tiny_plan, tiny_config):
    """The captured graphs of a plan without weights or memory, by the kernels that they call."""

    def graphs_of(kernels):
        config = replace(tiny_config, num_layers=1, vocab_size=99)
        plan = tiny_plan(buckets=BUCKETS[:1], config=config, kernels=kernels)
        with fake_device() as device:
            decoder = without_weights(plan, device)
            assert decoder.layers[0].k.device.type == device.type
            captured = capture(decoder, plan.shape)
            return captured, faults(captured, decoder)

    return graphs_of


def test_graphs_of_a_device_without_content_are_those_of_the_cpu(on_a_fake_device, tiny_plan, tiny_config):
    fakes, found = on_a_fake_device(NO_KERNELS)
    plan = tiny_plan(buckets=BUCKETS[:1], config=replace(tiny_config, num_layers=1, vocab_size=99))
    reals = capture(native(plan), plan.shape)
    assert found == []
    assert {tag: operators(graph) for tag, (graph,) in fakes.items()} == {
        tag: operators(graph) for tag, (graph,) in reals.items()
    }


def test_a_tensor_that_was_left_on_the_cpu_is_refused_on_a_fake_device(tiny_plan, tiny_config):
    plan = tiny_plan(buckets=BUCKETS[:1], config=replace(tiny_config, num_layers=1, vocab_size=99))
    with fake_device() as device:
        decoder = without_weights(plan, device)
        with pytest.raises(FakeTensorDeviceMismatchError, match="neuron"):
            torch.ones(3, device=device) + torch.ones(3)
        # As if it had not been moved with the others.
        name, weight = next((n, p) for n, p in decoder.decoder.named_buffers() if "norm" in n)
        owner = decoder.decoder.get_submodule(name.rpartition(".")[0])
        setattr(owner, name.rpartition(".")[2], torch.empty(weight.shape))
        with pytest.raises(CompileError, match=r"Compiling step_b2_e1_c64 failed: [\s\S]*device"):
            capture(decoder, plan.shape)


def test_an_nki_kernel_is_one_node_of_the_graph_that_takes_the_sorts_place(on_a_fake_device):
    captured, found = on_a_fake_device(NeuronKernels(top_k=True))
    assert found == []
    (graph,) = captured[BUCKETS[0].tag]
    (kernel,) = (node for node in graph.graph.nodes if is_kernel(node))
    assert [tuple(x.shape) for x in kernel.meta["val"]] == [(2, 65), (2, 65)]
    assert not operators(graph)["topk"]
    text = stablehlo(graph)
    assert "stablehlo.sort" not in text
    assert set(operations(text)) - LEGAL == set()


@pytest.mark.parametrize("case", TOP_K, ids=lambda case: case.name)
def test_the_fake_of_a_kernel_and_its_fallback_are_of_one_shape_and_the_fallback_is_the_kernel(case):
    logits, k = case.inputs()
    torch.library.opcheck(top_k, (logits, k), test_utils=("test_schema", "test_faketensor"))
    values, ids = top_k(logits, k)
    kernel_values, kernel_ids = simulate(neuron_top_k, "trn2", LOGICAL_NC_CONFIG["trn2"])(logits, k)
    is_allowed = values > -torch.inf  # what the kernel says of the others has no meaning
    assert torch.equal(values, kernel_values)
    assert torch.equal(ids[is_allowed], kernel_ids[is_allowed])


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


@pytest.mark.slow  # three_decodes asks the same of a lower limit
def test_the_ninth_bucket_is_there(tiny_plan, tiny_config):
    buckets = tuple(Bucket(batch, 1, 64) for batch in range(1, 10))
    plan = tiny_plan(buckets=buckets, config=replace(tiny_config, num_layers=1))
    decoder = native(plan)
    assert torch._dynamo.config.recompile_limit == 8
    graphs = capture(decoder, plan.shape)
    assert faults(graphs, decoder) == []
    assert len(graphs) == 9 + 2


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
