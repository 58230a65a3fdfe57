"""One step counted by hand, and the counts held to a slow definition."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.errors import StartupError
from serving.planning.formats import formats_of
from serving.planning.step_model import StepModel
from serving.planning.step_work import SequenceWork, rows_by_range, step_work

DECODE, EXTEND = SequenceWork(1, 9), SequenceWork(3, 5)


def test_the_worked_example(tiny):
    # A layer: q 8x8, k and v 4x8 each, o 8x8, gate, up and down 16x8 each: 576 weights. The head: 32x8.
    # One decode over 9 tokens, one extend by 3 over 5; both want logits.
    work = step_work(tiny, [DECODE, EXTEND], num_rows=2)
    assert work.num_layers == 2
    assert work.num_seqs == 2
    assert work.weight_bytes == 2 * (2 * 576 + 256)
    assert work.linear_flops == (2 * (2 * 576 * 4 + 256 * 2), 0, 0, 0)
    # Keys read: 10 and 8, in each layer; K and V of one head of 4 elements of 2 bytes.
    assert work.kv_bytes == 2 * (10 + 8) * (2 * 4 * 2)
    # Pairs: 10, and 6 + 7 + 8; two heads of 4; a multiply and an add, for scores and for values.
    assert work.attention_flops == 2 * (10 + 21) * 4 * (2 * 4)


def test_seconds_are_the_terms_times_their_costs(tiny):
    model = StepModel(layer_s=1e-3, weight_byte_s=1e-6, flop_s=(1e-7, 0, 0, 0), kv_byte_s=1e-5)
    work = step_work(tiny, [DECODE, EXTEND], num_rows=2)
    assert model.seconds(work) == pytest.approx(2e-3 + 2816e-6 + 10240e-7 + 576e-5)


def test_a_chunk_without_logits_reads_no_head(tiny):
    work = step_work(tiny, [EXTEND], num_rows=0)
    assert work.weight_bytes == tiny.layer_weight_bytes
    assert sum(work.linear_flops) == 2 * 2 * 576 * 3


def test_rows_fall_into_ranges():
    assert rows_by_range(0) == (0, 0, 0, 0)
    assert rows_by_range(40) == (8, 24, 8, 0)
    assert rows_by_range(1000) == (8, 24, 96, 872)


@given(new=st.integers(1, 40), context=st.integers(0, 60), window=st.integers(1, 50))
def test_a_sliding_window_is_counted_query_by_query(tiny, new, context, window):
    shape = replace(tiny, config=replace(tiny.config, sliding_windows=(window, 0)))
    work = step_work(shape, [SequenceWork(new, context)], 1)
    positions = range(context, context + new)
    in_window = [min(position + 1, window) for position in positions]
    in_all = [position + 1 for position in positions]
    assert work.attention_flops == pytest.approx(4 * 2 * 4 * (sum(in_window) + sum(in_all)))
    seen = {key for position in positions for key in range(max(0, position + 1 - window), position + 1)}
    assert work.kv_bytes == (len(seen) + context + new) * 16


def test_tensor_parallelism_divides_weights_and_heads_but_never_below_one_kv_head(llama):
    quarter = replace(llama, tp=4)
    assert quarter.weight_bytes == llama.weight_bytes / 4
    assert quarter.kv_bytes_per_token == llama.kv_bytes_per_token / 4
    assert replace(llama, tp=32).kv_bytes_per_token == llama.kv_bytes_per_token / 8


def test_formats_set_the_bytes(llama):
    assert llama.kv_bytes_per_token == 32 * 2 * 8 * 128 * 2
    int8 = replace(llama, weight_format="int8", kv_format="int8")
    assert int8.layer_weight_bytes == llama.layer_weight_bytes / 2
    assert int8.kv_bytes_per_token == 32 * 2 * 8 * (128 + 4)
    assert replace(llama, weight_format="q4_0").layer_weight_bytes * 32 == llama.num_layer_weights * 18


def test_an_unknown_format_is_refused_by_name(llama):
    with pytest.raises(StartupError, match=r"weight format 'int3' is not known\. Known: float32, bfloat16"):
        replace(llama, weight_format="int3")


def test_formats_are_read_from_a_runners_numerics():
    assert formats_of("cpu/avx2/weights q8_0/activations int8/kv bfloat16") == ("q8_0", "bfloat16")
    with pytest.raises(StartupError, match="'toy' do not name"):
        formats_of("toy")
