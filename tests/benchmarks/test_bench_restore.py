"""What `bench_restore` makes of the turns that it measured; those are turns of real servers."""

from benchmarks.bench_restore import WAYS, Returned, table

TTFT_S = {"restored": 0.1, "restored_cold": 0.2, "recomputed": 0.4, "auto": 0.1}


def returned(way: str, ttft_s: float) -> Returned:
    tier = "device" if way == "recomputed" else "disk"
    return Returned(way, 512, 540, 500, tier, waited_s=0.01, ttft_s=ttft_s)


def test_ways_are_compared_by_the_medians_of_their_rounds():
    returns = [returned(way, factor * TTFT_S[way]) for way in WAYS for factor in (1, 1, 9)]
    (row,) = table(returns)
    assert row["history_tokens"] == 540
    assert row["ttft_ms"] == {way: 1000 * seconds for way, seconds in TTFT_S.items()}
    assert row["to_recomputed"] == {"restored": 0.25, "restored_cold": 0.5, "recomputed": 1.0, "auto": 0.25}
    assert row["auto_chose"] == ["disk"] * 3
