"""The NKI kernels against the torch references, on both generations of the chip.

They run in NKI's simulator where NKI is installed, else in our NumPy shim, which is not the AWS simulator.
"""

from __future__ import annotations

import itertools

import pytest
import torch

from kernels.cases import DTYPES, TOLERANCES
from kernels.kv_write import cases as kv_write_cases
from kernels.kv_write import neuron as kv_write_neuron
from kernels.kv_write import reference as kv_write_reference
from kernels.neuron.backend import simulate
from kernels.paged_attention import cases as attention_cases
from kernels.paged_attention import reference as attention_reference
from kernels.paged_attention.neuron import extend_attention
from kernels.paged_attention.neuron_decode import decode_attention
from kernels.rms_norm import cases as rms_norm_cases
from kernels.rms_norm import neuron as rms_norm_neuron
from kernels.rms_norm import reference as rms_norm_reference
from kernels.rotary import cases as rotary_cases
from kernels.rotary import neuron as rotary_neuron
from kernels.rotary import reference as rotary_reference
from kernels.swiglu_mlp import cases as swiglu_mlp_cases
from kernels.swiglu_mlp import neuron as swiglu_mlp_neuron
from kernels.swiglu_mlp import reference as swiglu_mlp_reference
from kernels.top_k import cases as top_k_cases
from kernels.top_k import neuron as top_k_neuron
from kernels.top_k import reference as top_k_reference

# trn2's default is two physical cores in a logical one, LNC=2: two programs.
CORES = [("trn1", 1), ("trn2", 1), ("trn2", 2)]
# By default each case runs on both generations, in either dtype; with the slow tests in every combination.
BY_DEFAULT = [("trn1", 1, torch.float32), ("trn2", 2, torch.bfloat16)]


def slow_unless(is_default, *values):
    return pytest.param(*values, marks=() if is_default else pytest.mark.slow)


each_core = pytest.mark.parametrize(("target", "lnc"), CORES)
each_core_and_dtype = pytest.mark.parametrize(
    ("target", "lnc", "dtype"),
    [
        slow_unless((*core, dtype) in BY_DEFAULT, *core, dtype)
        for core, dtype in itertools.product(CORES, DTYPES)
    ],
    ids=str,
)


def each_case(cases):
    return pytest.mark.parametrize("case", cases, ids=lambda case: case.name)


def assert_close(actual, expected):
    tolerance = TOLERANCES[expected.dtype]
    torch.testing.assert_close(actual, expected, rtol=tolerance.rtol, atol=tolerance.atol)


@each_core_and_dtype
@each_case(rms_norm_cases.CASES)
def test_rms_norm(case, dtype, target, lnc):
    x, weight, eps = case.inputs(dtype)
    rows = x.flatten(0, -2)
    actual = simulate(rms_norm_neuron.rms_norm, target, lnc)(rows, weight, eps)
    assert_close(actual.view_as(x), rms_norm_reference.rms_norm(x, weight, eps))


@each_core_and_dtype
@each_case(rotary_cases.CASES)
def test_rotary(case, dtype, target, lnc):
    inputs = case.inputs(dtype)
    assert_close(simulate(rotary_neuron.rotary, target, lnc)(*inputs), rotary_reference.rotary(*inputs))


@each_core_and_dtype
@each_case(kv_write_cases.NEURON_CASES)
def test_kv_write(case, dtype, target, lnc):
    k, v, k_cache, v_cache, slots = case.inputs(dtype)
    expected = k_cache.clone(), v_cache.clone()
    kv_write_reference.kv_write(k, v, *expected, slots)
    actual = simulate(kv_write_neuron.kv_write, target, lnc)(k, v, k_cache, v_cache, slots)
    assert torch.equal(actual[0], expected[0])
    assert torch.equal(actual[1], expected[1])


def test_kv_write_drops_the_tokens_of_padded_rows():
    k, v, k_cache, v_cache, slots = kv_write_cases.NEURON_CASES[0].inputs(torch.float32)
    _, after = simulate(kv_write_neuron.kv_write)(k, v, k_cache, v_cache, torch.full_like(slots, -1))
    assert after.count_nonzero() == 0


