"""Is there a Trainium chip, and the software to drive it?"""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from models.neuron.instances import BackEnd
from models.neuron.nxd.backend import HOW_TO_INSTALL
from models.neuron.torch_native import backend as torch_native
from serving.cli.checks.check import Check, Status, installed_version
from serving.cli.checks.neuron_sdk import back_end_here, environment_checks

# The module that proves each distribution to be the real one.
PACKAGES: dict[BackEnd, dict[str, str]] = {
    "nxd": {
        "torch-neuronx": "torch_neuronx",
        "neuronx-distributed": "neuronx_distributed",
        "neuronx-cc": "neuronxcc",
        "libneuronxla": "libneuronxla",
    },
    "torch_native": {
        "torch-neuronx": "torch_neuronx.neuron_dynamo_backend",
        "neuronx-cc": "neuronxcc",
        "nki": "nki",
    },
}
HOW_TO_INSTALL_EACH: dict[BackEnd, str] = {
    "nxd": f"For trn1 (back end nxd): {HOW_TO_INSTALL}",
    "torch_native": f"For trn2 and trn3 (back end torch_native): {torch_native.HOW_TO_INSTALL}",
}


def neuron_checks() -> list[Check]:
    return [devices(), packages(), *environment_checks()]


def devices(device_dir: Path = Path("/dev")) -> Check:
    nodes = sorted(device_dir.glob("neuron[0-9]*"))
    if not nodes:
        return Check(
            "Neuron devices",
            Status.absent,
            f"no {device_dir}/neuron* on this machine",
            "trn1, trn2 and trn3 instances with the driver aws-neuronx-dkms have them.",
        )
    return Check("Neuron devices", Status.ok, f"{len(nodes)} in {device_dir}; {neuron_ls()}")


def neuron_ls() -> str:
    """What AWS's own tool says, in a few words."""
    tool = neuron_tool("neuron-ls")
    if tool is None:
        return "neuron-ls is not installed (package aws-neuronx-tools)"
    try:
        listing = subprocess.run(
            [tool, "--json-output"], capture_output=True, check=True, timeout=30, text=True
        )
        found = json.loads(listing.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        return f"neuron-ls failed: {error}"
    return counted_cores(found)


def counted_cores(listing: Any) -> str:
    """Of neuron-ls's JSON: a list of devices, or, in newer releases, an object that holds one."""
    devices = listing if isinstance(listing, list) else listing.get("mlas", [])
    counted = f"neuron-ls counts {sum(int(device.get('nc_count', 0)) for device in devices)} cores"
    sizes = {
        device["logical_neuroncore_config"] for device in devices if "logical_neuroncore_config" in device
    }
    return counted + (f" (LNC={', '.join(map(str, sorted(sizes)))})" if sizes else "")


def neuron_tool(name: str) -> str | None:
    """The path of one of AWS's tools; their package does not put them on everybody's PATH."""
    return shutil.which(name) or shutil.which(name, path="/opt/aws/neuron/bin")


def packages(import_module: Callable[[str], object] = importlib.import_module) -> Check:
    """PyPI's placeholders are installed and raise ImportError on import: that is absent."""
    back_end = back_end_here()
    working, placeholders, absent = [], [], []
    for distribution, module in PACKAGES[back_end or "nxd"].items():
        version = installed_version(distribution)
        if version is None:
            absent.append(distribution)
        elif imports(module, import_module):
            working.append(f"{distribution} {version}")
        else:
            placeholders.append(f"{distribution} {version}")
    if not absent and not placeholders:
        return Check("Neuron packages", Status.ok, f"for {back_end or 'nxd'}: {', '.join(working)}")
    hint = HOW_TO_INSTALL_EACH[back_end] if back_end else " ".join(HOW_TO_INSTALL_EACH.values())
    return Check("Neuron packages", Status.absent, describe(working, placeholders, absent), hint)


def describe(working: Sequence[str], placeholders: Sequence[str], absent: Sequence[str]) -> str:
    parts = [f"not installed: {', '.join(absent)}"] if absent else []
    if placeholders:
        parts.append(f"installed, but cannot be imported (an empty placeholder?): {', '.join(placeholders)}")
    if working:
        parts.append(f"works: {', '.join(working)}")
    return "; ".join(parts)


def imports(module: str, import_module: Callable[[str], object]) -> bool:
    # These load compiled libraries, which fail with more than ImportError (OSError: no driver).
    try:
        import_module(module)
    except (ImportError, OSError, RuntimeError):
        return False
    return True
