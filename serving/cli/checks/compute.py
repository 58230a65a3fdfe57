"""torch, the C++ compiler and our kernels."""

from __future__ import annotations

from kernels.build import BuildError, Progress
from kernels.capabilities import Capabilities, capabilities
from serving.cli.checks.check import Check, Status, installed_version

SLOW = "Serving works without it, on plain torch operations, and is several times slower."


def compute_checks(progress: Progress) -> list[Check]:
    """Builds the kernels if that has not happened yet."""
    try:
        found = capabilities(progress)
    except (ValueError, BuildError) as error:  # TENURE_KERNEL_ISA names what this machine cannot run
        return [torch(), Check("Kernels", Status.missing, "refused", str(error))]
    return [processor(found), torch(), compiler(found), kernels(found)]


def processor(found: Capabilities) -> Check:
    model = found.cpu_model or found.machine
    features = ", ".join(found.cpu_features) or "none of the vector features that the kernels know"
    return Check("Processor", Status.ok, f"{model}, {found.num_cores} cores to use; {features}")


def torch() -> Check:
    version = installed_version("torch")
    if version is None:
        hint = "Run `make install`, or `pip install -c infra/constraints.txt .`."
        return Check("PyTorch", Status.missing, "not installed", hint)
    return Check("PyTorch", Status.ok, f"torch {version}")


def compiler(found: Capabilities) -> Check:
    if found.compiler is not None:
        return Check("C++ compiler", Status.ok, found.compiler)
    if found.chosen_isa != "torch":
        return Check("C++ compiler", Status.absent, "none found, and not needed: the kernels are built")
    return Check(
        "C++ compiler", Status.warning, "none found", f"On Debian and Ubuntu: apt install g++. {SLOW}"
    )


def kernels(found: Capabilities) -> Check:
    if found.chosen_isa == "torch":
        return Check("Kernels", Status.warning, f"not in use: {found.reason}", SLOW)
    others = [name for name in found.usable_isas if name != found.chosen_isa]
    also = f"; also usable: {', '.join(others)}" if others else ""
    return Check("Kernels", Status.ok, f"{found.chosen_isa}{also}")
