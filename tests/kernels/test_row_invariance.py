"""The bits of a row depend on that row, the weights and its own KV alone (kernels/README.md)."""

from __future__ import annotations

import random

import pytest
import torch

from kernels import threads
from kernels.cases import DTYPES
from kernels.experts.cpu import PackedExperts
from kernels.gated_mul.cpu import EPILOGUES, gated_mul
from kernels.kv_blocks import KV_FORMATS
from kernels.library import current
from kernels.linear.cases import random_quantized
from kernels.linear.cpu import PackedLinear
from kernels.linear.gate_up import PackedGateUp
from kernels.linear.quantized import QUANTIZED_FORMATS
from kernels.paged_attention.cases import Case, blocks_of
from kernels.paged_attention.cpu import paged_attention
from kernels.rms_norm.cpu import rms_norm
from kernels.rotary.cpu import rotary

NUM_ROWS = 512
each_dtype = pytest.mark.parametrize("dtype", DTYPES, ids=str)
each_format = pytest.mark.parametrize("weight_format", ["float", *QUANTIZED_FORMATS])
each_kv_format = pytest.mark.parametrize("kv_format", KV_FORMATS)
each_num_threads = pytest.mark.parametrize("num_threads", [1, 2])


def chunkings(seed: int) -> list[list[int]]:
    """Ways to cut 512 rows: at once, one by one at first, every size up to 31, and at random."""
    chance = random.Random(seed)
    ones = [1] * 5 + [NUM_ROWS - 5]
    rising = [*range(1, 32), NUM_ROWS - 496]
    cuts = sorted(chance.sample(range(1, NUM_ROWS), 9))
    at_random = [b - a for a, b in zip([0, *cuts], [*cuts, NUM_ROWS], strict=True)]
    return [[NUM_ROWS], ones, rising, at_random]


def assert_same_in_chunks(operation, *inputs: torch.Tensor) -> None:
    whole = operation(*inputs)
    for sizes in chunkings(seed=1)[1:]:
        parts = zip(*(torch.split(each, sizes) for each in inputs), strict=True)
        assert torch.equal(torch.cat([operation(*part) for part in parts]), whole), sizes


def make_weight(out_features: int, in_features: int, dtype: torch.dtype, weight_format: str):
    if weight_format == "float":
        return torch.randn(out_features, in_features).to(dtype)
    return random_quantized(weight_format, out_features, in_features)


@pytest.fixture(autouse=True)
def _threads(isa, num_threads):
    threads.set_num_threads(num_threads)
    yield
    threads.set_num_threads(2)


@each_num_threads
@each_dtype
@each_format
@pytest.mark.parametrize(("in_features", "out_features"), [(64, 160), (31, 33), (200, 100)])
def test_linear(dtype, weight_format, in_features, out_features):
    weight = make_weight(out_features, in_features, dtype, weight_format)
    x = torch.randn(NUM_ROWS, weight.shape[1]).to(dtype)
    assert_same_in_chunks(PackedLinear(weight, torch.randn(out_features).to(dtype)), x)


@each_num_threads
@each_dtype
@each_format
def test_gate_up(dtype, weight_format):
    weights = [make_weight(80, 96, dtype, weight_format) for _ in range(2)]
    x = torch.randn(NUM_ROWS, weights[0].shape[1]).to(dtype)
    assert_same_in_chunks(PackedGateUp(*weights, torch.randn(160).to(dtype)), x)


@each_num_threads
@each_dtype
@each_format
def test_every_number_of_rows_gives_linear_the_same_first_and_last_row(dtype, weight_format):
    packed = PackedLinear(make_weight(70, 96, dtype, weight_format))
    x = torch.randn(1, packed.in_features).to(dtype).expand(NUM_ROWS, -1).contiguous()
    alone = packed(x[:1])
    for num_rows in [*range(1, 70), 97, 128, 200, 511, 512]:
        assert torch.equal(packed(x[:num_rows]), alone.expand(num_rows, -1)), num_rows


