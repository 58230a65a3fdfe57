"""`tenure serve --tp 2`: two processes serve a model, with the same greedy text as one."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import openai
import pytest
import yaml

from serving.cluster.config import ClusterConfig
from serving.config import ReplicaConfig
from serving.errors import StartupError
from serving.runs.build import build_backend

ROOT = Path(__file__).parent.parent.parent
TENURE = [sys.executable, "-c", "from serving.cli import main; main()"]
START_S = 120
PROMPTS = ("What is a KV cache?", "Name three rivers in Europe.")


class Server:
    """One `tenure serve` process; `url` once it has said that it serves."""

    def __init__(self, cache: Path, data_dir: Path, *arguments: str) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TENURE_")}
        fixed = ["smollm2-135m", "--port", "0", "--data-dir", str(data_dir), "--kv-memory", "64MB"]
        self.process = subprocess.Popen(
            [*TENURE, "serve", *fixed, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**kept, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache)},
        )
        self.lines: queue.Queue[str | None] = queue.Queue()
        self.output: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()
        self.url = ""

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as stream:
            for line in stream:
                self.output.append(line)
                self.lines.put(line.rstrip())
        self.lines.put(None)

    def wait_until_ready(self) -> Server:
        while not self.url:
            line = self.lines.get(timeout=START_S)
            assert line is not None, "".join(self.output)
            if line.startswith("Serving "):
                self.url = line.rpartition(" at ")[2]
        return self

    def rank_pids(self) -> list[int]:
        return [pid for pid in children_of(self.process.pid) if b"ranks.worker" in command_of(pid)]

    def stop(self) -> int:
        self.process.terminate()
        try:
            return self.process.wait(timeout=20)
        finally:
            self.process.kill()
            self.process.wait()


def children_of(pid: int) -> list[int]:
    children = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            children.append(int(status.parent.name))
    return children


def command_of(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def wait_until(holds) -> None:
    end_s = time.monotonic() + 60
    while not holds() and time.monotonic() < end_s:
        time.sleep(0.05)
    assert holds()


@pytest.fixture(scope="module")
def cache(tmp_path_factory) -> Path:
    """A cache of our own for shards; the kernels are those that the other tests have built."""
    cache = tmp_path_factory.mktemp("cache")
    own = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "tenure" / "kernels"
    (cache / "tenure").mkdir()
    if own.is_dir():
        (cache / "tenure" / "kernels").symlink_to(own)
    return cache


@contextmanager
def served(cache: Path, data_dir: Path, *arguments: str) -> Iterator[Server]:
    server = Server(cache, data_dir, *arguments)
    try:
        yield server.wait_until_ready()
    finally:
        server.process.kill()
        server.process.wait()


def greedy_texts(url: str) -> list[str]:
    with openai.OpenAI(base_url=f"{url}/v1", api_key="none", max_retries=0, timeout=120) as client:
        return [
            client.chat.completions.create(
                model="smollm2-135m",
                messages=[{"role": "user", "content": prompt}],
                max_tokens=24,
                temperature=0,
            )
            .choices[0]
            .message.content
            for prompt in PROMPTS
        ]


@pytest.mark.slow
def test_two_processes_answer_as_one_does_and_leave_together(cache, tmp_path):
    with served(cache, tmp_path / "one", "--dtype", "float32") as server:
        expected = greedy_texts(server.url)
    with served(cache, tmp_path / "two", "--dtype", "float32", "--tp", "2") as server:
        assert greedy_texts(server.url) == expected
        pids = server.rank_pids()
        assert len(pids) == 1
        assert server.stop() == 0
        assert not any(Path(f"/proc/{pid}").exists() for pid in pids)
    shards = list((cache / "tenure" / "shards").glob("*-tp2-*/*"))
    assert sorted(path.name for path in shards) == [
        "tp0_sharded_checkpoint.safetensors",
        "tp1_sharded_checkpoint.safetensors",
    ]


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["thread", "process"])
def test_a_rank_that_dies_ends_the_engine_with_an_error_that_names_it(cache, tmp_path, engine):
    with served(cache, tmp_path, "--dtype", "float32", "--tp", "2", "--engine", engine) as server:
        ancestors = [server.process.pid, *children_of(server.process.pid)]
        (rank,) = [p for a in ancestors for p in children_of(a) if b"ranks.worker" in command_of(p)]
        os.kill(rank, signal.SIGKILL)
        body = {"model": "smollm2-135m", "prompt": "One two", "max_tokens": 4}
        answer = httpx.post(f"{server.url}/v1/completions", json=body, timeout=60)
        assert answer.status_code == 500
        assert "rank 1 ended, killed by signal 9" in answer.json()["error"]["message"]
        assert httpx.get(f"{server.url}/readyz").status_code == 503


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["thread", "process"])
def test_ranks_do_not_outlive_a_server_that_is_killed(cache, tmp_path, engine):
    with served(cache, tmp_path, "--dtype", "float32", "--tp", "2", "--engine", engine) as server:
        ancestors = [server.process.pid, *children_of(server.process.pid)]
        (rank,) = [p for a in ancestors for p in children_of(a) if b"ranks.worker" in command_of(p)]
        server.process.kill()
        server.process.wait()
        wait_until(lambda: not Path(f"/proc/{rank}").exists())


def test_quantised_weights_are_refused_before_anything_is_started(tmp_path):
    config = ReplicaConfig(
        model="smollm2-135m", quantization="q4_1", tensor_parallel_size=2, data_dir=tmp_path
    )
    with pytest.raises(
        StartupError, match=r"--quantization q4_1 does not go with --tp 2.*Use --quantization"
    ):
        build_backend(config)


def test_the_toy_model_has_nothing_to_share(tmp_path):
    with pytest.raises(StartupError, match="toy model has no weights"):
        build_backend(ReplicaConfig(model="toy", tensor_parallel_size=2, data_dir=tmp_path))


@pytest.mark.parametrize("size", [0, 65])
def test_the_number_of_ranks_has_limits(size):
    with pytest.raises(StartupError, match=f"tensor_parallel_size must be from 1 to 64, got {size}"):
        ReplicaConfig(model="toy", tensor_parallel_size=size)


def test_a_serve_config_file_says_it_as_tensor_parallel_size():
    args = yaml.safe_load("replica: {model: smollm2-135m, tensor_parallel_size: 2, data_dir: /tmp/sessions}")
    assert ClusterConfig.model_validate(args).replica_config.tensor_parallel_size == 2
