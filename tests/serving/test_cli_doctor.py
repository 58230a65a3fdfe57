from pathlib import Path

import pytest

from serving.cli import checks, checks_neuron
from serving.cli.checks import Status


def test_a_machine_without_neuron_devices_is_told_where_they_are(tmp_path: Path) -> None:
    check = checks_neuron.devices(tmp_path)
    assert check.status is Status.absent
    assert "trn1" in check.hint


def test_neuron_devices_are_counted(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"neuron{number}").touch()
    (tmp_path / "neuron_misc").touch()
    check = checks_neuron.devices(tmp_path)
    assert check.status is Status.ok
    assert check.found.startswith("3 in ")


def test_a_placeholder_package_that_raises_importerror_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(module: str) -> object:
        raise ImportError(f"{module}: get it from the Neuron repository")

    monkeypatch.setattr(checks_neuron, "installed_version", lambda distribution: "0.0.1")
    check = checks_neuron.packages(refuse)
    assert check.status is Status.absent
    assert "placeholder" in check.found
    assert "AWS's own index" in check.hint


def test_neuron_packages_that_import_are_ok(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks_neuron, "installed_version", lambda distribution: "2.9.0")
    assert checks_neuron.packages(lambda module: object()).status is Status.ok


def test_an_old_transformers_neuronx_environment_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks_neuron, "installed_version", lambda distribution: "0.13.1")
    old = checks_neuron.neuron_checks()[-1]
    assert "transformers-neuronx 0.13.1" in old.found
    assert "ended with the Neuron SDK 2.26" in old.hint


def test_a_data_directory_is_looked_at_without_being_made(tmp_path: Path) -> None:
    wanted = tmp_path / "a" / "b"
    assert checks.data_directory(wanted).status is Status.ok
    assert not (tmp_path / "a").exists()