@each_num_threads
@each_dtype
def test_rms_norm(dtype):
    weight = torch.randn(100).to(dtype)
    assert_same_in_chunks(lambda x: rms_norm(x, weight, 1e-5), torch.randn(NUM_ROWS, 100).to(dtype))


@each_num_threads
@each_dtype
def test_rms_norm_with_an_offset(dtype):
    weight = torch.randn(100).to(dtype)
    assert_same_in_chunks(lambda x: rms_norm(x, weight, 1e-5, 1.0), torch.randn(NUM_ROWS, 100).to(dtype))


@pytest.mark.some(18)
@each_num_threads
@each_dtype
@each_format
def test_experts(dtype, weight_format):
    experts = [
        (
            PackedGateUp(*(make_weight(256, 256, dtype, weight_format) for _ in range(2)), None),
            PackedLinear(make_weight(256, 256, dtype, weight_format)),
        )
        for _ in range(4)
    ]
    router = PackedLinear(torch.randn(4, 256).to(dtype), out_dtype=torch.float32)
    packed = PackedExperts(router, experts, 2, is_normalised=True)
    assert_same_in_chunks(packed, torch.randn(NUM_ROWS, 256).to(dtype))


@each_num_threads
@each_dtype
def test_rotary(dtype):
    angles = torch.rand(NUM_ROWS, 13)
    x = torch.randn(NUM_ROWS, 3, 30).to(dtype)
    assert_same_in_chunks(rotary, x, angles.cos(), angles.sin())


@each_num_threads
@each_dtype
@pytest.mark.parametrize("activation", EPILOGUES)
def test_gated_mul(dtype, activation):
    gate_up = torch.randn(NUM_ROWS, 2 * 45).to(dtype)
    assert_same_in_chunks(lambda x: gated_mul(x, activation), gate_up)


def attend(case: Case, q, blocks, *rest: torch.Tensor) -> torch.Tensor:
    return paged_attention(current(), q, blocks, 0, *rest, **case.options)


def attend_in_chunks(case: Case, inputs, kv_format: str, sizes: list[int]) -> torch.Tensor:
    """The single sequence's tokens, `sizes` of them at a time."""
    q, k_cache, v_cache, _, _, tables = inputs
    blocks = blocks_of(k_cache, v_cache, kv_format)
    outputs, done = [], 0
    for size in sizes:
        starts = torch.tensor([0, size], dtype=torch.int32)
        lens = torch.tensor([done + size], dtype=torch.int32)
        part = q[done : done + size]
        outputs.append(attend(case, part, blocks, starts, lens, tables))
        done += size
    return torch.cat(outputs)


ATTENTION = [
    Case("grouped", (NUM_ROWS,), (NUM_ROWS,)),
    Case("windowed", (NUM_ROWS,), (NUM_ROWS,), num_heads=4, num_kv_heads=2, head_dim=32, sliding_window=70),
    Case("wide", (NUM_ROWS,), (NUM_ROWS,), num_heads=5, num_kv_heads=1, head_dim=96),
    Case("odd", (NUM_ROWS,), (NUM_ROWS,), num_heads=3, num_kv_heads=1, head_dim=27, block_size=5),
    Case("capped", (NUM_ROWS,), (NUM_ROWS,), num_heads=4, num_kv_heads=2, softcap=1.5, has_sinks=True),
]


@pytest.mark.some(24)
@each_num_threads
@each_dtype
@each_kv_format
@pytest.mark.parametrize("case", ATTENTION, ids=lambda case: case.name)
def test_attention_is_the_same_prefilled_chunked_or_decoded(case, dtype, kv_format):
    inputs = case.inputs(dtype)
    whole = attend_in_chunks(case, inputs, kv_format, [NUM_ROWS])
    for sizes in chunkings(seed=2)[1:]:
        assert torch.equal(attend_in_chunks(case, inputs, kv_format, sizes), whole), sizes


@each_num_threads
@each_dtype
@each_kv_format
def test_attention_is_the_same_token_by_token(dtype, kv_format):
    case = Case("short", (140,), (140,), num_heads=6, num_kv_heads=2, head_dim=32)
    inputs = case.inputs(dtype)
    one_by_one = attend_in_chunks(case, inputs, kv_format, [1] * 140)
    assert torch.equal(one_by_one, attend_in_chunks(case, inputs, kv_format, [140]))


