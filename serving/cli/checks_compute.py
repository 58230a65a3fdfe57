"""torch, the C++ compiler and our kernels."""

from __future__ import annotations

from serving.cli.checks import Check, Status, installed_version


def compute_checks() -> list[Check]:
    return [torch(), *kernel_checks()]


def torch() -> Check:
    version = installed_version("torch")
    if version is None:
        return Check(
            "PyTorch",
            Status.missing,
            "not installed",
            "Run `make install`, or `pip install -c infra/constraints.txt .`.",
        )
    return Check("PyTorch", Status.ok, f"torch {version}")


def kernel_checks() -> list[Check]:
    return []
