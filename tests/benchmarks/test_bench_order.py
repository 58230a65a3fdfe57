"""The order of prompts and decodes, in virtual time."""

from benchmarks.bench_order import MACHINES, measured
from serving.engine import scheduler


def test_what_prompts_may_take_decides_how_long_returning_turns_wait_on_a_slow_machine():
    before = scheduler.PROMPT_SHARE
    waits_s = [
        measured(MACHINES["two cores, AVX2"], 8, share)["ttft_p50_s_by_turn"][10] for share in (0.0, 4.0)
    ]
    assert waits_s[1] < waits_s[0] / 4
    assert before == scheduler.PROMPT_SHARE
