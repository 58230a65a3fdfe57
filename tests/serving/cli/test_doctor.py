from collections.abc import Callable
from pathlib import Path

import pytest

from kernels.capabilities import Capabilities
from serving.cli.checks import compute, neuron
from serving.cli.checks import machine as machine_checks
from serving.cli.checks.check import Status


def test_a_machine_without_neuron_devices_is_told_where_they_are(tmp_path: Path) -> None:
    check = neuron.devices(tmp_path)
    assert check.status is Status.absent
    assert "trn1" in check.hint


def test_neuron_devices_are_counted(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"neuron{number}").touch()
    (tmp_path / "neuron_misc").touch()
    check = neuron.devices(tmp_path)
    assert check.status is Status.ok
    assert check.found.startswith("3 in ")


def test_a_placeholder_package_that_raises_importerror_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(module: str) -> object:
        raise ImportError(f"{module}: get it from the Neuron repository")

    monkeypatch.setattr(neuron, "installed_version", lambda distribution: "0.0.1")
    check = neuron.packages(refuse)
    assert check.status is Status.absent
    assert "placeholder" in check.found
    assert "AWS's own index" in check.hint
    assert "For trn1 (back end nxd)" in check.hint
    assert "For trn2 and trn3 (back end torch_native)" in check.hint


def test_neuron_packages_that_import_are_ok(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neuron, "installed_version", lambda distribution: "2.9.0")
    assert neuron.packages(lambda module: object()).status is Status.ok


def test_the_packages_of_torch_neuron_are_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neuron, "back_end_here", lambda: "torch_native")
    monkeypatch.setattr(neuron, "installed_version", lambda distribution: "2.13.3.0")
    imported: list[str] = []
    assert neuron.packages(imported.append).status is Status.ok
    assert imported == ["torch_neuronx.neuron_dynamo_backend", "neuronxcc", "nki"]


def test_a_data_directory_is_looked_at_without_being_made(tmp_path: Path) -> None:
    wanted = tmp_path / "a" / "b"
    assert machine_checks.data_directory(wanted).status is Status.ok
    assert not (tmp_path / "a").exists()


def machine(**changes: object) -> Capabilities:
    values = {
        "machine": "x86_64",
        "cpu_model": "Some CPU",
        "cpu_features": ("avx2", "fma"),
        "num_cores": 4,
        "compiler": "/usr/bin/g++ (g++ 12)",
        "usable_isas": ("avx2", "scalar"),
        "chosen_isa": "avx2",
        "reason": None,
    }
    return Capabilities(**(values | changes))  # type: ignore[arg-type]


def test_the_kernels_in_use_are_named() -> None:
    assert compute.kernels(machine()).found == "avx2; also usable: scalar"
    assert compute.processor(machine()).found == "Some CPU, 4 cores to use; avx2, fma"


def test_without_a_compiler_serving_is_slow_but_possible() -> None:
    bare = machine(compiler=None, usable_isas=(), chosen_isa="torch", reason="No C++ compiler was found.")
    for check in (compute.compiler(bare), compute.kernels(bare)):
        assert check.status is Status.warning
        assert "slower" in check.hint


def test_where_the_kernels_came_with_the_package_no_compiler_is_missed() -> None:
    check = compute.compiler(machine(compiler=None))
    assert check.status is Status.absent
    assert not check.hint


def test_an_instruction_set_that_this_machine_lacks_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(progress: object) -> Capabilities:
        raise ValueError("TENURE_KERNEL_ISA must be auto, torch or one of avx2, got 'mmx'.")

    monkeypatch.setattr(compute, "capabilities", refuse)
    assert "TENURE_KERNEL_ISA" in compute.compute_checks(lambda *_: None)[-1].hint


@pytest.mark.parametrize("wrap", [lambda devices: devices, lambda devices: {"mlas": devices}])
def test_neuron_ls_counts_logical_cores(wrap: Callable[[list[object]], object]) -> None:
    devices = [{"neuron_device": i, "nc_count": 4, "logical_neuroncore_config": 2} for i in range(16)]
    assert neuron.counted_cores(wrap(devices)) == "neuron-ls counts 64 cores (LNC=2)"


def test_neuron_ls_of_a_release_that_does_not_say_the_size_of_a_core() -> None:
    assert neuron.counted_cores([{"neuron_device": 0, "nc_count": 2}]) == "neuron-ls counts 2 cores"
