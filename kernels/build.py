"""Compile the C++ kernels with the compiler that this machine has, once, into the user's cache.

Each instruction set has a library of its own, in parts (kernels/parts.py), so that a first start compiles
only what its CPU will run and its model will use. A wheel that was made with its kernels inside (`bundle`)
has them all, and needs no compiler.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kernels.isa import ISAS, of_this_architecture
from kernels.parts import CORE, PARTS

Progress = Callable[[str, int, int], None]  # (what was done, parts done, parts in all)

SOURCE_ROOT = Path(__file__).parent
BUNDLE = SOURCE_ROOT / "built"  # in a wheel only
COMPILERS = ("c++", "g++", "clang++")

# No contraction: where a multiply-add is fused is row invariance's business, not the compiler's choice.
COMPILE_FLAGS = ("-std=c++17", "-O3", "-fPIC", "-ffp-contract=off", "-w")
LINK_FLAGS = ("-shared", "-pthread")
# What a library takes along that is to run where another C++ runtime may be.
PORTABLE_FLAGS = ("-static-libstdc++", "-static-libgcc", "-Wl,--exclude-libs,ALL")


class BuildError(Exception):
    """The kernels cannot be built here; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Compiler:
    path: str
    version: str  # what it says of itself, in one line


def unavailable_reason(isa: str) -> str | None:
    """Why there can be no library for this instruction set, or None when there can: nothing is built."""
    if find(isa) is not None:
        return None
    try:
        _compiler_for(isa)
    except BuildError as error:
        return str(error)
    return None


def find(isa: str, part: str = CORE) -> Path | None:
    """The part, of these very sources, that came with the package, or that the cache has."""
    bundled = BUNDLE / _file_name(isa, part)
    if bundled.exists():
        return bundled
    try:
        cached = _cached(isa, part, find_compiler())
    except BuildError:
        # No compiler: what another one has made will do, as in an image that is built in two stages.
        return next(iter(sorted(cache_dir().glob(_file_name(isa, part, "*")))), None)
    return cached if cached.exists() else None


def build(isa: str, parts: Iterable[str] = (CORE,), progress: Progress | None = None) -> dict[str, Path]:
    """Return the libraries of these parts, building those of which there is none of these sources.

    `progress` is called before the first step and after each, with a label, the steps done and the steps in
    all; not at all when everything was there. Processes that build the same at once wait for one another.

    Raises BuildError.
    """
    found = {part: find(isa, part) for part in parts}
    missing = [part for part, path in found.items() if path is None]
    built = _build_into_cache(isa, missing, progress or _silent) if missing else {}
    return {part: path or built[part] for part, path in found.items()}


def _build_into_cache(isa: str, parts: list[str], progress: Progress) -> dict[str, Path]:
    compiler = _compiler_for(isa)
    paths = {part: _cached(isa, part, compiler) for part in parts}
    try:
        with ExitStack() as locks:
            for part in sorted(parts):  # in one order, or two processes could wait for each other
                locks.enter_context(_lock(paths[part]))
            missing = {part: path for part, path in paths.items() if not path.exists()}
            if missing:
                _build(isa, compiler, missing, progress)
    except OSError as error:  # no right to write, no room
        raise BuildError(
            f"The kernels' cache cannot be written: {error}. Make room there, or set XDG_CACHE_HOME."
        ) from error
    return paths


def bundle(directory: Path, progress: Progress | None = None) -> None:
    """Build all parts for all instruction sets into `directory`, to ship as BUNDLE. Raises BuildError."""
    directory.mkdir(parents=True, exist_ok=True)
    for isa in of_this_architecture():
        paths = {part: directory / _file_name(isa, part) for part in PARTS}
        _build(isa, _compiler_for(isa), paths, progress or _silent, PORTABLE_FLAGS)


def cache_dir() -> Path:
    root = os.environ.get("XDG_CACHE_HOME")
    return (Path(root) if root else Path.home() / ".cache") / "tenure" / "kernels"


def find_compiler() -> Compiler:
    """$CXX, or the first of c++, g++, clang++. Raises BuildError."""
    wanted = os.environ.get("CXX")
    candidates = (wanted,) if wanted else COMPILERS
    for name in candidates:
        path = shutil.which(name)
        if path is not None:
            return Compiler(path=path, version=_version_of(path))
    if wanted:
        raise BuildError(f"There is no compiler {wanted!r}, which CXX names. Correct CXX or unset it.")
    raise BuildError(
        f"No C++ compiler was found ({', '.join(COMPILERS)}). Install one (Debian, Ubuntu: apt install g++) "
        "or set CXX to its path."
    )


