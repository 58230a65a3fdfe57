"""What a sandbox of an agent costs: begun from nothing, used again, suspended and brought back.

    python -m benchmarks.bench_environments [--output benchmarks/results/environments.json]

The driver is called as a server calls it, without a server: `cold` until it takes commands, `reuse` a
command that does nothing in one that runs, `python` the same of a Python program. `suspend` and
`resume` are of a workspace of 100 files with 10 MB of random bytes.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from benchmarks.quantiles import quantiles
from benchmarks.result_file import write_result
from serving.agents.environments.driver import Command, Sandbox
from serving.agents.environments.host import limits_of
from serving.agents.environments.local import VARIABLES, LocalDriver, Machine, owner_of_files
from serving.agents.environments.workspace import Workspace
from serving.config import ReplicaConfig

NUM_FILES, FILE_BYTES = 100, 100_000


async def measure(folder: Path, num_rounds: int) -> dict[str, Any]:
    machine, limits = Machine.look(), limits_of(ReplicaConfig(model=""))
    driver = LocalDriver(machine, limits)
    workspace = Workspace(folder / "env", owner_of_files())
    workspace.create()
    times: dict[str, list[float]] = {name: [] for name in ("cold", "reuse", "python")}
    for _ in range(num_rounds):
        sandbox = await _timed(times["cold"], partial(driver.start, workspace))
        for _ in range(3):
            await _timed(times["reuse"], partial(_run, sandbox, machine.shell, "-c", "true"))
        await _timed(times["python"], partial(_run, sandbox, "python3", "-c", "pass"))
        await sandbox.close()
    return {
        "bounds": "rlimits" if machine.cgroups is None else f"cgroups v{machine.cgroups.version}",
        "bwrap": machine.bwrap_version,
        **{name: quantiles(values) for name, values in times.items()},
        **_of_checkpoints(workspace, num_rounds),
    }


async def _timed(times: list[float], work: Callable[[], Awaitable[Any]]) -> Any:
    began = time.perf_counter()
    result = await work()
    times.append((time.perf_counter() - began) * 1000)
    return result


async def _run(sandbox: Sandbox, *argv: str) -> None:
    result = await sandbox.run(Command(argv=argv, timeout_s=20.0, env=VARIABLES))
    assert result.exit_code == 0, result


def _of_checkpoints(workspace: Workspace, num_rounds: int) -> dict[str, Any]:
    for index in range(NUM_FILES):
        workspace.write(PurePosixPath(f"f{index}"), os.urandom(FILE_BYTES))
    suspended, resumed = [], []
    for _ in range(max(3, num_rounds // 5)):
        began = time.perf_counter()
        workspace.suspend(2**30)
        between = time.perf_counter()
        workspace.resume()
        suspended.append((between - began) * 1000)
        resumed.append((time.perf_counter() - between) * 1000)
    return {"suspend": quantiles(suspended), "resume": quantiles(resumed)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measured = asyncio.run(measure(Path(folder), options.rounds))
    write_result(options.output, "benchmarks.bench_environments", rounds=options.rounds, **measured)


if __name__ == "__main__":
    main()
