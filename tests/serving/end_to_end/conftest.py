"""The whole server but the command line: a real replica behind real HTTP."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
import uvicorn
from openai import AsyncOpenAI, OpenAI

from serving.api.app import create_app
from serving.config import ApiConfig, NeuronConfig, ReplicaConfig
from serving.runs.build import build_backend

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Server:
    url: str
    model: str
    data_dir: Path
    sdk: OpenAI  # closed with the server: a socket left to the garbage collector warns another test

    def sdk_of(self, key: str) -> OpenAI:
        """Close it."""
        return OpenAI(base_url=f"{self.url}/v1", api_key=key, max_retries=0, timeout=120)

    @property
    def async_sdk(self) -> AsyncOpenAI:
        return AsyncOpenAI(base_url=f"{self.url}/v1", api_key="none", max_retries=0, timeout=120)

    @property
    def http(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=120)


def _other(config: ReplicaConfig, name: str, model: str) -> ReplicaConfig:
    return replace(config, model=model, served_names=(name,), adapters=(), adapter_dir=None)


@contextmanager
def serving(
    data_dir: Path,
    model: str,
    api: ApiConfig | None = None,
    others: Mapping[str, str] = {},
    **options: object,
) -> Iterator[Server]:
    """`others`: more models, by their names."""
    config = ReplicaConfig(model=model, data_dir=data_dir, seed=0, num_models=1 + len(others), **options)
    more = [_other(config, name, other) for name, other in others.items()]
    replica = build_backend(config, *more)
    with socket.socket(proto=socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        app = create_app(replica, api or ApiConfig())
        app.state.answers.peers = replica.answer_peers
        server = uvicorn.Server(
            uvicorn.Config(app, log_config=None, lifespan="off", loop="asyncio", timeout_keep_alive=120)
        )

        async def run() -> None:
            await replica.start()
            try:
                await server.serve(sockets=[listener])
            finally:
                await replica.close()

        thread = threading.Thread(target=lambda: asyncio.run(run()))
        thread.start()
        try:
            while not server.started:
                time.sleep(0.005)
            url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            with OpenAI(base_url=f"{url}/v1", api_key="none", max_retries=0, timeout=120) as sdk:
                yield Server(url, model, data_dir, sdk)
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def start_server() -> Callable[..., AbstractContextManager[Server]]:
    """(data directory, model, options of its replica) to a server, while its context lasts."""
    return serving


@pytest.fixture(scope="session")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("toy"), "toy") as server:
        yield server


@pytest.fixture(scope="session")
def smollm2(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("smollm2"), "smollm2-135m") as server:
        yield server


@pytest.fixture(scope="session")
def smollm2_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """With its engine in a process of its own."""
    with serving(tmp_path_factory.mktemp("process"), "smollm2-135m", engine="process") as server:
        yield server


TINY = {"dtype": "float32", "kv_memory_bytes": 2 * 2**20, "max_num_seqs": 2}


@pytest.fixture(scope="session")
def tiny_on_cpu(tiny_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Random weights, in one process."""
    data_dir = tmp_path_factory.mktemp("tiny-cpu")
    with serving(
        data_dir, str(tiny_checkpoint), served_names=("tiny",), quantization="none", **TINY
    ) as server:
        yield replace(server, model="tiny")


@pytest.fixture(scope="session")
def tiny_on_emulated_cores(
    tiny_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The same weights as compiled graphs on two emulated NeuronCores. The graphs are compiled first."""
    data_dir = tmp_path_factory.mktemp("tiny-neuron")
    options = {"neuron": NeuronConfig(emulate=True, cache_dir=data_dir / "graphs"), "tensor_parallel_size": 2}
    with ExitStack() as stack:
        # While it starts only: processes of later tests would build their kernels anew in this cache.
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", str(data_dir))  # shards; and what the process takes of the cores
            for name in ("NEURON_RT_NUM_CORES", "NEURON_LOGICAL_NC_CONFIG"):
                patch.setenv(name, "1")
            names = ("tiny",)
            server = stack.enter_context(
                serving(data_dir, str(tiny_checkpoint), served_names=names, **options, **TINY)
            )
        yield replace(server, model="tiny")


@pytest.fixture(scope="session")
def tiny_on_emulated_trn3(
    tiny_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The same weights as the functions that TorchNeuron would compile."""
    data_dir = tmp_path_factory.mktemp("tiny-torch-native")
    neuron = NeuronConfig(instance="trn3-gen2", emulate=True)
    with ExitStack() as stack:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in (("NEURON_RT_NUM_CORES", "1"), ("NEURON_LOGICAL_NC_CONFIG", "2")):
                patch.setenv(name, value)
            server = stack.enter_context(
                serving(data_dir, str(tiny_checkpoint), served_names=("tiny",), neuron=neuron, **TINY)
            )
        yield replace(server, model="tiny")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Which cases of `server` are slow: the toy takes all of them, SmolLM2 the first of each test, and
    SmolLM2 with its engine in a process the first of all. A module's own `server` is no matter of ours."""
    seen = set()
    for item in items:
        name = item.callspec.params.get("server") if hasattr(item, "callspec") else None
        if item.path.parent != FOLDER or name not in ("smollm2", "smollm2_process"):
            continue
        case = (name, item.path, item.originalname) if name == "smollm2" else (name,)
        if case in seen:
            item.add_marker(pytest.mark.slow)
        seen.add(case)


@pytest.fixture(params=["toy", "smollm2", "smollm2_process"])
def server(request: pytest.FixtureRequest) -> Server:
    return request.getfixturevalue(request.param)


@pytest.fixture
def stream() -> Callable[..., list[dict]]:
    """The `data` of every event of a stream, of a chat completion if nothing else is said, as JSON."""
    import json

    def read(server: Server, path: str = "/v1/chat/completions", **body: object) -> list[dict]:
        with server.http as http:
            response = http.post(path, json={"stream": True, **body})
        assert response.status_code == 200, response.text
        *events, done, end = response.text.split("\n\n")
        assert (done, end) == ("data: [DONE]", "")
        return [json.loads(event.removeprefix("data: ")) for event in events]

    return read
