"""The emulation has the signatures, the order of calls and the errors of neuronx_distributed."""

import inspect
import json
from pathlib import Path

import pytest
import torch
from torch import nn

from models.neuron.nxd.emulation import builder, compiler, nxd_model, tracing
from models.neuron.nxd.emulation.builder import ModelBuilder, NxDParallelState
from models.neuron.nxd.emulation.collectives import EmulatedGroup
from models.neuron.nxd.emulation.nxd_model import NxDModel

SIGNATURES = json.loads((Path(__file__).parents[3] / "data" / "neuronx_distributed.json").read_text())
OWNERS = {"ModelBuilder": builder.ModelBuilder, "NxDModel": nxd_model.NxDModel}
# What our code does not call is not emulated.
NOT_EMULATED = {
    "NxDModel.convert_dict_to_ordered_list",
    "NxDModel.get_hlo",
    "NxDModel.get_metaneff",
}


def emulated(symbol: str):
    owner, _, name = symbol.rpartition(".")
    if not owner:
        return {"trace": tracing.trace, "compile": compiler.compile}[symbol]
    return getattr(OWNERS[owner], name)


@pytest.mark.parametrize("symbol", sorted(SIGNATURES["symbols"].keys() - NOT_EMULATED))
def test_signatures_are_the_published_ones(symbol):
    published = SIGNATURES["symbols"][symbol]
    parameters = [p for p in inspect.signature(emulated(symbol)).parameters.values() if p.name != "self"]
    positional = [p for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    assert [p.name for p in positional] == [name for name in published["params"] if name != "cls"]
    assert [p.name for p in parameters if p.kind is p.KEYWORD_ONLY] == published["kwonly"]
    assert any(p.kind is p.VAR_POSITIONAL for p in parameters) == published["varargs"]
    assert any(p.kind is p.VAR_KEYWORD for p in parameters) == published["varkw"]
    defaults = {p.name: repr(p.default) for p in parameters if p.default is not p.empty}
    assert defaults == published["defaults"]


class Counter(nn.Module):
    """A state that each call adds to, a weight that scales it, and a second kind of call."""

    def __init__(self):
        super().__init__()
        self.register_buffer("total", torch.zeros(4))
        self.scale = nn.Parameter(torch.ones(4), requires_grad=False)

    def forward(self, x=None, y=None):
        if x is not None:
            self.total = self.total + x.sum(dim=0)
            return self.total * self.scale
        self.total = self.total * 2
        return self.total + y, self.scale + 0


def build(tmp_path, module=None, **inputs) -> NxDModel:
    traced = ModelBuilder(module or Counter())
    for tag, kwargs in (inputs or {"add": {"x": torch.zeros(2, 4)}}).items():
        traced.trace(kwargs=kwargs, tag=tag)
    return traced.compile(compiler_workdir=tmp_path)


@pytest.fixture
def model(tmp_path) -> NxDModel:
    """Two graphs of one shape, and one of another signature's part."""
    made = build(
        tmp_path,
        add={"x": torch.zeros(2, 4)},
        add_again={"x": torch.zeros(2, 4)},
        double={"y": torch.zeros(4)},
    )
    made.set_weights([{"scale": torch.full((4,), 3.0)}])
    return made


ONES = torch.ones(2, 4)


def test_states_start_as_zeros_and_are_shared_by_all_graphs(model):
    model.to_neuron()
    assert model.read_from_neuron_buffer("total", 0).tolist() == [0.0] * 4
    assert model(x=ONES, model_name="add").tolist() == [6.0] * 4
    total, scale = model(y=torch.zeros(4), model_name="double")
    assert total.tolist() == [4.0] * 4
    assert scale.tolist() == [3.0] * 4
    assert model(x=ONES, model_name="add_again").tolist() == [18.0] * 4


def test_a_saved_model_is_loaded_with_its_graphs_and_without_weights(model, tmp_path):
    model.save(str(tmp_path / "model.pt"))
    loaded = NxDModel.load(str(tmp_path / "model.pt"))
    assert loaded.get_available_keys() == model.get_available_keys()
    assert loaded.get_neff("add") == model.get_neff("add")
    with pytest.raises(RuntimeError, match="Model not initialized"):
        loaded(x=ONES, model_name="add")
    loaded.set_weights([{"scale": torch.full((4,), 5.0)}])
    loaded.to_neuron()
    assert loaded(x=ONES, model_name="add").tolist() == [10.0] * 4


def test_a_file_that_was_not_saved_by_it_is_refused(tmp_path):
    torch.save({"a": 1}, tmp_path / "other.pt")
    with pytest.raises(ValueError, match=r"not produced with the NxDModel\.save method"):
        NxDModel.load(str(tmp_path / "other.pt"))
    with pytest.raises(ValueError, match="does not exist"):
        NxDModel.load(str(tmp_path / "none.pt"))


def test_forward_before_to_neuron(model):
    with pytest.raises(RuntimeError, match="Model not initialized"):
        model(x=ONES, model_name="add")


def test_reading_before_to_neuron(model):
    with pytest.raises(AssertionError, match="loaded on neuron"):
        model.read_from_neuron_buffer("total", 0)


def test_a_shape_that_no_graph_has(model):
    model.to_neuron()
    with pytest.raises(KeyError, match=r"\(x: \[3, 4\]\)"):
        model(x=torch.ones(3, 4), model_name="add")


def test_a_shape_of_several_graphs_wants_a_name(model):
    model.to_neuron()
    with pytest.raises(AssertionError, match="2 possible routes"):
        model(x=ONES)


def test_a_name_that_is_not_the_shapes(model):
    model.to_neuron()
    with pytest.raises(AssertionError, match="Found double but got add"):
        model(y=torch.ones(4), model_name="add")


def test_weights_are_set_before_loading(model):
    model.to_neuron()
    with pytest.raises(ValueError, match="replace_weights"):
        model.set_weights([{}])


def test_replacing_weights_loses_the_states(model):
    model.to_neuron()
    model(x=ONES, model_name="add")
    model.replace_weights([{"scale": torch.ones(4)}])
    assert model.read_from_neuron_buffer("total", 0).tolist() == [0.0] * 4


def test_buffers_are_read_and_written_whole(model):
    model.to_neuron()
    model.write_to_neuron_buffer(torch.arange(4, dtype=torch.float64), "total", 0)
    assert model.read_from_neuron_buffer("total", 0).dtype is torch.float32
    assert model(x=ONES, model_name="add").tolist() == [6.0, 9.0, 12.0, 15.0]
    with pytest.raises(KeyError, match="Cannot write tensor of shape"):
        model.write_to_neuron_buffer(torch.zeros(5), "total", 0)
    with pytest.raises(KeyError, match="Could not find neuron buffer: other"):
        model.read_from_neuron_buffer("other", 0)


def test_a_weight_that_is_missing(tmp_path):
    model = build(tmp_path)
    model.set_weights([{}])
    with pytest.raises(RuntimeError, match="rank 0 has no weight scale"):
        model.to_neuron()


def test_an_operation_in_place_is_refused(tmp_path):
    class InPlace(Counter):
        def forward(self, x=None):
            self.total.add_(x.sum(dim=0))
            return self.total * self.scale

    with pytest.raises(RuntimeError, match="in place"):
        build(tmp_path, InPlace())


def test_a_state_keeps_its_shape(tmp_path):
    class Growing(Counter):
        def forward(self, x=None):
            self.total = torch.cat((self.total, x[0]))
            return self.total * 2

    with pytest.raises(RuntimeError, match=r"is assigned torch.float32 \[8\]"):
        build(tmp_path, Growing())


def test_defaults_may_only_be_none(tmp_path):
    class WithDefault(Counter):
        def forward(self, x=None, y=1):
            return x * y

    with pytest.raises(ValueError, match="non-None default"):
        build(tmp_path, WithDefault())


def test_a_damaged_neff_is_not_loaded(tmp_path):
    traced = ModelBuilder(Counter()).trace(kwargs={"x": ONES}, tag="add")
    path = tmp_path / "graph.neff"
    path.write_bytes(b"{}")
    model = NxDModel(1)
    model.add("add", traced.trace_artifacts_collection["add"], compiler.CompilationArtifacts(str(path)))
    model.set_weights([{"scale": torch.ones(4)}])
    with pytest.raises(RuntimeError, match="NEFF of add is invalid"):
        model.to_neuron()


def test_outputs_on_the_device_are_the_next_calls_inputs(model):
    model.to_neuron()
    (total,) = model(x=[ONES], model_name="add", forward_mode="async")
    doubled, _ = model(y=total, model_name="double", forward_mode="ranked")
    assert doubled[0].cpu().tolist() == [4.0 + 6.0] * 4


class Sharded(nn.Module):
    """Adds up what the ranks' weights make of x, and keeps each rank's own part."""

    def __init__(self, group):
        super().__init__()
        self.group = group
        self.register_buffer("own", torch.zeros(2))
        self.weight = nn.Parameter(torch.zeros(2), requires_grad=False)

    def forward(self, x=None):
        self.own = self.own + x * self.weight
        return self.group.all_reduce(self.own), self.group.all_gather(self.own, 0)


def test_ranks_have_their_own_weights_and_states_and_meet_in_collectives(tmp_path):
    with NxDParallelState(world_size=2, tensor_model_parallel_size=2):
        traced = ModelBuilder(Sharded(EmulatedGroup(2))).trace(kwargs={"x": torch.zeros(2)}, tag="step")
    model = traced.compile(compiler_workdir=tmp_path)
    model.set_weights([{"weight": torch.tensor([1.0, 2.0])}, {"weight": torch.tensor([10.0, 20.0])}])
    model.to_neuron()
    total, gathered = model(x=torch.ones(2), model_name="step")
    assert total.tolist() == [11.0, 22.0]
    assert gathered.tolist() == [1.0, 2.0, 10.0, 20.0]
    by_rank = model(x=[torch.ones(2), torch.zeros(2)], model_name="step", forward_mode="ranked_to_cpu")
    assert [x.tolist() for x in by_rank[1]] == [[2.0, 4.0, 10.0, 20.0]] * 2
    assert model.read_from_neuron_buffer("own", 1).tolist() == [10.0, 20.0]
