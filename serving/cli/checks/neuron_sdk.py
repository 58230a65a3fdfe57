"""Which release of AWS's Neuron SDK is installed, by its distributions; nothing is imported.

There are two kinds of environment, of which one drives trn1 and the other trn2 and trn3, and both have a
distribution `torch-neuronx`: its version tells them apart.
"""

from __future__ import annotations

from models.neuron.instances import BackEnd
from models.neuron.nxd.backend import HOW_TO_INSTALL, PINS, SDK
from models.neuron.torch_native import backend as torch_native
from serving.cli.checks.check import Check, Status, installed_version

# From aws-neuron-sdk, src/helperscripts/n2-manifest.json: since SDK 2.18 the compiler's second number is the
# SDK's less 5. What is older, or a placeholder from PyPI, has other numbers.
FIRST_COMPILER = (2, 13)
SDK_LESS_COMPILER = 5
# aws-neuron-sdk, release-notes/components/nki.rst: `neuronxcc.nki` is an error since NKI 0.4.0, of SDK 2.30.
FIRST_COMPILER_WITHOUT_ITS_NKI = (2, 25)


# Of torch-neuronx: the last for torch-xla is 2.9, the first that is TorchNeuron and was released is 2.13.
FIRST_TORCH_NEURON = (2, 13)
FIRST_OF_TORCH_NEURON = {"neuronx-cc": (2, 28), "nki": (0, 7)}  # those of SDK 2.33


def environment_checks() -> list[Check]:
    """What an environment that was made for something older, or for several releases, should be told."""
    if back_end_here() == "torch_native":
        checks = (transformers_neuronx(), mixed_back_ends(), torch_of_another_release(), older_than_2_33())
    else:
        checks = (transformers_neuronx(), nki_in_the_compiler(), mixed_releases(), None)
    return [check for check in checks if check is not None]


def back_end_here() -> BackEnd | None:
    """Which back end the environment was made for; None without a real torch-neuronx."""
    version = installed_version("torch-neuronx")
    release = leading_numbers(version or "")[:2]
    if release < (2,):  # a placeholder's is 1.0
        return None
    return "torch_native" if release >= FIRST_TORCH_NEURON else "nxd"


def mixed_back_ends() -> Check | None:
    """Packages for torch-xla beside TorchNeuron: the two have one name, and cannot both be there."""
    others = torch_native.packages_for_torch_xla()
    if not others:
        return None
    own = installed_version("torch-neuronx")
    return Check(
        "Neuron SDK",
        Status.warning,
        f"torch-neuronx {own} is TorchNeuron; for torch-xla: {', '.join(others)}",
        "The two cannot share an environment, and a start refuses this one. For trn2 and trn3 make one "
        f"without the latter. {torch_native.HOW_TO_INSTALL} For trn1: {HOW_TO_INSTALL}",
    )


def torch_of_another_release() -> Check | None:
    """TorchNeuron is built for one torch."""
    own, torch = installed_version("torch-neuronx") or "", installed_version("torch")
    if torch is None or leading_numbers(torch)[:2] == leading_numbers(own)[:2]:
        return None
    return Check(
        "TorchNeuron",
        Status.warning,
        f"torch-neuronx {own} with torch {torch}",
        f"The first two numbers of both must be the same. {torch_native.HOW_TO_INSTALL}",
    )


def older_than_2_33() -> Check | None:
    older = [
        f"{name} {version}"
        for name, first in FIRST_OF_TORCH_NEURON.items()
        if (version := installed_version(name)) and leading_numbers(version)[:2] < first
    ]
    if not older:
        return None
    return Check(
        "Neuron SDK",
        Status.warning,
        f"older than SDK {torch_native.SDK}: {', '.join(older)}",
        f"Make a new environment. {torch_native.HOW_TO_INSTALL}",
    )


def transformers_neuronx() -> Check | None:
    version = installed_version("transformers-neuronx")
    if version is None:
        return None
    return Check(
        "transformers-neuronx",
        Status.warning,
        f"transformers-neuronx {version}",
        "Its support ended with the Neuron SDK 2.26, and Tenure does not use it. Make a new environment for "
        f"SDK {SDK}; the checkpoints load as they are, without save_pretrained_split. "
        "models/neuron/README.md has Tenure's name for each of its arguments.",
    )


def nki_in_the_compiler() -> Check | None:
    compiler = compiler_release()
    if compiler is None or compiler >= FIRST_COMPILER_WITHOUT_ITS_NKI:
        return None
    return Check(
        "NKI",
        Status.warning,
        f"neuronx-cc {installed_version('neuronx-cc')} has NKI inside, as `neuronxcc.nki`",
        "Tenure's kernels are written for the package `nki`, 0.5 or newer, which is `neuronxcc.nki`'s "
        f"successor and not the same language. It comes with SDK {SDK}: make a new environment for that.",
    )


def mixed_releases() -> Check | None:
    """Whether what is installed is of SDK 2.31, and of that one only."""
    compiler = compiler_release()
    if compiler is None:
        return None
    others = [f"{name} {version}" for name in PINS if (version := of_another_release(name)) is not None]
    if not others:
        return None
    return Check(
        "Neuron SDK",
        Status.warning,
        f"neuronx-cc is that of SDK 2.{compiler[1] + SDK_LESS_COMPILER}; "
        f"not as in SDK {SDK}: {', '.join(others)}",
        f"Tenure is written for SDK {SDK}, the last with torch-neuronx, and mixed releases fail when "
        f"compiling or loading. Make a new environment. {HOW_TO_INSTALL}",
    )


def compiler_release() -> tuple[int, int] | None:
    """The first two numbers of neuronx-cc's version; None without a real neuronx-cc."""
    version = installed_version("neuronx-cc")
    if version is None:
        return None
    release = leading_numbers(version)[:2]
    return (release[0], release[1]) if len(release) == 2 and release >= FIRST_COMPILER else None


def of_another_release(name: str) -> str | None:
    """The installed version, if it is not SDK 2.31's. The last number is the build's and may differ."""
    version = installed_version(name)
    if version is None:
        return None
    pin = leading_numbers(PINS[name])
    significant = len(pin) - 1
    return version if leading_numbers(version)[:significant] != pin[:significant] else None


def leading_numbers(version: str) -> tuple[int, ...]:
    """`2.9.0.2.15.32035+de43f57c` is (2, 9, 0, 2, 15, 32035); what is no number ends it."""
    numbers: list[int] = []
    for part in version.split("+")[0].split("."):
        if not part.isdecimal():
            break
        numbers.append(int(part))
    return tuple(numbers)