@each_dtype
@each_kv_format
@pytest.mark.parametrize("num_threads", [1])
@pytest.mark.parametrize("window", [0, 70])
def test_attention_does_not_read_what_a_row_may_not_see(dtype, kv_format, window):
    case = Case("poisoned", (NUM_ROWS,), (NUM_ROWS,), sliding_window=window)
    q, k_cache, v_cache, *rest = case.inputs(dtype)
    whole = attend_in_chunks(case, (q, k_cache, v_cache, *rest), kv_format, [NUM_ROWS])
    for position in (77, 300, NUM_ROWS - 1):
        poisoned = k_cache.clone(), v_cache.clone()
        for cache in poisoned:  # not even times zero
            cache[rest[-1][0, position // case.block_size], :, position % case.block_size] = torch.nan
        rows = attend_in_chunks(case, (q, *poisoned, *rest), kv_format, [NUM_ROWS])
        sees_it = torch.zeros(NUM_ROWS, dtype=torch.bool)
        sees_it[position : position + window if window else NUM_ROWS] = True
        assert rows[sees_it].isnan().all()
        assert torch.equal(rows[~sees_it], whole[~sees_it])


@each_num_threads
@each_dtype
@each_kv_format
def test_attention_is_the_same_whatever_runs_beside_it(dtype, kv_format):
    case = Case("batch", (600, 3, 257, 64, 130), (1, 3, 100, 1, 64))
    q, k_cache, v_cache, query_start, seq_lens, tables = case.inputs(dtype)
    blocks = blocks_of(k_cache, v_cache, kv_format)
    together = attend(case, q, blocks, query_start, seq_lens, tables)
    for seq, length in enumerate(case.seq_lens):
        rows = slice(int(query_start[seq]), int(query_start[seq + 1]))
        starts = torch.tensor([0, case.num_new[seq]], dtype=torch.int32)
        table = tables[seq : seq + 1, : -(-length // case.block_size)].contiguous()
        alone = attend(case, q[rows], blocks, starts, seq_lens[seq : seq + 1], table)
        assert torch.equal(together[rows], alone), seq


@each_num_threads
@each_dtype
@each_kv_format
@pytest.mark.parametrize("block_size", [5, 16, 32])
def test_attention_is_the_same_wherever_its_blocks_lie(dtype, kv_format, block_size):
    case = Case("moved", (300, 90), (20, 1), block_size=block_size)
    q, k_cache, v_cache, query_start, seq_lens, tables = case.inputs(dtype)
    expected = attend(case, q, blocks_of(k_cache, v_cache, kv_format), query_start, seq_lens, tables)
    new_ids = torch.cat((torch.zeros(1, dtype=torch.int64), 1 + torch.randperm(len(k_cache) - 1)))
    moved_k, moved_v = torch.empty_like(k_cache), torch.empty_like(v_cache)
    moved_k[new_ids], moved_v[new_ids] = k_cache, v_cache
    moved_tables = new_ids[tables.long()].to(torch.int32)
    moved = attend(case, q, blocks_of(moved_k, moved_v, kv_format), query_start, seq_lens, moved_tables)
    assert torch.equal(moved, expected)


@each_dtype
@each_kv_format
@pytest.mark.parametrize("num_threads", [1])
def test_the_number_of_threads_changes_nothing(dtype, kv_format):
    case = Case("long", (2000, 40), (3, 40))
    q, k_cache, v_cache, *rest = case.inputs(dtype)
    blocks = blocks_of(k_cache, v_cache, kv_format)
    x, packed = torch.randn(40, 96).to(dtype), PackedLinear(random_quantized("q4_1", 500, 96))
    expected = attend(case, q, blocks, *rest), packed(x)
    for num_threads in (2, 3, 5):
        threads.set_num_threads(num_threads)
        assert torch.equal(attend(case, q, blocks, *rest), expected[0])
        assert torch.equal(packed(x), expected[1])
