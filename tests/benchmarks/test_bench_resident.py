"""What `bench_resident` makes of turns that it measured; those are turns of real servers."""

import pytest

from benchmarks.bench_resident import Measured, summary


def turns(server: str, factor: float, start_s: float = 0.1) -> list[Measured]:
    """Whose time grows by 10 us for each token of history."""
    return [
        Measured(server, size, number, size, size - 60, start_s + factor * size * 1e-5, factor * 0.5)
        for size in (1000, 2000, 4000)
        for number in range(3)
    ]


def test_each_turn_is_divided_by_the_same_turn_of_the_other_server():
    report = summary([*turns("on", 2.0, 0.2), *turns("off", 1.0)], "off", ["on"])
    assert report["ratios"]["on_to_off"] == {
        "ttft": 2.0,
        "cpu": 2.0,
        "ttft_by_size": {1000: 2.0, 2000: 2.0, 4000: 2.0},
        "slope": pytest.approx(2.0, abs=1e-3),
    }
    assert report["slope_ms_per_1000_tokens"] == {"off": 10.0, "on": 20.0}
    assert report["median_ttft_ms"]["off"] == {1000: 110.0, 2000: 120.0, 4000: 140.0}
