"""The one place that looks for NKI, AWS's kernel language.

`nl`, `nisa` and `jit` are NKI's own where it is installed. Elsewhere the modules of kernels import all the
same, and a kernel that is called says what is missing. PyPI's `nki` is an empty placeholder that raises
ImportError, so it counts as absent. Only `simulate` and `emulated` put the NumPy shim in NKI's place, and
only for as long as they last.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from types import ModuleType
from typing import Any, Literal, Protocol, TypeVar, cast

TargetName = Literal["trn1", "trn2"]
Kernel = TypeVar("Kernel", bound=Callable[..., Any])

_shim: ContextVar[ModuleType | None] = ContextVar("kernels.neuron.shim", default=None)


class NkiNotInstalled(ImportError):
    """A kernel was called where neither NKI nor a simulation is there to run it."""

    def __init__(self, symbol: str) -> None:
        super().__init__(
            f"{symbol} was called, but NKI is not installed (PyPI's `nki` is a placeholder). Install the AWS "
            "Neuron SDK 2.31 from the package index that its setup guide names, or switch the kernels off."
        )


class NkiTensor(Protocol):
    """The part of NKI's tensor that our kernels use; `buffer` is HBM, SBUF or PSUM."""

    shape: tuple[int, ...]
    dtype: Any

    def __getitem__(self, key: Any) -> NkiTensor: ...
    def reshape(self, shape: tuple[int, ...]) -> NkiTensor: ...
    def expand_dim(self, dim: int) -> NkiTensor: ...
    def broadcast(self, dim: int, size: int) -> NkiTensor: ...
    def ap(
        self,
        pattern: Sequence[Sequence[int]],
        offset: int | None = None,
        vector_offset: NkiTensor | None = None,
        indirect_dim: int = 0,
    ) -> NkiTensor: ...


class _Language(Protocol):
    def ndarray(
        self, shape: tuple[int, ...], dtype: Any, buffer: Any = ..., name: str = "", address: Any = None
    ) -> NkiTensor: ...
    def __getattr__(self, name: str) -> Any: ...


class _Absent:
    """Stands where nki.language or nki.isa would be."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        shim = _shim.get()
        if shim is None:
            raise NkiNotInstalled(f"nki.{self._name}.{attribute}")
        return getattr(getattr(shim, self._name), attribute)


def _find(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


_nki = _find("nki")
nl: _Language = cast(_Language, importlib.import_module("nki.language") if _nki else _Absent("language"))
nisa: Any = importlib.import_module("nki.isa") if _nki else _Absent("isa")


def is_installed() -> bool:
    """Whether the real NKI is here."""
    return _nki is not None


def jit(kernel: Kernel) -> Kernel:
    """nki.jit where NKI is installed, else the function itself."""
    if _nki is None:
        return kernel
    compiled: Kernel = _nki.jit(kernel)
    return compiled


def launched(kernel: Callable[..., Any], lnc: int) -> Callable[..., Any]:
    """The kernel as `lnc` programs, one for each physical core of a logical one: kernel[lnc]."""
    if lnc == 1 or _nki is None:
        return kernel
    programs: Callable[..., Any] = kernel[lnc]  # type: ignore[index]  # nki.jit's
    return programs


def simulate(kernel: Callable[..., Any], target: TargetName = "trn1", lnc: int = 1) -> Callable[..., Any]:
    """The kernel on this CPU, as a function of the same arguments (torch tensors and numbers).

    `lnc` programs run it, as on the physical cores of a logical one.

    Runs in NKI's own simulator where NKI is installed, else in the NumPy shim, which is not the AWS
    simulator. Tensors that the kernel writes to change in place.
    """
    if _nki is None:

        def run_in_shim(*args: Any, **options: Any) -> Any:
            with emulated() as shim:
                return shim.Simulation(kernel, target, lnc)(*args, **options)

        return run_in_shim

    def run(*args: Any, **options: Any) -> Any:
        with _environment("NEURON_PLATFORM_TARGET_OVERRIDE", target):
            return _nki.simulate(launched(kernel, lnc))(*args, **options)

    return run


@contextmanager
def emulated() -> Iterator[ModuleType]:
    """The shim, which takes NKI's place meanwhile. For what NKI's simulator does not tell: use of memory."""
    shim = importlib.import_module("kernels.neuron.shim")
    token = _shim.set(shim)
    try:
        yield shim
    finally:
        _shim.reset(token)


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
