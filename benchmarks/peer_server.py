"""A configuration's server, as a process that can be started."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from benchmarks.peer_configurations import Configuration
from benchmarks.peer_install import filled_in
from benchmarks.server_process import ServerProcess, free_port


def server_of(
    configuration: Configuration,
    paths: Mapping[str, str],
    *,
    run_dir: Path,
    log_dir: Path,
    baseline: Path | None = None,
) -> ServerProcess:
    """With a free port and all cores; not started.

    Args:
        paths: of the installation, for the braces of the command.
        run_dir: what the server keeps while it runs.
        baseline: the other checkout of Tenure, for a configuration that runs it.

    Raises: KeyError naming a brace that nothing fills.
    """
    port, num_cores = free_port(), os.cpu_count() or 1
    values = {
        **paths,
        "port": str(port),
        "run_dir": str(run_dir),
        "threads": str(num_cores),
        "cores": f"0-{num_cores - 1}",
        "baseline": str(baseline),
    }
    return ServerProcess(
        [filled_in(word, values) for word in configuration.command],
        port=port,
        log=log_dir / f"{configuration.name}.log",
        environment={name: filled_in(value, values) for name, value in configuration.environment.items()},
    )
