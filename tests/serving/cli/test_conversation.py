from serving.cli.conversation import TurnStats


def test_decode_speed_leaves_the_first_token_to_the_prefill() -> None:
    stats = TurnStats(ttft_s=0.5, decode_s=2.0, num_completion_tokens=21, finish_reason="stop")
    assert stats.tokens_per_s == 10.0


def test_the_numbers_of_a_turn_are_one_line() -> None:
    stats = TurnStats(
        ttft_s=0.0421,
        decode_s=1.0,
        num_prompt_tokens=120,
        num_cached_tokens=96,
        num_completion_tokens=31,
        finish_reason="stop",
    )
    assert stats.line() == "TTFT 42 ms · 30.0 tokens/s · prompt 120 tokens, 96 cached · answer 31 tokens"


def test_an_answer_that_was_stopped_says_so() -> None:
    assert TurnStats(ttft_s=0.1).line() == "TTFT 100 ms · stopped"
    assert TurnStats(ttft_s=0.1, finish_reason="length").line().endswith("cut at the length limit")
