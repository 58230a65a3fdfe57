"""A bundle holds every graph that was compiled, and a start that may not compile takes them all from it."""

from __future__ import annotations

import pytest
import torch

from models.errors import CompileError
from models.neuron.artifact_cache import ArtifactCache
from models.neuron.shared_cache import SharedCache
from models.neuron.torch_native.bundle import BundleSource, bundled
from models.neuron.torch_native.compile import without_weights
from models.neuron.torch_native.graphs import Graphs

CPU = torch.device("cpu")


@pytest.fixture
def source(tiny_plan) -> BundleSource:
    return BundleSource.of(tiny_plan(), "cpu", "inductor")


def test_what_graphs_follow_from_is_in_the_key(tiny_plan, tiny_config, source):
    assert source.key == BundleSource.of(tiny_plan(), "cpu", "inductor").key
    assert source.key != BundleSource.of(tiny_plan(), "cpu", "neuron").key
    assert "1 threads" in source.device
    assert source.key != BundleSource.of(tiny_plan(), "cpu", "inductor", num_threads=2).key
    assert source.key != BundleSource.of(tiny_plan(tp=2), "cpu", "inductor").key


def test_a_missing_and_a_damaged_bundle_are_refused_with_the_command(source, tmp_path):
    cache = SharedCache(ArtifactCache(tmp_path), None, pushes=False)
    missing = pytest.raises(CompileError, match=r"are missing in .* Make them with `make it`")
    with missing, bundled(source, cache, command="make it"):
        pass
    (tmp_path / "file").write_bytes(b"bundle")
    cache.own.add(source, tmp_path / "file")
    cache.own.path(source).write_bytes(b"bundl")
    with pytest.raises(CompileError, match=r"are damaged in"), bundled(source, cache, command="make it"):
        pass


@pytest.mark.filterwarnings("ignore:.*torch.jit:DeprecationWarning")  # of Inductor itself
@pytest.mark.slow  # Inductor compiles three graphs
def test_a_start_that_may_not_compile_takes_all_graphs_from_the_bundle(
    tiny_plan, source, tmp_path, monkeypatch
):
    cache = SharedCache(ArtifactCache(tmp_path / "kept"), None, pushes=False)
    for machine, command in (("one", None), ("another", "make it")):  # with nothing of Inductor's in common
        monkeypatch.setenv("TORCHINDUCTOR_CACHE_DIR", str(tmp_path / machine))
        torch._dynamo.reset()
        with bundled(source, cache, command=command):
            Graphs(without_weights(tiny_plan(), CPU), tiny_plan().shape, "inductor").warm_up(lambda *_: None)
    # Other graphs are not in it, and that is said, not passed over.
    monkeypatch.setenv("TORCHINDUCTOR_CACHE_DIR", str(tmp_path / "third"))
    torch._dynamo.reset()
    refusal = pytest.raises(CompileError, match=r"1 graphs were compiled that .* has not")
    with refusal, bundled(source, cache, command="make it"):
        torch.compile(lambda x: x * 3 + 1)(torch.ones(7))
