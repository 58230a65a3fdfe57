"""Our top-level packages have common names; this makes sure that they are ours.

Hugging Face publishes a package that is also named `kernels`. Were it installed beside Tenure, either
could be imported in the other's place, and the failure would be far from its cause.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
from pathlib import Path

from serving.errors import StartupError

PACKAGES = ("serving", "models", "kernels")
ROOT = Path(__file__).resolve().parent.parent


def check_package_origins() -> None:
    """Raises StartupError if `serving`, `models` or `kernels` is somebody else's."""
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        origin = Path(spec.origin).resolve() if spec and spec.origin else None
        if origin is None or origin.parent.parent != ROOT:
            raise StartupError(
                f"The package `{package}` is imported from {origin}, and Tenure's own lies in {ROOT}. "
                f"Uninstall the other one, or start Tenure in an environment of its own."
            )
    if foreign_distribution("kernels"):
        raise StartupError(
            "The distribution `kernels` (Hugging Face) is installed in this environment and clashes with "
            "Tenure's package of the same name. Run `pip uninstall kernels`, then "
            "`pip install --force-reinstall --no-deps .` in Tenure's checkout; or give Tenure a virtual "
            "environment of its own."
        )


def foreign_distribution(name: str) -> str | None:
    """The version of an installed distribution of this name, if there is one."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None
