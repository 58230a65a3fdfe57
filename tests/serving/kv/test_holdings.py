"""Who has held how much KV for how long."""

from hypothesis import given
from hypothesis import strategies as st

from serving.kv import holdings
from serving.kv.holdings import NOBODY, Account, Holdings

ONE, OTHER, ANONYMOUS = Account("t", "one"), Account("t", "other"), Account("t")


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_what_is_held_is_counted_until_it_goes_or_another_session_uses_it():
    clock = Clock()
    held = Holdings(clock)
    held.add(ONE, 3)
    clock.now_s = 10
    held.move(ONE, OTHER, 2)
    clock.now_s = 14
    held.add(ONE, -1)
    clock.now_s = 100
    assert held.take(ONE) == 3 * 10 + 1 * 4
    assert held.take(ONE) == 0, "it was told"
    assert held.take(OTHER) == 2 * 90
    assert held.by_tenants() == {"t": 3 * 14 + 2 * 86}


@given(
    st.lists(
        st.tuples(
            st.sampled_from((NOBODY, ANONYMOUS, ONE, OTHER)),
            st.sampled_from((NOBODY, ANONYMOUS, ONE, OTHER)),
            st.integers(0, 5),
            st.integers(0, 9),
        )
    )
)
def test_sessions_and_what_is_of_none_come_to_their_tenant(moves):
    clock = Clock()
    held = Holdings(clock)
    units = dict.fromkeys((NOBODY, ANONYMOUS, ONE, OTHER), 0)
    expected = dict.fromkeys(units, 0.0)
    taken = dict.fromkeys((ONE, OTHER), 0.0)
    units[NOBODY] = 1 << 20
    for before, after, wanted, seconds in moves:
        number = min(wanted, units[before])
        held.move(before, after, number)
        units[before] -= number
        units[after] += number
        clock.now_s += seconds
        for account in units:
            expected[account] += units[account] * seconds
        taken[before] = taken.get(before, 0.0) + held.take(before)
    for account in (ONE, OTHER):
        assert taken[account] + held.take(account) == expected[account]
    of_all = expected[ONE] + expected[OTHER] + expected[ANONYMOUS]
    assert held.by_tenants().get("t", 0.0) == of_all


def test_of_too_many_sessions_those_that_hold_something_stay(monkeypatch):
    monkeypatch.setattr(holdings, "MAX_SESSIONS", 2)
    clock = Clock()
    held = Holdings(clock)
    held.add(ONE, 1)
    for number in range(10):
        gone = Account("t", str(number))
        held.add(gone, 1)
        held.add(gone, -1)
    clock.now_s = 5
    assert held.take(ONE) == 5
    assert len(held._sessions) <= 3


def test_the_next_process_goes_on_from_what_was_held():
    clock = Clock()
    held = Holdings(clock)
    held.add(ONE, 3)
    clock.now_s = 10
    before = held.so_far()
    assert held.take(ONE) == 30, "to read it takes nothing"
    clock.now_s = 1000
    following = Holdings(clock)
    following.go_on_from(before.times(2))
    following.add(ONE, 1)
    clock.now_s = 1005
    assert following.take(ONE) == 2 * 30 + 5
    assert following.by_tenants() == {"t": 2 * 30 + 5}


def test_what_was_its_tenants_alone_is_a_sessions_when_that_is_known():
    clock = Clock()
    held = Holdings(clock)
    held.add(ANONYMOUS, 2)
    clock.now_s = 7
    held.credit(ONE, 2 * 7)
    held.move(ANONYMOUS, ONE, 2)
    clock.now_s = 9
    assert held.take(ONE) == 2 * 9
    assert held.by_tenants() == {"t": 2 * 9}
