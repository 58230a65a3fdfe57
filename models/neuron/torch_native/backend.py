"""TorchNeuron, found and opened when needed: nothing else imports it.

Its package has the name of the one for torch-xla that SDK 2.31 has, and the two cannot share an environment.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import os
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import BackendError

if TYPE_CHECKING:  # `tenure doctor` has no need of it, and may have none
    import torch

SDK = "2.33"
PINS = {
    "torch": "2.13.0",
    "torch-neuronx": "2.13.3.0",
    "neuronx-cc": "2.28.7631.0",
    "nki": "0.7.0",
}
HOW_TO_INSTALL = (
    "TorchNeuron needs Python 3.12 or newer, and an environment of its own. The wheels come from AWS's own "
    "index, which AWS's Neuron setup guide names: `pip install "
    f"{' '.join(f'{name}=={version}' for name, version in PINS.items())} --extra-index-url THAT_INDEX`. "
    "The packages of these names on PyPI are empty placeholders."
)
BACKEND = "neuron"  # of torch.compile, once torch_neuronx is imported
FOR_TORCH_XLA = ("neuronx-distributed", "neuronx-distributed-inference", "libneuronxla", "torch-xla")
_MARK = "torch_neuronx.neuron_dynamo_backend"  # the package for torch-xla has no such module


def packages_for_torch_xla() -> list[str]:
    """Those that are installed, with their versions."""
    found = []
    for name in FOR_TORCH_XLA:
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def open_device(
    cache_dir: Path,
    *,
    rank: int = 0,
    size: int = 1,
    rendezvous: Path | None = None,
    environ: MutableMapping[str, str] = os.environ,
    import_module: Callable[[str], Any] = importlib.import_module,
) -> torch.device:
    """The one logical core of this process, and torch.distributed over the `size` ranks of its model.

    `rendezvous`: of several ranks, a file that all of them name, and that does not exist yet.
    Raises BackendError where TorchNeuron is not there, or not alone.
    """
    if others := packages_for_torch_xla():
        raise BackendError(
            f"This environment has packages for torch-xla ({', '.join(others)}), which cannot be there with "
            f"TorchNeuron. {HOW_TO_INSTALL}"
        )
    environ["TORCH_NEURONX_NEFF_CACHE_DIR"] = str(cache_dir / "neff")
    # A graph that does not compile is an error, not a step that runs one operation after the other.
    environ["TORCH_NEURONX_DISABLE_FALLBACK_EXECUTION"] = "1"
    # So is an input that was left on the host: it would be copied in each step.
    environ["TORCH_NEURONX_DYNAMO_DISABLE_CPU_AUTOCOPY"] = "1"
    try:
        import_module(_MARK)
    except (ImportError, OSError) as error:
        raise BackendError(
            f"TorchNeuron (`{_MARK}`, AWS Neuron SDK {SDK} or newer) cannot be imported here ({error}). "
            f"{HOW_TO_INSTALL} Without a chip, `--emulate` runs the same functions on the CPU, slowly: an "
            "emulation, for tests."
        ) from error
    import torch
    from torch._C._distributed_c10d import FileStore, HashStore

    # Before anything touches the device: the runtime takes one core a process, the one that this names.
    store = HashStore() if rendezvous is None else FileStore(str(rendezvous), size)
    torch.distributed.init_process_group("neuron", store=store, rank=rank, world_size=size)
    return torch.device("neuron")
