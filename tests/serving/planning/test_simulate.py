"""Workloads in virtual time: a step lasts a second, so that times can be counted."""

import statistics

from serving.config import EngineConfig
from serving.planning.calls import ragged
from serving.planning.host_cost import HostCost
from serving.planning.paper_runner import StepPrice
from serving.planning.simulate import Turn, simulate
from serving.planning.step_model import StepModel
from serving.planning.workload import Workload

CONFIG = EngineConfig(num_blocks=1000, max_model_len=4096, max_step_ms=1e6)
FREE = HostCost()


def times(turn: Turn) -> list[float]:
    return [round(token_s, 6) for token_s in turn.token_s]


def test_one_turn_is_one_step_for_the_prompt_and_its_first_token_then_one_per_token(a_second_per_step):
    workload = Workload(num_sessions=1, num_turns=1, num_new_tokens=50, num_reply_tokens=3)
    (turn,) = simulate(workload, CONFIG, a_second_per_step, FREE).turns
    assert times(turn) == [1, 2, 3]
    assert turn.ttft_s == 1


def test_a_returning_turn_computes_what_is_new_and_the_last_token(a_second_per_step):
    workload = Workload(num_sessions=1, num_turns=2, num_new_tokens=50, num_reply_tokens=3, tool_s=10)
    first, second = simulate(workload, CONFIG, a_second_per_step, FREE).turns
    assert first.num_cached_tokens == 0
    assert second.num_prompt_tokens == 103
    assert second.num_cached_tokens == 50 + 3 - 1
    assert second.sent_s == 13
    assert times(second) == [14, 15, 16]


def test_sessions_that_come_together_share_the_steps(a_second_per_step):
    workload = Workload(num_sessions=4, num_turns=1, num_new_tokens=30, num_reply_tokens=3)
    result = simulate(workload, CONFIG, a_second_per_step, FREE)
    assert [times(turn) for turn in result.turns] == [[1, 2, 3]] * 4
    assert result.duration_s == 3


def test_sessions_that_begin_together_soon_no_longer_wait_for_each_other(tiny):
    """A prompt of 200 tokens takes about 85 ms, a step of 8 decodes 8 ms, a client's way back 10 ms."""
    flop_s = 0.4e-3 / (2 * tiny.num_layer_weights)
    price = StepPrice(tiny, StepModel(layer_s=0.0025, flop_s=(flop_s,) * 4), ragged)

    def ttft_s(num_sessions: int) -> float:
        workload = Workload(num_sessions=num_sessions, num_turns=10, tool_s=0.01)
        turns = simulate(workload, EngineConfig(num_blocks=1000, max_model_len=4096), price, FREE).turns
        return statistics.median(turn.ttft_s for turn in turns if turn.number == 10)

    assert ttft_s(8) < 1.5 * ttft_s(1)


def test_prompts_go_on_where_the_replies_alone_take_the_time_of_a_step(tiny):
    """A prompt of 200 tokens takes 0.8 s, and a step of 8 decodes 0.2 s: as much as `max_step_ms`."""
    flop_s = 4e-3 / (2 * tiny.num_layer_weights)
    price = StepPrice(tiny, StepModel(layer_s=0.025, seq_s=0.0185, flop_s=(flop_s,) * 4), ragged)

    def ttft_s(num_sessions: int) -> float:
        workload = Workload(num_sessions=num_sessions, num_turns=10, tool_s=0.01)
        turns = simulate(workload, EngineConfig(num_blocks=1000, max_model_len=4096), price, FREE).turns
        return statistics.median(turn.ttft_s for turn in turns if turn.number == 10)

    assert ttft_s(8) < 3 * ttft_s(1)


def test_a_client_that_holds_turns_back_sends_the_next_when_one_ends(a_second_per_step):
    workload = Workload(
        num_sessions=2, num_turns=1, num_new_tokens=50, num_reply_tokens=3, max_turns_in_flight=1
    )
    first, second = simulate(workload, CONFIG, a_second_per_step, FREE).turns
    assert (first.sent_s, second.sent_s) == (0, 3)
    assert second.ttft_s == 1


def test_kv_that_is_short_is_evicted_and_computed_again(a_second_per_step):
    workload = Workload(
        num_sessions=4, num_turns=3, num_new_tokens=200, num_reply_tokens=8, max_turns_in_flight=1
    )
    roomy = simulate(workload, CONFIG, a_second_per_step, FREE)
    tight = simulate(workload, EngineConfig(num_blocks=30, max_model_len=900), a_second_per_step, FREE)
    assert roomy.stats.num_evicted_blocks == 0
    assert tight.stats.num_evicted_blocks > 0
    cached = [sum(turn.num_cached_tokens for turn in result.turns) for result in (roomy, tight)]
    assert cached[1] < cached[0]


def test_the_host_is_paid_for_each_step_row_and_turn(a_second_per_step):
    workload = Workload(num_sessions=2, num_turns=1, num_new_tokens=50, num_reply_tokens=2)
    host = HostCost(step_s=0.5, row_s=0.1, logit_s=0.01, turn_s=0.25)
    first, _ = simulate(workload, CONFIG, a_second_per_step, host).turns
    step_s = 1 + 0.5 + 2 * (0.1 + 32 * 0.01)
    assert times(first) == [round(step_s + 0.25, 6), round(2 * step_s + 0.25, 6)]


def test_the_same_arguments_give_the_same_times(a_second_per_step):
    workload = Workload(num_sessions=5, num_turns=2, sessions_per_s=0.3, seed=4)
    runs = [simulate(workload, CONFIG, a_second_per_step, FREE) for _ in range(2)]
    assert [times(turn) for turn in runs[0].turns] == [times(turn) for turn in runs[1].turns]
    assert len({turn.sent_s for turn in runs[0].turns if turn.number == 1}) == 5
