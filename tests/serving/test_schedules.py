"""When something happens: over changes of the clocks, after a pause, or never."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

pytest.importorskip("cronsim", reason="cronsim is not installed: pip install 'tenure[agents]'")

from serving.schedules import InvalidSchedule, Once, Periodic

BERLIN = ZoneInfo("Europe/Berlin")  # the clocks go on at 2:00 on 2026-03-29, and back at 3:00 on 2026-10-25


def berlin(*parts, fold=0):
    return datetime(*parts, tzinfo=BERLIN, fold=fold).timestamp()


@pytest.mark.parametrize(
    ("expression", "after", "times"),
    [
        # 2:30 does not come that night: it happens when the hour that is left out is over.
        ("30 2 * * *", berlin(2026, 3, 28, 3), [berlin(2026, 3, 29, 3), berlin(2026, 3, 30, 2, 30)]),
        # 2:30 comes twice: it happens once, also for who looks between the two.
        ("30 2 * * *", berlin(2026, 10, 25), [berlin(2026, 10, 25, 2, 30), berlin(2026, 10, 26, 2, 30)]),
        ("30 2 * * *", berlin(2026, 10, 25, 2, 10, fold=1), [berlin(2026, 10, 26, 2, 30)]),
        # What has no fixed hour goes by time that passes.
        (
            "*/30 * * * *",
            berlin(2026, 10, 25, 2, 30),
            [berlin(2026, 10, 25, 2, 0, fold=1), berlin(2026, 10, 25, 2, 30, fold=1)],
        ),
        ("*/30 * * * *", berlin(2026, 3, 29, 1, 30), [berlin(2026, 3, 29, 3), berlin(2026, 3, 29, 3, 30)]),
        ("0 0 29 2 *", berlin(2026, 1, 1), [berlin(2028, 2, 29)]),
    ],
)
def test_the_clocks_of_its_time_zone_count(expression, after, times):
    schedule, found = Periodic(expression, "Europe/Berlin"), []
    for _ in times:
        after = schedule.next_after(after)
        found.append(after)
    assert found == times


@pytest.mark.parametrize(
    ("expression", "now", "last"),
    [
        ("* * * * *", berlin(2026, 6, 1, 12, 0, 30), berlin(2026, 6, 1, 12)),
        ("0 8 * * 1", berlin(2026, 6, 1, 7), berlin(2026, 5, 25, 8)),
        ("30 2 * * *", berlin(2026, 3, 29, 3, 15), berlin(2026, 3, 29, 3)),
        ("30 2 * * *", berlin(2026, 10, 25, 2, 10, fold=1), berlin(2026, 10, 25, 2, 30)),
        ("0 8 * * *", berlin(2026, 6, 1, 8) + 0.5, berlin(2026, 6, 1, 8)),
    ],
)
def test_of_those_that_were_missed_the_last_one_is_told(expression, now, last):
    assert Periodic(expression, "Europe/Berlin").last_until(now, berlin(2025, 1, 1)) == last


def test_none_lies_before_the_first_that_is_due():
    first = berlin(2026, 6, 1, 12)
    assert Periodic("* * * * *", "UTC").last_until(first, first) == first


def test_once_is_once():
    assert (Once(10.0).next_after(9.0), Once(10.0).next_after(10.0)) == (10.0, None)
    assert Once(10.0).last_until(99.0, 10.0) == 10.0


@pytest.mark.parametrize(
    ("expression", "timezone", "field"),
    [
        ("60 * * * *", "UTC", "expression"),
        ("* * * *", "UTC", "expression"),
        ("* * * * * *", "UTC", "expression"),  # with seconds
        ("@daily", "UTC", "expression"),
        ("0 0 31 2 *", "UTC", "expression"),
        ("* * * * *", "Mars/Olympus", "timezone"),
        ("* * * * *", "../etc/passwd", "timezone"),
        ("* * * * *", "", "timezone"),
    ],
)
def test_what_is_none_says_which_field_is_wrong(expression, timezone, field):
    with pytest.raises(InvalidSchedule) as refused:
        Periodic(expression, timezone)
    assert refused.value.field == field
