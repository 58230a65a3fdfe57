"""How many threads the kernels use."""

from __future__ import annotations

import torch

from kernels.library import current


def set_num_threads(num_threads: int) -> None:
    """Share each operation among this many threads, the caller's included. Results do not depend on it.

    Raises ValueError for less than 1.
    """
    if num_threads < 1:
        raise ValueError(f"num_threads must be at least 1, got {num_threads}.")
    library = current()
    if library is None:
        torch.set_num_threads(num_threads)
    else:
        library.set_num_threads(num_threads)


def num_threads() -> int:
    """The threads in use; at first one per physical core that this process may use."""
    library = current()
    return torch.get_num_threads() if library is None else int(library.num_threads())
