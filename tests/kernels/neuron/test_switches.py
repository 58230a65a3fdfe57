from __future__ import annotations

import importlib
from dataclasses import asdict

import pytest

from kernels.neuron.switches import NeuronKernels

MODULES = {
    "extend_attention": "kernels.paged_attention.neuron",
    "decode_attention": "kernels.paged_attention.neuron_decode",
}


def test_each_switch_names_a_kernel():
    for name in asdict(NeuronKernels()):
        module = importlib.import_module(MODULES.get(name, f"kernels.{name}.neuron"))
        assert callable(getattr(module, name))


def test_a_kernel_is_switched_off_alone():
    kernels = NeuronKernels.without(["rotary"])
    assert [name for name, is_on in asdict(kernels).items() if not is_on] == ["rotary"]


def test_none_leaves_everything_to_plain_torch():
    assert not any(asdict(NeuronKernels.none()).values())


def test_a_switch_for_no_kernel_is_refused_with_the_names_that_exist():
    with pytest.raises(ValueError, match="no Neuron kernel 'rope'; there are rms_norm, rotary"):
        NeuronKernels.without(["rope"])
