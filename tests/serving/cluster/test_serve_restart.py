"""A whole Ray cluster is killed with SIGKILL, and another one is started on the same data directory."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

pytest.importorskip("ray", reason="the extra `ray` is not installed")
from benchmarks.process_tree import process_tree

pytestmark = [pytest.mark.ray, pytest.mark.slow, pytest.mark.timeout(700)]

EXAMPLE = Path(__file__).parents[3] / "infra" / "serve.yaml"
DEPLOY = [sys.executable, "-c", "from serving.cli import main; main()", "deploy"]
START_S = 200.0
BODY = {
    "model": "toy",
    "input": "hello",
    "temperature": 1.2,
    "seed": 5,
    "max_output_tokens": 4000,
    "ignore_eos": True,
    "background": True,
    "stream": True,
}


@pytest.fixture
def config(tmp_path: Path, free_port: int) -> Path:
    values = yaml.safe_load(EXAMPLE.read_text())
    values["http_options"]["port"] = free_port
    replica = {"model": "toy", "data_dir": str(tmp_path / "data")}
    values["applications"][0]["args"] = {"replica": replica}
    path = tmp_path / "serve.yaml"
    path.write_text(yaml.safe_dump(values))
    return path


@contextmanager
def cluster(config: Path, url: str) -> Iterator[None]:
    """A cluster of its own with the application; every process of it is killed at the end."""
    environment = {name: value for name, value in os.environ.items() if name != "RAY_ADDRESS"}
    with config.with_suffix(".log").open("ab") as log:
        process = subprocess.Popen(
            [*DEPLOY, str(config)], env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        deadline = time.monotonic() + START_S
        while not _is_ready(url):
            assert process.poll() is None, config.with_suffix(".log").read_text()
            assert time.monotonic() < deadline, "the application is not ready"
            time.sleep(0.2)
        yield
    finally:
        for pid in process_tree(process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/readyz").json()["status"] == "ok"
    except (httpx.TransportError, ValueError):
        return False


def events_of(response: httpx.Response) -> Iterator[dict[str, Any]]:
    for line in response.iter_lines():
        if line.startswith("data: {"):
            yield json.loads(line.removeprefix("data: "))


def essence(events: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(event["sequence_number"], event["type"], event.get("delta")) for event in events]


def test_a_response_goes_on_in_the_next_cluster(config: Path, free_port: int):
    url = f"http://127.0.0.1:{free_port}"
    responses = f"{url}/v1/responses"
    with cluster(config, url):
        with httpx.stream("POST", responses, json=BODY, timeout=60) as stream:
            undisturbed = essence(list(events_of(stream)))
        with httpx.stream("POST", responses, json=BODY, timeout=60) as stream:
            events = events_of(stream)
            seen = [next(events) for _ in range(300)]
    assert len(seen) < len(undisturbed)
    with cluster(config, url):
        place = f"{responses}/{seen[0]['response']['id']}"
        query = {"stream": "true", "starting_after": str(seen[-1]["sequence_number"])}
        with httpx.stream("GET", place, params=query, timeout=60) as stream:
            seen += events_of(stream)
    assert essence(seen) == undisturbed
