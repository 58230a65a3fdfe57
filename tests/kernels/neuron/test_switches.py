from __future__ import annotations

import importlib

import pytest

from kernels.neuron.calls import device_calls, source_files
from kernels.neuron.switches import NeuronKernels

MODULES = {
    "extend_attention": "kernels.paged_attention.neuron",
    "decode_attention": "kernels.paged_attention.neuron_decode",
}


def test_each_switch_names_a_kernel_that_a_graph_can_call():
    calls = device_calls("trn1")
    for name in NeuronKernels.parse("all").names:
        module = importlib.import_module(MODULES.get(name, f"kernels.{name}.neuron"))
        assert getattr(calls, name) is getattr(module, name)


def test_kernels_are_off_unless_they_are_named():
    assert NeuronKernels().names == NeuronKernels.parse("none").names == ()
    assert NeuronKernels.parse("rotary,top_k").names == ("rotary", "top_k")
    assert device_calls("trn1").only(NeuronKernels.parse("rotary")).rms_norm is None


def test_a_switch_for_no_kernel_is_refused_with_the_names_that_exist():
    with pytest.raises(ValueError, match="no Neuron kernel 'rope'; there are rms_norm, rotary"):
        NeuronKernels.parse("rotary,rope")


def test_the_source_of_kernels_counts_only_where_one_is_on():
    assert source_files(NeuronKernels()) == ()
    names = {f"{path.parent.name}/{path.name}" for path in source_files(NeuronKernels.parse("rotary"))}
    assert {"rotary/neuron.py", "paged_attention/neuron_context.py", "neuron/exact.py"} <= names
