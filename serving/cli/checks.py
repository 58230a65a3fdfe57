"""What `tenure doctor` looks at, one function per thing."""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import os
import platform
import socket
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from serving.cli.sizes import format_bytes
from serving.errors import StartupError
from serving.origins import check_package_origins
from serving.replica.memory import available_bytes


class Status(StrEnum):
    ok = "ok"
    absent = "absent"  # not here, and not needed to serve on CPU
    warning = "warning"  # works, but worse than it could
    missing = "missing"  # serving on CPU needs it


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    status: Status
    found: str
    hint: str = ""  # how to get what is missing


def machine_checks(*, port: int, data_dir: Path) -> list[Check]:
    from serving.cli.checks_compute import compute_checks
    from serving.cli.checks_neuron import neuron_checks

    return [
        python(),
        *compute_checks(),
        memory(),
        package_names(),
        data_directory(data_dir),
        free_port(port),
        ray(),
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
    from serving.cli.listen import open_socket

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


def installed_version(distribution: str) -> str | None:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return None
