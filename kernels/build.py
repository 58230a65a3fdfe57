"""Compile the C++ kernels with the compiler that this machine has, once, into the user's cache."""

from __future__ import annotations

import fcntl
import hashlib
import os
import platform
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

Progress = Callable[[str, int, int], None]  # (what was done, parts done, parts in all)

SOURCE_ROOT = Path(__file__).parent
LIBRARY_NAME = "libtenure_kernels.so"
COMPILERS = ("c++", "g++", "clang++")

# No contraction: where a multiply-add is fused is row invariance's business, not the compiler's choice.
COMPILE_FLAGS = ("-std=c++17", "-O3", "-fPIC", "-ffp-contract=off", "-w")
LINK_FLAGS = ("-shared", "-pthread")
AVX512_FLAGS = ("-mavx512f", "-mavx512bw", "-mavx512vl", "-mavx512dq", "-mavx2", "-mfma", "-mf16c")

# Each instruction set's translation unit is native/isa_<name>.cpp; no other is compiled with its flags.
ISA_FLAGS = {
    "scalar": (),
    "avx2": ("-mavx2", "-mfma", "-mf16c"),
    "avx512": AVX512_FLAGS,
    "avx512vnni": (*AVX512_FLAGS, "-mavx512vnni"),
    "avx512bf16": (*AVX512_FLAGS, "-mavx512vnni", "-mavx512bf16"),
    "amx": (*AVX512_FLAGS, "-mavx512vnni", "-mavx512bf16", "-mamx-tile", "-mamx-bf16"),
}
COMMON_SOURCES = ("native/pool.cpp", "native/library.cpp", "native/kv_blocks.cpp")


class BuildError(Exception):
    """The kernels cannot be built here; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Compiler:
    path: str
    version: str  # what it says of itself, in one line


@dataclass(frozen=True, slots=True)
class Unit:
    """One translation unit: a source below SOURCE_ROOT and the flags it is compiled with."""

    source: str
    flags: tuple[str, ...]

    @property
    def object_name(self) -> str:
        return self.source.replace("/", "_") + ".o"


def unavailable_reason() -> str | None:
    """Why there can be no built kernels, or None when there can."""
    try:
        find_compiler()
    except BuildError as error:
        return None if _built_elsewhere() else str(error)
    return None


def build(progress: Progress | None = None) -> Path:
    """Return the built library, building it when the cache has none for these sources, flags and compiler.

    `progress` is called after each part with a label, the parts done and the parts in all; not at all when
    the library was there. Processes that build at once wait for one another.

    Raises BuildError.
    """
    try:
        compiler = find_compiler()
    except BuildError:
        if (found := _built_elsewhere()) is not None:
            return found
        raise
    units = _units(compiler)
    directory = cache_dir() / f"{_source_hash()}-{_compiler_hash(compiler, units)}"
    library = directory / LIBRARY_NAME
    if library.exists():
        return library
    try:
        with _lock(directory):
            if not library.exists():
                _build_into(directory, compiler, units, progress or _silent)
    except OSError as error:  # no right to write, no room
        raise BuildError(
            f"The kernels' cache cannot be written: {error}. Make room there, or set XDG_CACHE_HOME."
        ) from error
    return library


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


def _units(compiler: Compiler) -> list[Unit]:
    """What this compiler can build for this machine's architecture."""
    names = ["scalar"]
    if platform.machine() in ("x86_64", "AMD64"):
        names = [name for name, flags in ISA_FLAGS.items() if not flags or _understands(compiler.path, flags)]
        if platform.system() != "Linux":
            names = [name for name in names if name != "amx"]  # its permission is asked of Linux
    defines = tuple(f"-DTENURE_WITH_{name}" for name in names)
    isa_units = [Unit(f"native/isa_{name}.cpp", ISA_FLAGS[name]) for name in names]
    return isa_units + [Unit(source, defines) for source in COMMON_SOURCES]


@lru_cache
def _source_hash() -> str:
    """Of every source and every flag."""
    digest = hashlib.blake2b(repr((COMPILE_FLAGS, LINK_FLAGS, ISA_FLAGS)).encode(), digest_size=8)
    for path in sorted([*SOURCE_ROOT.rglob("*.cpp"), *SOURCE_ROOT.rglob("*.h")]):
        digest.update(path.relative_to(SOURCE_ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _compiler_hash(compiler: Compiler, units: list[Unit]) -> str:
    return hashlib.blake2b(repr((compiler, units)).encode(), digest_size=8).hexdigest()


def _built_elsewhere() -> Path | None:
    """A library of these very sources that is in the cache, as in an image that was built with a compiler."""
    return next(iter(sorted(cache_dir().glob(f"{_source_hash()}-*/{LIBRARY_NAME}"))), None)


@contextmanager
def _lock(directory: Path) -> Iterator[None]:
    directory.parent.mkdir(parents=True, exist_ok=True)
    with (directory.parent / f"{directory.name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _build_into(directory: Path, compiler: Compiler, units: list[Unit], progress: Progress) -> None:
    """Compile in parallel into a temporary folder, then move it into place in one step."""
    temporary = Path(tempfile.mkdtemp(prefix=f"{directory.name}.", dir=directory.parent))
    num_parts = len(units) + 1
    try:
        _compile_all(compiler, units, temporary, lambda label, done: progress(label, done, num_parts))
        objects = [str(temporary / unit.object_name) for unit in units]
        with _Commands() as commands:
            commands.run([compiler.path, *LINK_FLAGS, *objects, "-o", str(temporary / LIBRARY_NAME)])
        for name in objects:
            os.unlink(name)
        os.chmod(temporary, 0o755)
        shutil.rmtree(directory, ignore_errors=True)
        temporary.rename(directory)
        progress(LIBRARY_NAME, num_parts, num_parts)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _compile_all(
    compiler: Compiler, units: list[Unit], directory: Path, progress: Callable[[str, int], None]
) -> None:
    """As many at a time as there are processors. Whatever ends it, no compiler goes on running."""
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as executor, _Commands() as commands:
        try:
            compiled = {
                executor.submit(commands.run, _command(compiler, unit, directory)): unit for unit in units
            }
            for num_done, future in enumerate(as_completed(compiled), 1):
                future.result()
                progress(compiled[future].source, num_done)
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise


def _command(compiler: Compiler, unit: Unit, directory: Path) -> list[str]:
    source, target = str(SOURCE_ROOT / unit.source), str(directory / unit.object_name)
    return [compiler.path, *COMPILE_FLAGS, *unit.flags, "-c", source, "-o", target]


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
