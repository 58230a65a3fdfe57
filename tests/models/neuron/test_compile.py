"""Tracing, the cache, and the workers that compile, with the emulated compiler."""

import pytest

from models.compile import CompileOptions, compile_plan
from models.errors import ArtifactsMissing, CompileError
from models.neuron.artifact_cache import ArtifactCache
from models.neuron.backend import load_backend
from models.neuron.bucket import Bucket
from models.neuron.compile_worker import GRAPH

BUCKETS = (Bucket(1, 1, 64), Bucket(1, 8, 64))
TAGS = {"step_b1_e1_c64", "step_b1_e8_c64", "gather_blocks", "scatter_blocks"}


@pytest.fixture
def compile_tiny(tiny_plan, tmp_path):
    """Compiles the tiny plan into one cache: (**options) -> Compiled."""

    def run(progress=lambda what, done, total: None, **options):
        cache = ArtifactCache(tmp_path / "cache")
        backend = load_backend(emulate=True)
        return compile_plan(tiny_plan(buckets=BUCKETS), backend, cache, CompileOptions(**options), progress)

    return run


def test_a_second_run_compiles_nothing(compile_tiny):
    first = compile_tiny()
    assert first.num_compiled == 4
    assert first.nxd_model.get_available_keys() == TAGS
    second = compile_tiny(may_compile=False)
    assert second.num_compiled == 0
    assert second.nxd_model.get_available_keys() == TAGS


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
