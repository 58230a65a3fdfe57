"""Where TorchNeuron is not there, or not alone, a start says so and how to install it."""

import importlib

import pytest

from models.errors import BackendError
from models.neuron.torch_native.backend import PINS, open_device


def test_without_torch_neuron_the_pip_line_is_said(tmp_path):
    environ: dict[str, str] = {}
    with pytest.raises(BackendError, match=r"TorchNeuron .* cannot be imported here") as refusal:
        open_device(tmp_path, environ=environ)
    for name, version in PINS.items():
        assert f" {name}=={version} " in str(refusal.value)
    assert environ["TORCH_NEURONX_NEFF_CACHE_DIR"] == str(tmp_path / "neff")


def test_the_package_of_the_same_name_for_torch_xla_is_not_taken_for_it(tmp_path):
    """It has no `neuron_dynamo_backend`."""

    def import_module(name: str) -> object:
        return importlib.import_module("json" if name == "torch_neuronx" else f"json.{name}")

    with pytest.raises(BackendError, match="cannot be imported here"):
        open_device(tmp_path, environ={}, import_module=import_module)


def test_packages_of_both_kinds_are_refused(tmp_path, monkeypatch):
    metadata = tmp_path / "libneuronxla-2.2.17544.0.dist-info" / "METADATA"
    metadata.parent.mkdir()
    metadata.write_text("Metadata-Version: 2.1\nName: libneuronxla\nVersion: 2.2.17544.0\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(BackendError, match=r"packages for torch-xla \(libneuronxla 2.2.17544.0\)"):
        open_device(tmp_path, environ={})
