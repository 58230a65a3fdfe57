"""A device of the name that TorchNeuron's has, of tensors without content.

Whatever is made or moved there has a shape and a dtype, and takes no memory. An operation of such a tensor
with one that was left on the CPU raises, where a device would be given a copy in each step.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch._subclasses.fake_tensor import FakeTensorMode

NAME = "neuron"
_LOCK = threading.Lock()


@contextmanager
def fake_device() -> Iterator[torch.device]:
    """Inside it tensors are fakes; give the device to whatever makes them. Capture inside it, too."""
    _know_the_name()
    with FakeTensorMode(allow_non_fake_inputs=False):
        yield torch.device(NAME)


def is_fake(device: torch.device) -> bool:
    """Whether what would be made there now is a fake."""
    return (
        device.type == NAME and torch._C._get_dispatch_mode(torch._C._TorchDispatchModeKey.FAKE) is not None
    )


def _know_the_name() -> None:
    """Once in a process: torch has one place for a device of another's making."""
    with _LOCK:
        if not hasattr(torch, NAME):
            # Private, and marked as experimental: torch has no other that needs no C++.
            from torch.utils import backend_registration

            backend_registration._setup_privateuseone_for_python_backend(NAME)
