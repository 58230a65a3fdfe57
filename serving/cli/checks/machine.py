"""All that is looked at, and what belongs to the machine itself."""

from __future__ import annotations

import os
import platform
import socket
import sys
from pathlib import Path

from kernels.build import Progress
from serving.cli.checks.check import Check, Status, installed_version
from serving.cli.checks.compute import compute_checks
from serving.cli.checks.environments import environment_checks
from serving.cli.checks.neuron import neuron_checks
from serving.cli.listen import open_socket
from serving.cli.sizes import format_bytes
from serving.errors import StartupError
from serving.origins import check_package_origins
from serving.replica.memory import available_bytes


def machine_checks(*, port: int, data_dir: Path, progress: Progress) -> list[Check]:
    """`progress`: of building the kernels, which is done if it has not been."""
    return [
        python(),
        *compute_checks(progress),
        memory(),
        package_names(),
        data_directory(data_dir),
        free_port(port),
        ray(),
        *environment_checks(),
        *neuron_checks(),
    ]


def python() -> Check:
    return Check("Python", Status.ok, f"{platform.python_version()} at {sys.executable}")


def memory() -> Check:
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    available = available_bytes()
    found = f"{format_bytes(total)}, {format_bytes(available)} of it free"
    if available < 2**30:
        return Check("Memory", Status.warning, found, "SmolLM2-135M wants about 1 GiB; larger models more.")
    return Check("Memory", Status.ok, found)


def package_names() -> Check:
    try:
        check_package_origins()
    except StartupError as error:
        return Check("Package names", Status.missing, "another package is in the way", str(error))
    return Check("Package names", Status.ok, "serving, models and kernels are Tenure's own")


def data_directory(path: Path) -> Check:
    """Looks without creating anything: the nearest directory that exists must be writable."""
    existing = next(parent for parent in (path, *path.parents) if parent.exists())
    if existing.is_dir() and os.access(existing, os.W_OK | os.X_OK):
        return Check("Data directory", Status.ok, f"{path}{'' if path.exists() else ' (will be created)'}")
    return Check(
        "Data directory",
        Status.missing,
        f"{path} is not writable",
        "Choose another with --data-dir or TENURE_DATA_DIR.",
    )


def free_port(port: int) -> Check:
    try:
        sock: socket.socket = open_socket("127.0.0.1", port)
    except StartupError as error:
        return Check("Port", Status.warning, f"{port} is taken", str(error))
    sock.close()
    return Check("Port", Status.ok, f"{port} is free")


def ray() -> Check:
    version = installed_version("ray")
    if version is None:
        hint = "Only `tenure deploy` needs it: `pip install -c infra/constraints.txt '.[ray]'`."
        return Check("Ray", Status.absent, "not installed", hint)
    return Check("Ray", Status.ok, f"ray {version}")
