"""Compiled graphs from another machine: over a shared disk, memory, and a server that speaks S3 over HTTP."""

import socket
import threading
import uuid
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import fsspec
import pytest

from models.errors import ArtifactsMissing, CompileError, RemoteCacheError
from models.neuron.artifact_cache import MANIFEST, ArtifactCache, GraphSource
from models.neuron.bucket import Bucket
from models.neuron.nxd.backend import load_backend
from models.neuron.nxd.compile import CompileOptions, compile_plan
from models.neuron.remote_cache import RemoteCache

SOURCE = GraphSource(
    tag="step_b1_e1_c512",
    graph_sha256="ab" * 32,
    kernels_sha256="",
    flags="-O1",
    versions=(("neuronx-cc", "2.26"),),
)
NUM_GRAPHS = 4

pytestmark = pytest.mark.usefixtures("trace_once")


@pytest.fixture(params=["file", "memory", "s3"])
def url(request, tmp_path):
    """An empty place of its own."""
    if request.param == "file":
        return f"file://{tmp_path}/shelf/artifacts"
    name = uuid.uuid4().hex
    if request.param == "memory":
        return f"memory://{name}/artifacts"
    request.getfixturevalue("s3_endpoint")
    fsspec.filesystem("s3").mkdir(name)
    return f"s3://{name}/artifacts"


@pytest.fixture
def make_cache(tmp_path):
    """A machine's own cache, by name; with an entry if a text is given."""

    def make(name: str, text: str | None = None) -> ArtifactCache:
        cache = ArtifactCache(tmp_path / name)
        if text is not None:
            neff = tmp_path / f"{name}.neff"
            neff.write_text(text)
            cache.add(SOURCE, neff)
        return cache

    return make


def objects(url: str) -> list[str]:
    filesystem, root = fsspec.core.url_to_fs(url)
    filesystem.invalidate_cache()
    return sorted(path.rpartition("/")[2] for path in filesystem.find(root))


def write_object(url: str, content: bytes) -> None:
    with fsspec.open(f"{url}/{SOURCE.key}.zip", "wb") as file:
        file.write(content)


def test_what_one_machine_pushed_another_fetches(url, make_cache):
    ours, theirs = make_cache("ours", "compiled"), make_cache("theirs")
    assert RemoteCache(url).fetch(SOURCE, theirs) == "missing"
    assert RemoteCache(url).push(SOURCE, ours)
    assert RemoteCache(url).fetch(SOURCE, theirs) == "ok"
    assert theirs.path(SOURCE).read_text() == "compiled"
    manifests = [(cache.path(SOURCE).parent / MANIFEST).read_text() for cache in (ours, theirs)]
    assert manifests[0] == manifests[1]
    assert objects(url) == [f"{SOURCE.key}.zip"]


def test_another_compiler_is_another_object(url, make_cache):
    RemoteCache(url).push(SOURCE, make_cache("ours", "compiled"))
    newer = replace(SOURCE, versions=(("neuronx-cc", "2.27"),))
    assert RemoteCache(url).fetch(newer, make_cache("theirs")) == "missing"


def test_what_is_there_is_not_pushed_again(url, make_cache):
    assert RemoteCache(url).push(SOURCE, make_cache("first", "first"))
    assert not RemoteCache(url).push(SOURCE, make_cache("second", "second"))
    reader = make_cache("reader")
    RemoteCache(url).fetch(SOURCE, reader)
    assert reader.path(SOURCE).read_text() == "first"


def cut_short(url: str) -> None:
    with fsspec.open(f"{url}/{SOURCE.key}.zip", "rb") as file:
        whole = file.read()
    write_object(url, whole[: len(whole) // 2])


def another_artifact(url: str) -> None:
    """A whole archive, whose artifact is not the one that the manifest is of."""
    with fsspec.open(f"{url}/{SOURCE.key}.zip", "wb") as file, zipfile.ZipFile(file, "w") as archive:
        archive.writestr("graph.neff", "compilxd")
        archive.writestr(MANIFEST, '{"sha256": "00"}')


@pytest.mark.parametrize("damage", [cut_short, another_artifact])
def test_what_is_damaged_is_not_taken_and_is_replaced_by_who_compiles_it(url, make_cache, damage):
    ours = make_cache("ours", "compiled")
    RemoteCache(url).push(SOURCE, ours)
    damage(url)
    reader = make_cache("reader")
    remote = RemoteCache(url)
    assert remote.fetch(SOURCE, reader) == "damaged"
    assert reader.state(SOURCE) == "missing"
    assert remote.push(SOURCE, ours)
    assert remote.fetch(SOURCE, reader) == "ok"


def test_of_two_writers_one_whole_entry_remains(url, make_cache):
    caches = [make_cache(f"writer-{i}", f"{i}" * 300_000) for i in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda cache: RemoteCache(url).push(SOURCE, cache), caches))
    reader = make_cache("reader")
    assert RemoteCache(url).fetch(SOURCE, reader) == "ok"
    assert reader.path(SOURCE).read_text() in {cache.path(SOURCE).read_text() for cache in caches}
    assert objects(url) == [f"{SOURCE.key}.zip"]


def test_replicas_of_one_machine_that_start_together_fetch_once(url, make_cache):
    RemoteCache(url).push(SOURCE, make_cache("ours", "compiled"))
    reader = make_cache("reader")
    barrier = threading.Barrier(4)

    def start(_: int) -> str:
        barrier.wait()
        return RemoteCache(url).fetch(SOURCE, reader)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(start, range(4))) == ["ok"] * 4
    assert sorted(path.name for path in reader.root.iterdir()) == [SOURCE.key, f"{SOURCE.key}.lock"]


