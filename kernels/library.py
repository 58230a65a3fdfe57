"""The built kernels as ctypes functions, for one instruction set of this CPU.

TENURE_KERNEL_ISA chooses: `auto` (the default: the best there is), one of ISAS, or `torch`: the references.
"""

from __future__ import annotations

import ctypes
import logging
import os
from ctypes import c_char_p, c_float, c_int32, c_int64, c_void_p
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kernels.build import BuildError, Progress, build
from kernels.cores import num_usable_cores

logger = logging.getLogger(__name__)

ENV = "TENURE_KERNEL_ISA"
ISAS = ("amx", "avx512bf16", "avx512vnni", "avx512", "avx2", "scalar")  # best first
STATUS_MESSAGES = {
    1: "slot_mapping has a slot outside the cache.",
    2: "query_start must ascend from 0 to the number of rows of q.",
    3: "each of seq_lens must count at least its sequence's new tokens and fit its row of block_tables.",
    4: "block_tables has a block id outside the cache.",
    5: "there is no memory for the kernel's workspace.",
    6: "a weight's format and the dtype of x do not go together.",
    7: "a row was asked for that is not there.",
    8: "a position is beyond the table of angles.",
}


class Library:
    """One instruction set's operations. `isa` is the first argument of those that compute."""

    def __init__(self, functions: ctypes.CDLL, name: str, isa: int) -> None:
        self.name = name
        self.isa = isa
        self.rms_norm = _function(functions.tenure_rms_norm, "pppp llll f i")
        self.rotary = _function(functions.tenure_rotary, "ppppp lllll i")
        self.silu_mul = _function(functions.tenure_silu_mul, "ppp ll i")
        self.vector_width = int(_function(functions.tenure_vector_width, "p", c_int64)(isa))
        self.packed_bytes = _function(functions.tenure_packed_bytes, "p ll i", c_int64)
        self.pack = _function(functions.tenure_pack, "ppp ll i")
        self.pack_quantized = _function(functions.tenure_pack_quantized, "ppppp ll i")
        self.take_rows = _function(functions.tenure_take_rows, "pppp lll ii")
        self.linear = _function(functions.tenure_linear, "ppppp lllll iiii")
        self.kv_layer_bytes = _function(functions.tenure_kv_layer_bytes, "p", c_int64)
        self.kv_row_bytes = _function(functions.tenure_kv_row_bytes, "p", c_int64)
        self.kv_read = _function(functions.tenure_kv_read, "pp lll p", None)
        self.kv_write_back = _function(functions.tenure_kv_write_back, "pp lll p", None)
        self.kv_write = _function(functions.tenure_kv_write, "ppppp lll i")
        self.paged_attention = _function(functions.tenure_paged_attention, "ppppppp llllll f i")
        self.run_program = _function(functions.tenure_run_program, "pp l p")
        self.sample = _function(functions.tenure_sample, "pppppp ll")
        self.logprob_parts = _function(functions.tenure_logprob_parts, "ppppppp lll")
        self.num_threads = _function(functions.tenure_num_threads, "")
        self.set_num_threads = _function(functions.tenure_set_num_threads, "i", None)


_LETTERS = {"p": c_void_p, "l": c_int64, "i": c_int32, "f": c_float}


def _function(function: Any, letters: str, result: Any = c_int32) -> Any:
    function.argtypes = [_LETTERS[letter] for letter in letters.replace(" ", "")]
    function.restype = result
    return function


def raise_for_status(status: int) -> None:
    """The ValueError for what a kernel found in the values of its arguments."""
    if status:
        raise ValueError(STATUS_MESSAGES.get(status, f"the kernel returned status {status}."))


def load(progress: Progress | None = None) -> dict[str, Library]:
    """What this build and this CPU can run, by name, best first. Builds it if need be. Raises BuildError."""
    return _open(build(progress))


@lru_cache
def _open(path: Path) -> dict[str, Library]:
    try:
        functions = ctypes.CDLL(str(path))
    except OSError as error:
        raise BuildError(f"The built kernels cannot be loaded: {error}. Delete {path.parent}.") from error
    name_of = _function(functions.tenure_isa_name, "i", c_char_p)
    isa_of = _function(functions.tenure_isa, "i", c_void_p)
    libraries = {}
    index = 0
    while (name := name_of(index)) is not None:
        libraries[name.decode()] = Library(functions, name.decode(), isa_of(index))
        index += 1
    next(iter(libraries.values())).set_num_threads(num_usable_cores())
    return libraries


@dataclass(slots=True)
class _Choice:
    made: bool = False
    library: Library | None = None


_choice = _Choice()


def current(progress: Progress | None = None) -> Library | None:
    """The library in use; None where the torch references do the work. `progress`: of a build, see there.

    Raises ValueError, BuildError when TENURE_KERNEL_ISA names what this machine cannot run.
    """
    if not _choice.made:
        select(os.environ.get(ENV, "auto"), progress)
    return _choice.library


def chosen() -> Library | None:
    """The library in use, where one has been chosen: never builds, and makes no choice itself."""
    return _choice.library


def select(name: str, progress: Progress | None = None) -> None:
    """Use this instruction set from now on: `auto`, `torch`, or one of ISAS.

    A weight that is packed already stays with the one it was packed for. Raises ValueError, BuildError.
    """
    _choice.library = None if name == "torch" else _load_one(name, progress)
    _choice.made = True


def _load_one(name: str, progress: Progress | None) -> Library | None:
    if name not in ("auto", *ISAS):
        raise ValueError(f"{ENV} must be auto, torch or one of {', '.join(ISAS)}, got {name!r}.")
    try:
        libraries = load(progress)
    except BuildError as error:
        if name != "auto":
            raise
        logger.warning("The fast kernels are not there, the slow torch ones do the work. %s", error)
        return None
    if name == "auto":
        return next(iter(libraries.values()))
    if name not in libraries:
        raise ValueError(f"{ENV}={name}, but this machine has {', '.join(libraries)}. Unset it, or use auto.")
    return libraries[name]
