"""A configuration is run as it is served; the rows with numbers for activations round weights only."""

import numpy as np
import pytest
import torch

from benchmarks.quality_subjects import (
    CONFIGURATIONS,
    REFERENCE,
    Configuration,
    Part,
    Subject,
    load,
    make_batch,
    weight_only_operators,
)
from benchmarks.quality_texts import Window
from kernels.linear.quantized import QuantizedWeight
from models.quantization import quantize
from models.registry import resolve

PROMPT = [504, 3575, 282, 4649, 314, 260, 1789, 281, 260, 3575]


@pytest.fixture(scope="module")
def subject() -> Subject:
    configuration = Configuration("auto", "float32", "bfloat16")
    return Subject(load(resolve("smollm2-135m"), configuration), configuration.kv, num_blocks=8)


def test_no_configuration_is_measured_twice() -> None:
    assert len({*CONFIGURATIONS, REFERENCE}) == len(CONFIGURATIONS) + 1


@pytest.mark.parametrize(
    ("configuration", "activations"),
    [
        (Configuration("none", "bfloat16", "bfloat16"), "bfloat16"),
        (Configuration("auto", "float32", "bfloat16"), "8 bits"),
        (Configuration("q8_0", "float32", "bfloat16", is_weight_only=True), "float32"),
    ],
)
def test_activations_are_rounded_where_weights_are_quantised(configuration, activations) -> None:
    assert configuration.activations == activations


def test_a_batch_places_each_sequence_in_its_own_blocks() -> None:
    batch = make_batch([Part(1, 30, [7, 8, 9], range(2, 3)), Part(3, 0, [5, 6], range(0))])
    assert batch.token_ids.tolist() == [7, 8, 9, 5, 6]
    assert batch.positions.tolist() == [30, 31, 32, 0, 1]
    assert batch.slot_mapping.tolist() == [62, 63, 64, 96, 97]
    assert batch.query_start.tolist() == [0, 3, 5]
    assert batch.seq_lens.tolist() == [33, 2]
    assert batch.block_tables.tolist() == [[1, 2], [3, 0]]
    assert batch.logit_rows.tolist() == [2]


def test_scored_rows_are_the_end_of_all_rows(subject) -> None:
    whole = np.concatenate([part.copy() for part in subject.logits(Window("prose", PROMPT))])
    end = np.concatenate([part.copy() for part in subject.logits(Window("prose", PROMPT, first_row=6))])
    assert len(whole) == len(PROMPT) - 1
    np.testing.assert_array_equal(end, whole[6:])


def test_a_reply_is_the_most_likely_token_each_time(subject) -> None:
    alone = subject.replies([PROMPT], 4)[0]
    beside = subject.replies([PROMPT[:3], PROMPT], 4)[1]
    assert alone == beside
    scored = Window("prose", [*PROMPT, *alone], first_row=len(PROMPT) - 1)
    rows = np.concatenate([part.copy() for part in subject.logits(scored)])
    assert rows.argmax(axis=1).tolist() == alone


def test_weights_are_rounded_and_the_inputs_are_not() -> None:
    generator = torch.Generator().manual_seed(0)
    weight = quantize(torch.randn(48, 64, generator=generator), "q4_0")
    x = torch.randn(5, 64, generator=generator)
    assert isinstance(weight, QuantizedWeight)
    operators = weight_only_operators(torch.float32)
    expected = x @ weight.dequantize().T
    for linear in (operators.column_linear, operators.row_linear):
        torch.testing.assert_close(linear(weight, None)(x), expected, rtol=1e-5, atol=1e-4)
    torch.testing.assert_close(
        operators.vocabulary(weight, torch.float32).logits(x), expected, rtol=1e-5, atol=1e-4
    )
