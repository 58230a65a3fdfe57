"""The oldest versions that pyproject.toml allows are enough to serve."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import httpx
import pytest

from benchmarks.server_process import ServerProcess, free_port

ROOT = Path(__file__).resolve().parents[2]
EXTRAS = ("agents", "hub", "postgres", "ray", "s3", "telemetry", "zstd")
IMPORT_ALL = """
import importlib, pkgutil, serving
for module in pkgutil.walk_packages(serving.__path__, "serving."):
    importlib.import_module(module.name)
"""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def declared() -> list[str]:
    """What users get; torch apart, whose oldest version is gigabytes for most machines."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    optional = [name for extra in EXTRAS for name in project["optional-dependencies"][extra]]
    return [name for name in [*project["dependencies"], *optional] if not name.startswith("torch")]


@pytest.fixture(scope="module")
def oldest(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a process that finds the oldest versions first."""
    folder = tmp_path_factory.mktemp("oldest")
    tools, packages, wanted, found = (folder / name for name in ("tools", "packages", "in.txt", "out.txt"))
    wanted.write_text("\n".join(declared()))
    install_uv = [sys.executable, "-m", "pip", "install", "-q", "--target", str(tools), "uv"]
    if subprocess.run(install_uv, check=False).returncode:
        pytest.skip("uv cannot be installed here: it takes a package index")
    uv = str(tools / "bin" / "uv")
    options = ("--quiet", "--python", sys.executable)
    compile_ = ("pip", "compile", *options, "--resolution", "lowest-direct", str(wanted), "-o", str(found))
    install = ("pip", "install", *options, "--no-deps", "--target", str(packages), "-r", str(found))
    for command in (compile_, install):
        subprocess.run([uv, *command], check=True)
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(packages), str(ROOT)])}


def test_every_module_is_imported(oldest: dict[str, str]):
    subprocess.run([sys.executable, "-c", IMPORT_ALL], check=True, env=oldest)


def test_a_server_answers_in_every_dialect(oldest: dict[str, str], tmp_path: Path):
    port = free_port()
    serve = "import sys; from serving.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", serve, "serve", "toy", "--port", str(port), "--data-dir", str(tmp_path)]
    messages = [{"role": "user", "content": "hi"}]
    bodies = {
        "/v1/chat/completions": {"messages": messages, "max_tokens": 4},
        "/v1/responses": {"input": "hi", "max_output_tokens": 16},
        "/v1/messages": {"messages": messages, "max_tokens": 4},
        "/model/toy/converse": {"messages": [{"role": "user", "content": [{"text": "hi"}]}]},
        "/v1/agents": {"name": "a"},
    }
    with (
        ServerProcess(command, port=port, log=tmp_path / "log", environment=oldest) as server,
        httpx.Client(base_url=server.base_url, timeout=60) as http,
    ):
        for path, body in bodies.items():
            answer = http.post(path, json={"model": "toy", **body})
            assert answer.is_success, (path, answer.text)
        assert http.get("/metrics").is_success