def sinks_of(case):
    return torch.linspace(-2.0, 3.0, case.num_heads)


@pytest.mark.some(14)
@pytest.mark.parametrize("has_sinks", [False, True], ids=["", "sinks"])
@each_core_and_dtype
@each_case(attention_cases.NEURON_CASES)
def test_extend_attention(case, dtype, target, lnc, has_sinks):
    q, k_cache, v_cache, query_start, seq_lens, tables = case.inputs(dtype)
    sinks = sinks_of(case) if has_sinks else None
    expected = attention_reference.paged_attention(
        q, k_cache, v_cache, query_start, seq_lens, tables, **case.options, sinks=sinks
    )
    padded, positions = attention_cases.rectangle(case, q, seq_lens)
    actual = simulate(extend_attention, target, lnc)(
        padded,
        k_cache,
        v_cache,
        tables,
        positions,
        seq_lens,
        sinks,
        case.options["scale"],
        case.sliding_window,
    )
    assert actual.isfinite().all()
    new_rows = torch.cat([rows[:count] for rows, count in zip(actual, case.num_new, strict=True)])
    assert_close(new_rows, expected)


@pytest.mark.some(12)
@pytest.mark.parametrize("has_sinks", [False, True], ids=["", "sinks"])
@each_core_and_dtype
@each_case(attention_cases.NEURON_DECODE_CASES)
def test_decode_attention(case, dtype, target, lnc, has_sinks):
    q, k_cache, v_cache, query_start, seq_lens, tables = case.inputs(dtype)
    sinks = sinks_of(case) if has_sinks else None
    expected = attention_reference.paged_attention(
        q, k_cache, v_cache, query_start, seq_lens, tables, **case.options, sinks=sinks
    )
    actual = simulate(decode_attention, target, lnc)(
        q, k_cache, v_cache, tables, seq_lens, sinks, case.options["scale"], case.sliding_window
    )
    assert_close(actual, expected)


@pytest.mark.parametrize("num_new", [1, 5])
def test_a_sequence_does_not_depend_on_the_sequences_beside_it_or_on_its_block_ids(num_new):
    case = attention_cases.Case("two", seq_lens=(70, 90), num_new=(num_new, num_new))
    q, k_cache, v_cache, _, seq_lens, tables = case.inputs(torch.bfloat16)
    padded, positions = attention_cases.rectangle(case, q, seq_lens)

    def attention():
        options = (None, 0.125, 0)
        if num_new == 1:
            return simulate(decode_attention)(padded[:, 0], k_cache, v_cache, tables, seq_lens, *options)
        arguments = (padded, k_cache, v_cache, tables, positions, seq_lens)
        return simulate(extend_attention)(*arguments, *options)

    before = attention()[1]
    padded[0], positions[0], seq_lens[0] = torch.nan, 0, 3
    first, last = tables[1, 0].item(), tables[0, 0].item()
    for cache in (k_cache, v_cache):
        cache[last] = cache[first]
        cache[first] = torch.nan
    tables[1, 0], tables[0, 0] = last, first
    assert torch.equal(attention()[1], before)


@each_core_and_dtype
@each_case(swiglu_mlp_cases.CASES)
def test_swiglu_mlp(case, dtype, target, lnc):
    inputs = case.inputs(dtype)
    assert_close(
        simulate(swiglu_mlp_neuron.swiglu_mlp, target, lnc)(*inputs), swiglu_mlp_reference.swiglu_mlp(*inputs)
    )


@each_core
@each_case(top_k_cases.CASES)
def test_top_k(case, target, lnc):
    logits, k = case.inputs()
    values, ids = simulate(top_k_neuron.top_k, target, lnc)(logits, k)
    expected_values, expected_ids = top_k_reference.top_k(logits, k)
    assert torch.equal(values, expected_values)
    assert ids.dtype is torch.int32
    is_choice = expected_values > -torch.inf
    assert torch.equal(ids[is_choice], expected_ids[is_choice])
