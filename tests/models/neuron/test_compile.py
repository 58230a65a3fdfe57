"""Tracing, the cache, and the workers that compile, with the emulated compiler."""

from dataclasses import replace

import pytest

from kernels.neuron.switches import NO_KERNELS, NeuronKernels
from models.compile import CompileOptions, compile_plan
from models.errors import ArtifactsMissing, CompileError
from models.neuron.artifact_cache import ArtifactCache
from models.neuron.backend import load_backend
from models.neuron.bucket import Bucket
from models.neuron.compile_worker import GRAPH
from models.neuron.emulation.builder import ModelBuilder

BUCKETS = (Bucket(1, 1, 64), Bucket(1, 8, 64))
TAGS = {"step_b1_e1_c64", "step_b1_e8_c64", "gather_blocks", "scatter_blocks"}


@pytest.fixture
def compile_tiny(tiny_plan, tmp_path):
    """Compiles the tiny plan into one cache: (**options) -> Compiled."""

    def run(progress=lambda what, done, total: None, kernels=NO_KERNELS, versions=(), **options):
        cache = ArtifactCache(tmp_path / "cache")
        backend = load_backend(emulate=True)
        backend = replace(backend, versions=(*backend.versions, *versions))
        plan = tiny_plan(buckets=BUCKETS, kernels=kernels)
        return compile_plan(plan, backend, cache, CompileOptions(**options), progress)

    return run


@pytest.fixture
def traced(monkeypatch) -> list[str]:
    """The tags that are traced from now on."""
    tags: list[str] = []
    trace = ModelBuilder.trace

    def counted(self, **options):
        tags.append(options["tag"])
        return trace(self, **options)

    monkeypatch.setattr(ModelBuilder, "trace", counted)
    return tags


def test_a_second_run_neither_compiles_nor_traces(compile_tiny, traced):
    first = compile_tiny()
    assert (first.num_traced, first.num_compiled) == (4, 4)
    assert first.nxd_model.get_available_keys() == set(traced) == TAGS
    traced.clear()
    second = compile_tiny(may_compile=False)
    assert (second.num_traced, second.num_compiled) == (0, 0)
    assert traced == []
    assert second.nxd_model.get_available_keys() == TAGS


def test_without_a_saved_model_the_graphs_are_traced_and_found(compile_tiny, tmp_path, traced):
    """As after a change of code that leaves the graphs as they were."""
    compile_tiny()
    for saved in tmp_path.glob("cache/*/model.pt"):
        saved.unlink()
    again = compile_tiny(may_compile=False)
    assert (again.num_traced, again.num_compiled) == (4, 0)
    traced.clear()
    assert compile_tiny().num_traced == 0
    assert traced == []


def test_a_saved_model_that_is_damaged_is_made_anew(compile_tiny, tmp_path):
    compile_tiny()
    (saved,) = tmp_path.glob("cache/*/model.pt")
    saved.write_bytes(b"cut sho")
    again = compile_tiny()
    assert (again.num_traced, again.num_compiled) == (4, 0)
    assert compile_tiny().num_traced == 0


def test_other_versions_or_kernels_are_another_model(compile_tiny):
    compile_tiny()
    assert compile_tiny(versions=(("neuronx-cc", "0"),)).num_compiled == 4
    # The graphs that read and write KV by block call no kernel; but their key holds the kernels' source.
    assert compile_tiny(kernels=NeuronKernels.parse("rotary")).num_compiled == 4


def test_a_variable_that_changes_what_is_traced_is_part_of_the_recipe(compile_tiny, monkeypatch):
    compile_tiny()
    monkeypatch.setenv("XLA_FLAGS", "--xla_dump_to=/dev/null")
    again = compile_tiny()
    assert (again.num_traced, again.num_compiled) == (4, 0)


def test_progress_counts_traces_and_compilations(compile_tiny):
    seen = []
    compile_tiny(progress=lambda what, done, total: seen.append((what.partition(":")[0], done, total)))
    assert ("trace", 4, 4) in seen
    assert ("compile", 0, 4) in seen
    assert ("compile", 4, 4) in seen


def test_what_is_missing_is_named_where_nothing_may_be_compiled(compile_tiny):
    with pytest.raises(ArtifactsMissing) as raised:
        compile_tiny(may_compile=False)
    assert set(raised.value.graphs) == TAGS
    assert "step_b1_e8_c64 (missing)" in str(raised.value)
    assert "tenure compile" in str(raised.value)


def test_a_damaged_artifact_is_named_and_made_anew(compile_tiny, tmp_path):
    compile_tiny()
    (damaged,) = list(tmp_path.glob("cache/*/graph.neff"))[:1]
    damaged.write_bytes(b"cut sho")
    for saved in tmp_path.glob("cache/*/model.pt"):  # it has its own copy of every graph
        saved.unlink()
    with pytest.raises(ArtifactsMissing, match=r"1 compiled graphs .* \(damaged\)"):
        compile_tiny(may_compile=False)
    assert compile_tiny().num_compiled == 1


def test_a_compiler_that_takes_too_long_is_stopped(compile_tiny, tmp_path):
    with pytest.raises(CompileError, match=r"longer than 0.001 s .* --compile-timeout"):
        compile_tiny(timeout_s=0.001)
    assert list(tmp_path.glob("cache/*/graph.neff")) == []


def test_a_compiler_that_fails_shows_the_end_of_its_log(compile_tiny, monkeypatch):
    monkeypatch.setattr("models.compile.GRAPH", f"not {GRAPH}")
    with pytest.raises(CompileError, match=r"failed with exit code 1:\n(.*\n)*.*graph.hlo"):
        compile_tiny()
