"""A real uvicorn server in a thread, in front of the fake backend."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TextIO

import boto3
import httpx
import pytest
import uvicorn
from anthropic import Anthropic, AsyncAnthropic
from botocore.config import Config
from openai import AsyncOpenAI, OpenAI

from serving.api.app import create_app
from serving.config import ApiConfig


def _load(name: str) -> ModuleType:
    """A helper beside the tests, which are no package."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


ROOT = Path(__file__).parents[3]
FakeBackend = _load("fake_backend").FakeBackend


# What the SDKs would let pass: an answer or event that does not fit their types is an error here.
STRICT: dict[str, Any] = {"max_retries": 0, "_strict_response_validation": True}


@dataclass
class Server:
    url: str
    backend: FakeBackend
    config: ApiConfig

    def sdk(self, api_key: str = "none", **options: Any) -> OpenAI:
        return OpenAI(base_url=f"{self.url}/v1", api_key=api_key, **(STRICT | options))

    def async_sdk(self, api_key: str = "none") -> AsyncOpenAI:
        return AsyncOpenAI(base_url=f"{self.url}/v1", api_key=api_key, **STRICT)

    def anthropic(self, api_key: str = "none") -> Anthropic:
        return Anthropic(base_url=self.url, api_key=api_key, **STRICT)

    def async_anthropic(self, api_key: str = "none") -> AsyncAnthropic:
        return AsyncAnthropic(base_url=self.url, api_key=api_key, **STRICT)

    def bedrock(self, access_key: str = "any", secret_key: str = "any", **options: Any) -> Any:
        return bedrock_client(self.url, access_key, secret_key, **options)

    def wait_until_idle(self) -> None:
        self.wait_until_open(0)

    def wait_until_open(self, num_turns: int, timeout_s: float = 60.0) -> None:
        deadline = time.monotonic() + timeout_s
        while self.backend.num_open != num_turns and time.monotonic() < deadline:
            time.sleep(0.01)
        assert self.backend.num_open == num_turns


def bedrock_client(url: str, access_key: str, secret_key: str, **options: Any) -> Any:
    """boto3's client of Bedrock's runtime. Close it."""
    config = Config(retries={"total_max_attempts": options.pop("max_attempts", 1)}, read_timeout=60)
    return boto3.client(
        "bedrock-runtime",
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        config=config,
        **options,
    )


def events_of(stream: Any) -> list[dict]:
    """Of an event stream of boto3's, which keeps its connection until it is closed."""
    with closing(stream):
        return list(stream)


@pytest.fixture
def read_stream() -> Callable[[Any], list[dict]]:
    return events_of


@contextmanager
def running(backend: FakeBackend, config: ApiConfig, **tls: Any) -> Iterator[Server]:
    # asyncio turns off Nagle's 40 ms only where the protocol is named.
    with socket.socket(proto=socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        settings = uvicorn.Config(
            create_app(backend, config), log_config=None, lifespan="off", loop="asyncio", **tls
        )
        server = uvicorn.Server(settings)
        thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])))
        thread.start()
        try:
            while not server.started:
                time.sleep(0.005)
            scheme = "https" if tls else "http"
            yield Server(f"{scheme}://127.0.0.1:{listener.getsockname()[1]}", backend, config)
        finally:
            server.should_exit = True
            server.force_exit = True
            thread.join()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def shared() -> Iterator[Server]:
    with running(FakeBackend(), ApiConfig()) as server:
        yield server


@pytest.fixture
def server(shared: Server) -> Server:
    """An open server with the default limits."""
    shared.backend.requests.clear()
    shared.backend.histories.clear()
    return shared


@contextmanager
def starting() -> Iterator[Callable[..., Server]]:
    """Starts servers: `start(max_body_bytes=100)`, `start(FakeBackend(delay_s=1))`."""
    with ExitStack() as stack:
        yield lambda backend=None, **limits: stack.enter_context(
            running(backend or FakeBackend(), ApiConfig(**limits))
        )


@pytest.fixture
def start() -> Iterator[Callable[..., Server]]:
    """Start a server of the test's own."""
    with starting() as start:
        yield start


@pytest.fixture(scope="module")
def start_once() -> Iterator[Callable[..., Server]]:
    """Start one for all tests of a module."""
    with starting() as start:
        yield start


@pytest.fixture
def start_tls(certificate: tuple[Path, Path]) -> Iterator[Callable[..., Server]]:
    """Start a server of the test's own that speaks https."""
    cert, key = certificate
    with ExitStack() as stack:
        yield lambda backend=None, **limits: stack.enter_context(
            running(backend or FakeBackend(), ApiConfig(**limits), ssl_certfile=cert, ssl_keyfile=key)
        )


