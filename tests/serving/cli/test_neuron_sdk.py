"""Old and mixed Neuron environments, as `tenure doctor` sees them: by versions, without an import."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from serving.cli.checks.check import Status
from serving.cli.checks.neuron_sdk import (
    PINS,
    back_end_here,
    compiler_release,
    environment_checks,
    leading_numbers,
)

# What AWS's manifest lists for the release.
SDK_2_26 = {
    "neuronx-cc": "2.21.33363.0",
    "torch-neuronx": "2.8.0.2.10.16998",
    "neuronx-distributed": "0.15.22404",
    "libneuronxla": "2.2.12677.0",
    "transformers-neuronx": "0.13.1315",
}
SDK_2_30 = {
    "neuronx-cc": "2.25.3371.0",
    "torch-neuronx": "2.9.0.2.14.27725",
    "neuronx-distributed": "0.19.28093",
    "libneuronxla": "2.2.16974.0",
    "nki": "0.4.0",
}
TORCH_NEURON = {
    "torch": "2.13.0",
    "torch-neuronx": "2.13.3.0",
    "neuronx-cc": "2.28.7631.0+2a1b",
    "nki": "0.7.0",
}
SDK_2_32 = {"neuronx-cc": "2.27.5334.0", "libneuronxla": "3.0.5356.0", "nki": "0.6.0"}

Install = Callable[[dict[str, str]], None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Distributions of these versions that have metadata and not one module: an import would fail."""

    def install(versions: dict[str, str]) -> None:
        for name, version in versions.items():
            metadata = tmp_path / f"{name.replace('-', '_')}-{version}.dist-info" / "METADATA"
            metadata.parent.mkdir()
            metadata.write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])

    return install


def warnings() -> dict[str, str]:
    checks = environment_checks()
    assert {check.status for check in checks} <= {Status.warning}
    return {check.name: check.found for check in checks}


def hint(name: str) -> str:
    return next(check.hint for check in environment_checks() if check.name == name)


def test_a_machine_without_neuron_packages_is_told_nothing() -> None:
    assert environment_checks() == []


def test_sdk_2_31_is_what_tenure_is_written_for_on_trn1(install: Install) -> None:
    install({name: f"{version}+8f2c1d3" for name, version in PINS.items()})
    assert back_end_here() == "nxd"
    assert environment_checks() == []


def test_an_environment_of_transformers_neuronx_is_recognised(install: Install) -> None:
    install(SDK_2_26)
    assert warnings() == {
        "transformers-neuronx": "transformers-neuronx 0.13.1315",
        "NKI": "neuronx-cc 2.21.33363.0 has NKI inside, as `neuronxcc.nki`",
        "Neuron SDK": "neuronx-cc is that of SDK 2.26; not as in SDK 2.31: torch-neuronx 2.8.0.2.10.16998, "
        "neuronx-distributed 0.15.22404, neuronx-cc 2.21.33363.0, libneuronxla 2.2.12677.0",
    }
    assert "ended with the Neuron SDK 2.26" in hint("transformers-neuronx")
    assert "Make a new environment for SDK 2.31" in hint("transformers-neuronx")


def test_since_sdk_2_30_nki_is_a_package_of_its_own(install: Install) -> None:
    install(SDK_2_30)
    assert set(warnings()) == {"Neuron SDK"}
    assert warnings()["Neuron SDK"].startswith("neuronx-cc is that of SDK 2.30;")


def test_a_newer_sdk_is_told_that_2_31_is_the_last_one(install: Install) -> None:
    install(SDK_2_32)
    assert warnings()["Neuron SDK"].startswith("neuronx-cc is that of SDK 2.32;")
    assert "the last with torch-neuronx" in hint("Neuron SDK")


def test_torch_neuron_is_told_from_the_package_of_the_same_name_for_torch_xla(install: Install) -> None:
    install(TORCH_NEURON)
    assert back_end_here() == "torch_native"
    assert environment_checks() == []


@pytest.mark.parametrize(
    ("changes", "name", "found"),
    [
        (
            {"neuronx-distributed": "0.19.28492", "libneuronxla": "2.2.17544.0"},
            "Neuron SDK",
            "torch-neuronx 2.13.3.0 is TorchNeuron; for torch-xla: neuronx-distributed 0.19.28492, "
            "libneuronxla 2.2.17544.0",
        ),
        ({"torch": "2.15.0"}, "TorchNeuron", "torch-neuronx 2.13.3.0 with torch 2.15.0"),
        ({"nki": "0.5.0"}, "Neuron SDK", "older than SDK 2.33: nki 0.5.0"),
    ],
    ids=["both back ends", "another torch", "an older NKI"],
)
def test_an_environment_of_torch_neuron_and_something_else(
    install: Install, changes: dict[str, str], name: str, found: str
) -> None:
    install(TORCH_NEURON | changes)
    assert warnings() == {name: found}
    assert "torch-neuronx==2.13.3.0" in hint(name)


def test_one_package_of_another_release_is_named_alone(install: Install) -> None:
    install({**PINS, "neuronx-distributed": "0.18.27753"})
    assert warnings() == {
        "Neuron SDK": "neuronx-cc is that of SDK 2.31; not as in SDK 2.31: neuronx-distributed 0.18.27753"
    }


def test_the_pip_line_names_every_pinned_version(install: Install) -> None:
    install(SDK_2_30)
    for name, version in PINS.items():
        assert f" {name}=={version} " in hint("Neuron SDK")


def test_a_placeholder_from_pypi_is_no_release(install: Install) -> None:
    install({"neuronx-cc": "1.0.post1", "torch-neuronx": "0.1"})
    assert compiler_release() is None
    assert back_end_here() is None
    assert environment_checks() == []


def test_a_version_is_its_numbers_up_to_the_build_tag() -> None:
    assert leading_numbers("2.9.0.2.15.32035+de43f57c") == (2, 9, 0, 2, 15, 32035)
    assert leading_numbers("2.1.1.2.0.1b0") == (2, 1, 1, 2, 0)
