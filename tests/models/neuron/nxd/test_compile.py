"""Tracing, the cache, and the workers that compile, with the emulated compiler."""

import shutil
import sys
from dataclasses import replace
from functools import partial

import pytest

from kernels.neuron.switches import NO_KERNELS, NeuronKernels
from models.errors import ArtifactsMissing, CompileError
from models.neuron.artifact_cache import ArtifactCache
from models.neuron.bucket import Bucket
from models.neuron.nxd.backend import load_backend
from models.neuron.nxd.compile import CompileOptions, compile_plan
from models.neuron.nxd.compile_worker import GRAPH
from models.neuron.nxd.emulation.builder import ModelBuilder

pytestmark = pytest.mark.usefixtures("trace_once")

BUCKETS = (Bucket(1, 8, 64),)
TAGS = {"step_b1_e8_c64", "gather_blocks", "scatter_blocks"}


@pytest.fixture(scope="module")
def compile_into(tiny_plan, trace_once):
    """Compiles the tiny plan into a cache: (directory, **options) -> Compiled."""

    def run(directory, progress=lambda what, done, total: None, kernels=NO_KERNELS, versions=(), **options):
        backend = load_backend(emulate=True)
        backend = replace(backend, versions=(*backend.versions, *versions))
        plan = tiny_plan(buckets=BUCKETS, kernels=kernels)
        return compile_plan(plan, backend, ArtifactCache(directory), CompileOptions(**options), progress)

    return run


@pytest.fixture
def compile_tiny(compile_into, tmp_path):
    """The same into this test's cache: (**options) -> Compiled."""
    return partial(compile_into, tmp_path / "cache")


@pytest.fixture(scope="module")
def compiled_once(compile_into, tmp_path_factory):
    directory = tmp_path_factory.mktemp("compiled") / "cache"
    compile_into(directory)
    return directory


@pytest.fixture
def recompile_tiny(compiled_once, compile_tiny, tmp_path):
    """Like compile_tiny, where everything has been compiled before."""
    shutil.copytree(compiled_once, tmp_path / "cache")
    return compile_tiny


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
    assert (first.num_traced, first.num_compiled) == (3, 3)
    assert first.nxd_model.get_available_keys() == set(traced) == TAGS
    traced.clear()
    second = compile_tiny(may_compile=False)
    assert (second.num_traced, second.num_compiled) == (0, 0)
    assert traced == []
    assert second.nxd_model.get_available_keys() == TAGS


def test_without_a_saved_model_the_graphs_are_traced_and_found(recompile_tiny, tmp_path, traced):
    """As after a change of code that leaves the graphs as they were."""
    for saved in tmp_path.glob("cache/*/model.pt"):
        saved.unlink()
    again = recompile_tiny(may_compile=False)
    assert (again.num_traced, again.num_compiled) == (3, 0)
    traced.clear()
    assert recompile_tiny().num_traced == 0
    assert traced == []


def test_a_saved_model_that_is_damaged_is_made_anew(recompile_tiny, tmp_path):
    (saved,) = tmp_path.glob("cache/*/model.pt")
    saved.write_bytes(b"cut sho")
    again = recompile_tiny()
    assert (again.num_traced, again.num_compiled) == (3, 0)
    assert recompile_tiny().num_traced == 0


def test_other_versions_or_kernels_are_another_model(recompile_tiny):
    assert recompile_tiny(versions=(("neuronx-cc", "0"),)).num_compiled == 3
    # The graphs that read and write KV by block call no kernel; but their key holds the kernels' source.
    assert recompile_tiny(kernels=NeuronKernels.parse("rotary")).num_compiled == 3


def test_a_variable_that_changes_what_is_traced_is_part_of_the_recipe(recompile_tiny, monkeypatch):
    monkeypatch.setenv("XLA_FLAGS", "--xla_dump_to=/dev/null")
    again = recompile_tiny()
    assert (again.num_traced, again.num_compiled) == (3, 0)


def test_progress_counts_traces_and_compilations(compile_tiny):
    seen = []
    compile_tiny(progress=lambda what, done, total: seen.append((what.partition(":")[0], done, total)))
    assert ("trace", 3, 3) in seen
    assert ("compile", 0, 3) in seen
    assert ("compile", 3, 3) in seen


def test_what_is_missing_is_named_where_nothing_may_be_compiled(compile_tiny):
    with pytest.raises(ArtifactsMissing) as raised:
        compile_tiny(may_compile=False)
    assert set(raised.value.graphs) == TAGS
    assert "step_b1_e8_c64 (missing)" in str(raised.value)
    assert "tenure compile" in str(raised.value)


def test_a_damaged_artifact_is_named_and_made_anew(recompile_tiny, tmp_path):
    (damaged,) = list(tmp_path.glob("cache/*/graph.neff"))[:1]
    damaged.write_bytes(b"cut sho")
    for saved in tmp_path.glob("cache/*/model.pt"):  # it has its own copy of every graph
        saved.unlink()
    with pytest.raises(ArtifactsMissing, match=r"1 compiled graphs .* \(damaged\)"):
        recompile_tiny(may_compile=False)
    assert recompile_tiny().num_compiled == 1


def test_a_compiler_that_takes_too_long_is_stopped(compile_tiny, tmp_path, monkeypatch):
    slow = tmp_path / "slow-compiler"  # ours may be done before a busy machine looks at the clock
    slow.write_text("#!/bin/sh\nexec sleep 600\n")
    slow.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(slow))
    with pytest.raises(CompileError, match=r"longer than 0.001 s .* --compile-timeout"):
        compile_tiny(timeout_s=0.001)
    assert list(tmp_path.glob("cache/*/graph.neff")) == []


def test_a_compiler_that_fails_shows_the_end_of_its_log(compile_tiny, monkeypatch):
    monkeypatch.setattr("models.neuron.nxd.compile.GRAPH", f"not {GRAPH}")
    with pytest.raises(CompileError, match=r"failed with exit code 1:\n(.*\n)*.*graph.hlo"):
        compile_tiny()