@pytest.fixture
def client(server: Server) -> Iterator[OpenAI]:
    with server.sdk() as sdk:
        yield sdk


@pytest.fixture
def claude(server: Server) -> Iterator[Anthropic]:
    """Anthropic's SDK."""
    with server.anthropic() as sdk:
        yield sdk


@pytest.fixture(scope="session")
def shared_aws(shared: Server) -> Iterator[Any]:
    with closing(shared.bedrock()) as client:
        yield client


@pytest.fixture
def aws(server: Server, shared_aws: Any) -> Any:
    """boto3's client of Bedrock's runtime."""
    return shared_aws


@pytest.fixture
def http(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=60) as http:
        yield http


@pytest.fixture
def sse() -> Callable[..., list[dict]]:
    """The JSON of every event of a stream, which must end in [DONE]."""

    def read(http: httpx.Client, path: str, body: dict) -> list[dict]:
        response = http.post(path, json=body)
        assert response.status_code == 200, response.text
        assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
        *events, done, end = response.text.split("\n\n")
        assert (done, end) == ("data: [DONE]", "")
        return [json.loads(event.removeprefix("data: ")) for event in events]

    return read


# ---- the real server, on the toy model --------------------------------------------------------------

KEYS = {"ann": "key-of-ann", "bob": "key-of-bob"}
START_S = 90


@dataclass
class ServerProcess:
    """`tenure serve` as a process, for two tenants."""

    model: str
    data_dir: Path
    url: str = ""
    process: subprocess.Popen[str] | None = None
    log: TextIO | None = None

    def start(self) -> None:
        command = [sys.executable, "-c", "from serving.cli import main; main()", "serve", self.model]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TENURE_")}
        self.log = self.data_dir.with_suffix(".log").open("a")
        self.process = subprocess.Popen(
            [*command, "--port", "0", "--data-dir", str(self.data_dir), "--seed", "0"],
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
            env={
                **kept,
                "OMP_NUM_THREADS": "1",
                "PYTHONPATH": str(ROOT),
                "TENURE_API_KEY": ",".join(f"{tenant}:{key}" for tenant, key in KEYS.items()),
            },
        )
        for line in self.process.stdout:
            if line.startswith("Serving "):
                self.url = line.strip().rpartition(" at ")[2]
                break
        assert self.url, "the server ended before it served"

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=START_S)
        self.process.stdout.close()
        self.log.close()

    def sdk(self, tenant: str = "ann", **options: Any) -> OpenAI:
        return OpenAI(base_url=f"{self.url}/v1", api_key=KEYS[tenant], **(STRICT | options))

    def anthropic(self, tenant: str = "ann") -> Anthropic:
        return Anthropic(base_url=self.url, api_key=KEYS[tenant], **STRICT)

    def bedrock(self, tenant: str = "ann") -> Any:
        return bedrock_client(self.url, tenant, KEYS[tenant])

    def http(self, tenant: str = "ann") -> httpx.Client:
        headers = {"authorization": f"Bearer {KEYS[tenant]}"}
        return httpx.Client(base_url=self.url, headers=headers, timeout=60)


@pytest.fixture(scope="session")
def toy_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    server = ServerProcess("toy", tmp_path_factory.mktemp("data"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def toy(toy_process: ServerProcess) -> Iterator[OpenAI]:
    """The SDK of the tenant ann."""
    with toy_process.sdk() as sdk:
        yield sdk


@pytest.fixture
def lax_toy(toy_process: ServerProcess) -> Iterator[OpenAI]:
    """For what a client gets back as it sent it: compacted messages, and items that lack fields."""
    with toy_process.sdk(_strict_response_validation=False) as sdk:
        yield sdk


@pytest.fixture
def toy_claude(toy_process: ServerProcess) -> Iterator[Anthropic]:
    """Anthropic's SDK of the same tenant."""
    with toy_process.anthropic() as sdk:
        yield sdk


@pytest.fixture(scope="module")
def toy_aws(toy_process: ServerProcess) -> Iterator[Any]:
    """boto3's client of Bedrock's runtime, of the same tenant: it signs with the tenant's key."""
    with closing(toy_process.bedrock()) as client:
        yield client


@pytest.fixture
def bob(toy_process: ServerProcess) -> Iterator[OpenAI]:
    """The SDK of another tenant."""
    with toy_process.sdk("bob") as sdk:
        yield sdk


@pytest.fixture
def toy_http(toy_process: ServerProcess) -> Iterator[httpx.Client]:
    with toy_process.http() as http:
        yield http