def test_a_bucket_that_there_is_not_is_an_error_when_something_is_written(s3_endpoint, make_cache):
    remote = RemoteCache(f"s3://{uuid.uuid4().hex}/artifacts")
    with pytest.raises(RemoteCacheError, match="cannot be written"):
        remote.push(SOURCE, make_cache("ours", "compiled"))


def test_a_server_that_does_not_answer_is_an_error_of_the_url(s3_endpoint, make_cache, monkeypatch):
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))  # and does not listen
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{unheard.getsockname()[1]}")
        monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
        fsspec.filesystem("s3").clear_instance_cache()
        with pytest.raises(
            RemoteCacheError, match=r"graphs at s3://unheard/x cannot be read .*--compile-cache-url"
        ):
            RemoteCache("s3://unheard/x").fetch(SOURCE, make_cache("reader"))
    fsspec.filesystem("s3").clear_instance_cache()


@pytest.mark.parametrize("url", ["no-such-protocol://bucket/prefix"])
def test_a_url_of_no_filesystem_is_refused(url):
    with pytest.raises(RemoteCacheError, match="cannot be used"):
        RemoteCache(url)


@pytest.fixture
def compile_tiny(tiny_plan, tmp_path):
    """Compiles the tiny plan on a machine of that name, with a remote cache."""

    def run(machine: str, url: str, **options):
        cache, backend = ArtifactCache(tmp_path / machine), load_backend(emulate=True)
        plan = tiny_plan(buckets=(Bucket(1, 1, 64), Bucket(1, 8, 64)))
        progress = lambda what, done, total: None  # noqa: E731
        return compile_plan(plan, backend, cache, CompileOptions(**options), progress, RemoteCache(url))

    return run


def test_a_plan_is_compiled_on_one_machine_and_served_on_others(url, compile_tiny):
    built = compile_tiny("builder", url, pushes=True)
    assert (built.num_compiled, built.num_fetched, built.num_pushed) == (NUM_GRAPHS, 0, NUM_GRAPHS + 1)
    served = compile_tiny("server", url, may_compile=False)  # what it fetches is the saved model, whole
    assert (served.num_traced, served.num_compiled, served.num_fetched, served.num_pushed) == (0, 0, 1, 0)
    again = compile_tiny("server", url, may_compile=False)
    assert (again.num_compiled, again.num_fetched, again.num_pushed) == (0, 0, 0)


def test_the_saved_model_of_the_machines_own_cache_is_pushed_as_well(url, compile_tiny):
    assert compile_tiny("builder", url).num_pushed == 0, "a server only reads"
    assert objects(url) == []
    assert compile_tiny("builder", url, pushes=True).num_pushed == 1, "it holds every graph"
    assert compile_tiny("builder", url, pushes=True).num_pushed == 0


def test_what_neither_cache_has_is_named_with_both_places(url, compile_tiny):
    with pytest.raises(ArtifactsMissing, match=rf"graphs are not in .*server or {url}: .*step_b1_e1_c64"):
        compile_tiny("server", url, may_compile=False)


def test_what_is_damaged_here_and_missing_there_is_named_as_damaged(compile_tiny, tmp_path):
    url = f"file://{tmp_path}/shelf"
    compile_tiny("server", url)
    for name in ("graph.neff", "model.pt"):
        (damaged,) = list(tmp_path.glob(f"server/*/{name}"))[:1]
        damaged.write_bytes(b"cut sho")
    with pytest.raises(ArtifactsMissing, match=r"\(damaged\)"):
        compile_tiny("server", url, may_compile=False)


def test_what_was_compiled_before_a_failure_has_been_pushed(compile_tiny, tmp_path, monkeypatch):
    url = f"file://{tmp_path}/shelf"
    made = []

    def fail_at_the_third(self, source, neff, add=ArtifactCache.add):
        made.append(source.tag)
        if len(made) == 3:
            raise CompileError("the third")
        add(self, source, neff)

    monkeypatch.setattr(ArtifactCache, "add", fail_at_the_third)
    with pytest.raises(CompileError, match="the third"):
        compile_tiny("builder", url, pushes=True, max_workers=1)
    assert len(objects(url)) == 2
