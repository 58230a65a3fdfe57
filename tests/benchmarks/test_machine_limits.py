"""The limits that a machine's rates set: their arithmetic, and that rates can be measured here."""

import os
from dataclasses import asdict

import pytest

from benchmarks.machine_limits import MachineRates, measure_rates, measured_isa
from benchmarks.peer_models import MODELS
from serving.planning.model_shape import ModelShape
from serving.planning.step_work import SequenceWork

CONFIG = MODELS["llama-1b"].config
RATES = MachineRates(
    instruction_set="avx2",
    num_cores=2,
    int4_macs_per_s=4e11,
    int8_macs_per_s=2e11,
    bf16_macs_per_s=1e11,
    float32_macs_per_s=0.5e11,
    read_bytes_per_s=1e10,
)
PROMPT = [SequenceWork(1000, 0)]
LAYER_MACS = 1000 * 16 * (2 * (32 + 8) * 64 * 2048 + 3 * 2048 * 8192)
HEAD_MACS = 128_256 * 2048
SCORES = VALUES = 16 * 32 * 64 * 1000 * 1001 / 2


def seconds(weights, kv, sequences=PROMPT):
    own_bytes = (20 / 32, 34 / 32) if "+" in weights else None
    return RATES.seconds(ModelShape(CONFIG, weights, kv, own_bytes=own_bytes), sequences, 1)


def test_each_product_counts_at_the_rate_of_its_format():
    attention = (SCORES + VALUES) / 1e11
    assert seconds("int8", "bfloat16") == pytest.approx((LAYER_MACS + HEAD_MACS) / 2e11 + attention)
    assert seconds("q4_1+q8_0", "bfloat16") == pytest.approx(LAYER_MACS / 4e11 + HEAD_MACS / 2e11 + attention)
    assert seconds("bfloat16", "bfloat16") == pytest.approx((LAYER_MACS + HEAD_MACS) / 1e11 + attention)
    assert seconds("float32", "float32") == pytest.approx((LAYER_MACS + HEAD_MACS) / 0.5e11 + attention)


def test_scores_over_int8_keys_are_products_of_bytes():
    linears = (LAYER_MACS + HEAD_MACS) / 2e11
    assert seconds("int8", "int8") == pytest.approx(linears + SCORES / 2e11 + VALUES / 1e11)


def test_one_token_takes_as_long_as_its_bytes_are_read():
    one = [SequenceWork(1, 0)]
    num_weights = LAYER_MACS / 1000 + HEAD_MACS
    kv_bytes = 16 * 2 * 8 * 64 * 2
    assert seconds("int8", "bfloat16", one) == pytest.approx((num_weights + kv_bytes) / 1e10)


@pytest.mark.skipif(measured_isa() is None, reason="this machine has none of the instruction sets measured")
def test_the_rates_of_this_machine_are_measured_with_its_best_instruction_set():
    rates = measure_rates(measured_isa())
    assert rates.instruction_set == measured_isa()
    assert rates.num_cores == len(os.sched_getaffinity(0))
    assert all(rate > 0 for name, rate in asdict(rates).items() if name.endswith("_per_s"))
