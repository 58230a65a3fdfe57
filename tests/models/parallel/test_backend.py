"""neuronx_distributed is resolved when it is asked for, and only then."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from models.errors import BackendError
from models.parallel.backend import neuron_layers


def test_without_it_the_error_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "neuronx_distributed", None)
    with pytest.raises(BackendError, match=r"not installed here.*SDK 2\.31.*Neuron package index"):
        neuron_layers()


def test_pypis_placeholder_counts_as_absent(monkeypatch, tmp_path):
    package = tmp_path / "neuronx_distributed"
    package.mkdir()
    (package / "__init__.py").write_text("raise ImportError('WRONG PACKAGE.\\nSee the setup guide.')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "neuronx_distributed", raising=False)
    with pytest.raises(BackendError, match=r"\(WRONG PACKAGE\.\)"):
        neuron_layers()


def test_its_classes_are_taken_where_it_is(monkeypatch):
    layers = ModuleType("neuronx_distributed.parallel_layers.layers")
    for name in ("ColumnParallelLinear", "RowParallelLinear", "ParallelEmbedding"):
        setattr(layers, name, type(name, (), {}))
    for name in ("neuronx_distributed", "neuronx_distributed.parallel_layers"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, layers.__name__, layers)
    assert neuron_layers().ColumnParallelLinear is layers.ColumnParallelLinear
