"""The built kernels as ctypes functions, for one instruction set of this CPU.

TENURE_KERNEL_ISA chooses: `auto` (the default: the best there is), one of ISAS, or `torch`: the references.
"""

from __future__ import annotations

import ctypes
import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from ctypes import c_float, c_int32, c_int64, c_void_p
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kernels.build import BuildError, Progress, build, unavailable_reason
from kernels.cores import num_usable_cores
from kernels.isa import ISAS, usable
from kernels.parts import CORE

logger = logging.getLogger(__name__)

ENV = "TENURE_KERNEL_ISA"
STATUS_MESSAGES = {
    1: "slot_mapping has a slot outside the cache.",
    2: "query_start must ascend from 0 to the number of rows of q.",
    3: "each of seq_lens must count at least its sequence's new tokens and fit its row of block_tables.",
    4: "block_tables has a block id outside the cache.",
    5: "there is no memory for the kernel's workspace.",
    6: "a weight's format and the dtype of x do not go together.",
    7: "a row was asked for that is not there.",
    8: "a position is beyond the table of angles.",
    9: "the part of the kernels that this format needs has not been loaded.",
}


class Library:
    """One instruction set's operations."""

    def __init__(self, functions: ctypes.CDLL, name: str) -> None:
        self.name = name
        self._core = _function(functions.tenure_core, "", c_void_p)()
        self._loaded = {CORE}
        self.rms_norm = _function(functions.tenure_rms_norm, "ppp llll ff i")
        self.rotary = _function(functions.tenure_rotary, "pppp lllll i")
        self.gated_mul = _function(functions.tenure_gated_mul, "pp ll ii")
        self.vector_width = int(_function(functions.tenure_vector_width, "", c_int64)())
        self.packed_bytes = _function(functions.tenure_packed_bytes, "ll i", c_int64)
        self.pack = _function(functions.tenure_pack, "pp ll i")
        self.take_rows = _function(functions.tenure_take_rows, "ppp lll ii")
        self.linear = _function(functions.tenure_linear, "pppp lllll iiii")
        self.kv_layer_bytes = _function(functions.tenure_kv_layer_bytes, "p", c_int64)
        self.kv_row_bytes = _function(functions.tenure_kv_row_bytes, "p", c_int64)
        self.kv_read = _function(functions.tenure_kv_read, "pp lll p", None)
        self.kv_write_back = _function(functions.tenure_kv_write_back, "pp lll p", None)
        self.kv_write = _function(functions.tenure_kv_write, "pppp lll i")
        self.paged_attention = _function(functions.tenure_paged_attention, "pppppp llllll ff p i")
        self.softcap = _function(functions.tenure_softcap, "p ll ff")
        self.experts = _function(functions.tenure_experts, "p")
        self.lora = _function(functions.tenure_lora, "pp l")
        self.run_program = _function(functions.tenure_run_program, "p l p")
        self.sample = _function(functions.tenure_sample, "ppppp ll")
        self.logprob_parts = _function(functions.tenure_logprob_parts, "pppppp lll")
        self.num_threads = _function(functions.tenure_num_threads, "")
        self.set_num_threads = _function(functions.tenure_set_num_threads, "i", None)

    def need(self, *parts: str) -> None:
        """Have these parts loaded; builds those that are not there. Raises BuildError."""
        missing = [part for part in parts if part not in self._loaded]
        if not missing:
            return

        def note(_label: str, num_done: int, num_steps: int) -> None:
            if num_done == 0:
                logger.info("Compiling %s of the kernels, for now and later.", " and ".join(missing))

        self._load(build(self.name, missing, note))

    def _load(self, paths: Mapping[str, Path]) -> None:
        for part, path in paths.items():
            if part not in self._loaded:
                add = _function(_dlopen(path).tenure_part, "p", None)
                add(self._core)
                self._loaded.add(part)


_LETTERS = {"p": c_void_p, "l": c_int64, "i": c_int32, "f": c_float}


def _function(function: Any, letters: str, result: Any = c_int32) -> Any:
    function.argtypes = [_LETTERS[letter] for letter in letters.replace(" ", "")]
    function.restype = result
    return function


def raise_for_status(status: int) -> None:
    """The ValueError for what a kernel found in the values of its arguments."""
    if status:
        raise ValueError(STATUS_MESSAGES.get(status, f"the kernel returned status {status}."))


def available() -> Iterator[str]:
    """The instruction sets that this process can run and that are built, or can be; best first."""
    return (name for name in usable() if unavailable_reason(name) is None)


def _dlopen(path: Path) -> ctypes.CDLL:
    try:
        return ctypes.CDLL(str(path))
    except OSError as error:
        raise BuildError(f"The built kernels cannot be loaded: {error}. Delete {path}.") from error


@lru_cache
def _open(path: Path, name: str) -> Library:
    library = Library(_dlopen(path), name)
    library.set_num_threads(num_usable_cores())
    return library


@dataclass(slots=True)
class _Choice:
    made: bool = False
    library: Library | None = None
    reason: str | None = None


_choice = _Choice()


def current(progress: Progress | None = None, parts: Iterable[str] = ()) -> Library | None:
    """The library in use; None where the torch references do the work.

    Args:
        progress: of a build, see there.
        parts: will be needed. Where they are known at the first call, all is built at once.

    Raises ValueError, BuildError when TENURE_KERNEL_ISA names what this machine cannot run.
    """
    if not _choice.made:
        select(os.environ.get(ENV, "auto"), progress, parts)
    elif _choice.library is not None:
        _choice.library.need(*parts)
    return _choice.library


def chosen() -> Library | None:
    """The library in use, where one has been chosen: never builds, and makes no choice itself."""
    return _choice.library


def intended() -> str:
    """What `current` names, or would choose: an instruction set, or `torch`; builds nothing.

    Raises ValueError when TENURE_KERNEL_ISA names what this machine cannot run.
    """
    if _choice.made:
        return "torch" if _choice.library is None else _choice.library.name
    name = os.environ.get(ENV, "auto")
    _check(name)
    return next(available(), "torch") if name == "auto" else name


def reason_for_torch() -> str | None:
    """Why the references do the work, where that has been chosen."""
    return _choice.reason


def select(name: str, progress: Progress | None = None, parts: Iterable[str] = ()) -> None:
    """Use this instruction set from now on: `auto`, `torch`, or one of ISAS. Builds it if need be.

    A weight that is packed already stays with the one it was packed for. Raises ValueError, BuildError.
    """
    _check(name)
    library, reason = None, f"{ENV}=torch asks for it."
    if name != "torch":
        try:
            library = _load_best(progress, parts) if name == "auto" else _load_one(name, progress, parts)
        except BuildError as error:
            if name != "auto":
                raise
            logger.warning("The fast kernels are not there, the slow torch ones do the work. %s", error)
            reason = str(error)
    _choice.made, _choice.library, _choice.reason = True, library, None if library else reason


def _load_best(progress: Progress | None, parts: Iterable[str]) -> Library:
    # Where there is none, building one says why.
    return _load_one(next(available(), "scalar"), progress, parts)


def _check(name: str) -> None:
    if name not in ("auto", "torch", *ISAS):
        raise ValueError(f"{ENV} must be auto, torch or one of {', '.join(ISAS)}, got {name!r}.")
    if name in ISAS and name not in usable():
        raise ValueError(f"{ENV}={name}, but this machine has {', '.join(usable())}. Unset it, or use auto.")


def _load_one(name: str, progress: Progress | None, parts: Iterable[str]) -> Library:
    paths = build(name, (CORE, *parts), progress)
    library = _open(paths[CORE], name)
    library._load(paths)
    return library
