"""How soon sessions are thought to come back, from those that did."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.kv.retention import ANONYMOUS, MAX_KINDS, PERSON, SOME_SESSION, Retention, Wait
from serving.kv.return_times import ENDS_S, ReturnTimes

TOOL, READER = Wait("t", "search"), Wait("t", PERSON)


def learned(gaps_s, num_lost=0) -> ReturnTimes:
    times = ReturnTimes(share=0.5)
    for gap_s in gaps_s:
        times.note_wait()
        times.note_return(gap_s)
    for _ in range(num_lost):
        times.note_wait()
    return times


def test_a_wait_is_worth_one_over_what_it_lasts():
    assert learned([3.0] * 200).rate(0.0) == pytest.approx(1 / 3, rel=0.05)


def test_whoever_has_waited_longer_than_others_do_is_worth_little():
    times = learned([3.0] * 200)
    assert times.rate(60.0) < times.rate(0.0) / 20


def test_what_comes_after_a_pause_is_worth_more_the_nearer_it_is():
    times = learned([100.0] * 200)
    assert times.rate(0.0) < times.rate(32.0) < times.rate(64.0)
    assert times.rate(256.0) < times.rate(64.0)


def test_who_never_comes_back_makes_all_that_wait_worth_less():
    assert learned([3.0] * 100, num_lost=100).rate(0.0) < 0.6 * learned([3.0] * 100).rate(0.0)


def test_it_follows_a_change():
    times = learned([3.0] * 500 + [300.0] * 2000)
    assert times.rate(0.0) == pytest.approx(learned([300.0] * 500).rate(0.0), rel=0.25)


def test_after_a_long_time_nobody_is_expected():
    assert learned([3.0]).rate(ENDS_S[-1]) == 0.0


@given(st.lists(st.floats(0, 1e6)), st.integers(0, 20), st.floats(0, 1e6))
def test_whatever_was_seen_it_is_a_rate(gaps_s, num_lost, waited_s):
    assert 0.0 <= learned(gaps_s, num_lost).rate(waited_s) < 10.0


def test_each_kind_of_wait_is_learned_for_itself_and_a_new_one_is_as_all_together():
    retention = Retention()
    for _ in range(100):
        for wait, gap_s in ((TOOL, 2.0), (READER, 60.0)):
            retention.note_wait(wait)
            retention.note_return(wait, gap_s)
    assert retention.rate(TOOL, 0.0) > retention.rate(SOME_SESSION, 0.0) > retention.rate(READER, 0.0)
    other = Wait("u", "search")
    assert retention.rate(other, 0.0) == retention.rate(SOME_SESSION, 0.0)
    retention.note_wait(other)
    assert retention.rate(other, 0.0) > 0.5 * retention.rate(SOME_SESSION, 0.0)


def test_before_anything_is_seen_a_session_is_worth_more_than_an_anonymous_prompt():
    retention = Retention()
    for waited_s in (0.0, 10.0, 1000.0):
        assert retention.rate(SOME_SESSION, waited_s) > retention.rate(ANONYMOUS, waited_s) > 0.0


def test_a_client_with_ever_new_functions_does_not_fill_the_memory():
    retention = Retention()
    for number in range(MAX_KINDS + 10):
        retention.note_wait(Wait("t", str(number)))
    assert len(retention._kinds) == MAX_KINDS