@lru_cache
def _version_of(path: str) -> str:
    result = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30, check=False)
    if result.returncode != 0:
        raise BuildError(f"The compiler {path} does not run: {_first_line(result.stderr)}")
    return _first_line(result.stdout)


@lru_cache
def _understands(compiler: str, flags: tuple[str, ...]) -> bool:
    command = [compiler, *flags, "-x", "c++", "-fsyntax-only", os.devnull]
    return subprocess.run(command, capture_output=True, timeout=30, check=False).returncode == 0


def _compiler_for(isa: str) -> Compiler:
    """Raises BuildError, also for a compiler that is too old to know the instruction set."""
    compiler = find_compiler()
    if not _understands(compiler.path, ISAS[isa].flags):
        raise BuildError(
            f"The compiler {compiler.path} ({compiler.version}) does not know {' '.join(ISAS[isa].flags)}. "
            "Install a newer one, or set CXX to its path."
        )
    return compiler


@lru_cache
def _source_hash() -> str:
    """Of every source and every flag."""
    digest = hashlib.blake2b(repr((PARTS, COMPILE_FLAGS, LINK_FLAGS, ISAS)).encode(), digest_size=8)
    for path in sorted([*SOURCE_ROOT.rglob("*.cpp"), *SOURCE_ROOT.rglob("*.h")]):
        digest.update(path.relative_to(SOURCE_ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _file_name(isa: str, part: str, *compiler_hash: str) -> str:
    return "-".join((isa, part, _source_hash(), *compiler_hash)) + ".so"


def _cached(isa: str, part: str, compiler: Compiler) -> Path:
    digest = hashlib.blake2b(repr(compiler).encode(), digest_size=8).hexdigest()
    return cache_dir() / _file_name(isa, part, digest)


@contextmanager
def _lock(library: Path) -> Iterator[None]:
    library.parent.mkdir(parents=True, exist_ok=True)
    with library.with_suffix(".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _build(
    isa: str,
    compiler: Compiler,
    paths: Mapping[str, Path],
    progress: Progress,
    link_flags: tuple[str, ...] = (),
) -> None:
    """Compile in parallel into a temporary folder, then move each part into place in one step."""
    compile_one = (compiler.path, *COMPILE_FLAGS, *ISAS[isa].flags)
    parent = next(iter(paths.values())).parent
    with tempfile.TemporaryDirectory(prefix=f"{isa}.", dir=parent) as folder:
        units: dict[str, list[str]] = {}
        links: dict[str, list[str]] = {}
        for name in (name for name in PARTS if name in paths):
            part = PARTS[name]
            objects = [f"{folder}/{name}.{index}.o" for index in range(len(part.sources))]
            for source, target in zip(part.sources, objects, strict=True):
                label = name if len(objects) == 1 else source
                units[label] = [*compile_one, *part.flags, "-c", str(SOURCE_ROOT / source), "-o", target]
            target = f"{folder}/{paths[name].name}"
            links[name] = [compiler.path, *LINK_FLAGS, *link_flags, *objects, "-o", target]
        num_steps = len(units) + len(links)
        progress(next(iter(units)), 0, num_steps)
        _run_all(units, lambda label, num_done: progress(label, num_done, num_steps))
        _run_all(links, lambda label, num_done: progress(label, len(units) + num_done, num_steps))
        for path in paths.values():
            Path(folder, path.name).replace(path)


def _run_all(commands: dict[str, list[str]], progress: Callable[[str, int], None]) -> None:
    """As many at a time as there are processors. Whatever ends this, none goes on. Raises BuildError."""
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as executor, _Commands() as runner:
        try:
            names = {executor.submit(runner.run, command): name for name, command in commands.items()}
            for num_done, future in enumerate(as_completed(names), 1):
                future.result()
                progress(names[future], num_done)
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise


class _Commands:
    """Commands on several threads, none of which outlives the `with`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[str]] = set()
        self._is_over = False

    def __enter__(self) -> _Commands:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._is_over = True
            for process in self._running:
                with suppress(ProcessLookupError):  # it has just ended
                    os.killpg(process.pid, signal.SIGKILL)

    def run(self, command: list[str]) -> None:
        """Raises: BuildError with what a command that failed has said."""
        with self._lock:
            if self._is_over:
                raise BuildError("The build was stopped.")
            # In a group of its own, so that what a compiler starts ends with it.
            process = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
            )
            self._running.add(process)
        _, said = process.communicate()
        with self._lock:
            self._running.discard(process)
        if process.returncode != 0:
            raise BuildError(f"`{' '.join(command)}` failed:\n{said[:2000]}")


def _first_line(text: str) -> str:
    return text.strip().split("\n")[0]


def _silent(label: str, num_done: int, num_parts: int) -> None:
    del label, num_done, num_parts
