"""The engine in a process of its own: the same tokens, the same errors, and no process left behind."""

import asyncio
import importlib
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from serving.config import ReplicaConfig
from serving.engine import frames
from serving.errors import EngineDead, StartupError
from serving.operations import Generate, GetSession
from serving.output import ChoiceDelta
from serving.principal import Principal
from serving.replica.hosting.process import start_engine
from serving.request import Request, SamplingParams, TextInput
from serving.runs.build import build_backend

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def silent(what, done, total):
    pass


def make_replica(tmp_path, engine="process"):
    return build_backend(ReplicaConfig(model="toy", data_dir=tmp_path / engine, engine=engine))


def make_request(request_id="r", **sampling):
    return Request(
        request_id=request_id,
        model="toy",
        principal=Principal("t"),
        input=TextInput("hello"),
        sampling=SamplingParams(**{"max_tokens": 5000, "ignore_eos": True, **sampling}),
        session_id="s",
    )


def engine_pid(replica) -> int:
    return replica._replica._engine._handle.process.pid


async def text_of(replica, request):
    return "".join([e.text async for e in replica.stream(Generate(request)) if isinstance(e, ChoiceDelta)])


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


async def test_it_gives_the_threads_tokens_and_ends_with_its_replica(tmp_path):
    request = make_request(seed=3, temperature=0.8, max_tokens=40, logprobs=2)
    texts = []
    for engine in ("thread", "process"):
        replica = make_replica(tmp_path, engine)
        await replica.start()
        texts.append(await text_of(replica, request))
        assert (await replica.call(GetSession("t", "s"))).num_resident_blocks > 0
        pid = engine_pid(replica) if engine == "process" else None
        await replica.close()
    assert texts[0] == texts[1]
    assert not is_running(pid)


@pytest.mark.usefixtures("forked_engines")
async def test_a_killed_engine_ends_running_turns_and_refuses_new_ones(tmp_path):
    replica = make_replica(tmp_path)
    await replica.start()
    running = replica.stream(Generate(make_request()))
    await anext(running)
    await anext(running)
    os.kill(engine_pid(replica), signal.SIGKILL)
    with pytest.raises(EngineDead, match="process ended"):
        [event async for event in running]
    with pytest.raises(EngineDead):
        await anext(replica.stream(Generate(make_request("later"))))
    with pytest.raises(EngineDead):
        await replica.health()
    await asyncio.wait_for(replica.close(), 60)


@pytest.mark.usefixtures("forked_engines")
async def test_signals_that_the_whole_group_gets_leave_it_to_the_parent(tmp_path):
    replica = make_replica(tmp_path)
    await replica.start()
    running = replica.stream(Generate(make_request(max_tokens=200)))
    await anext(running)
    for ignored in (signal.SIGINT, signal.SIGTERM):
        os.kill(engine_pid(replica), ignored)
    assert len([event async for event in running]) > 100
    await asyncio.wait_for(replica.close(), 60)


@pytest.mark.usefixtures("forked_engines")
async def test_a_replica_that_never_starts_leaves_no_process(tmp_path):
    replica = make_replica(tmp_path)
    pid = engine_pid(replica)
    await replica.close()
    assert not is_running(pid)


@pytest.fixture
def failing(monkeypatch):
    """The module of loads that go wrong, where the engine's process finds it too."""
    folder = str(Path(__file__).parent)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([folder, *sys.path]))
    return importlib.import_module("failing_engines")


def test_the_kernels_are_built_before_it_starts_where_a_signal_ends_their_compilers(tmp_path, monkeypatch):
    def stopped(progress, parts):
        raise KeyboardInterrupt

    monkeypatch.setattr("serving.replica.build.kernel_library.current", stopped)
    monkeypatch.setattr("serving.replica.build.start_engine", None)
    with pytest.raises(KeyboardInterrupt):
        build_backend(ReplicaConfig(model="smollm2-135m", data_dir=tmp_path, engine="process"))


@pytest.mark.usefixtures("forked_engines")
def test_a_start_that_fails_there_is_raised_here(failing):
    steps = []
    with pytest.raises(StartupError, match=r"model\.gguf is cut short"):
        start_engine(failing.load_cut_short, lambda *step: steps.append(step))
    assert steps == [("weights", 0, 1)]


@pytest.mark.usefixtures("forked_engines")
def test_a_start_that_dies_says_how(failing):
    with pytest.raises(StartupError, match="ended while it started, with exit code 7"):
        start_engine(failing.load_and_die, silent)


@pytest.mark.usefixtures("forked_engines")
async def test_a_runner_that_fails_there_is_heard_of_here(tmp_path, monkeypatch, failing):
    def start_failing(load, progress):
        return start_engine(partial(failing.load_failing_runner, *load.args), progress)

    monkeypatch.setattr("serving.replica.build.start_engine", start_failing)
    replica = make_replica(tmp_path)
    await replica.start()
    with pytest.raises(EngineDead, match="OSError: device lost"):
        await text_of(replica, make_request())
    await asyncio.wait_for(replica.close(), 60)


ABANDON = """
import sys
from pathlib import Path
from serving.config import ReplicaConfig
from serving.runs.build import build_backend
replica = build_backend(ReplicaConfig(model="toy", data_dir=Path(sys.argv[1]), engine="process"))
print(replica._replica._engine._handle.process.pid, flush=True)
sys.stdin.read()
"""


def test_it_does_not_outlive_a_parent_that_is_killed(tmp_path):
    parent = subprocess.Popen(
        [sys.executable, "-c", ABANDON, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with parent:
        pid = int(parent.stdout.readline())
        assert is_running(pid)
        parent.kill()
    end_s = time.monotonic() + 60
    while is_running(pid) and time.monotonic() < end_s:
        time.sleep(0.05)
    assert not is_running(pid)


@pytest.mark.parametrize("size", [1, 7, 4096, 10**6])
def test_frames_come_back_whole_however_they_are_cut(size):
    values = [("a", 1), b"x" * 10_000, None]
    stream = b"".join(map(frames.frame, values))
    decoder = frames.FrameDecoder()
    pieces = (stream[i : i + size] for i in range(0, len(stream), size))
    assert [value for piece in pieces for value in decoder.feed(piece)] == values
