"""The server is killed for real, a few times. `make chaos` does it a hundred times."""

from __future__ import annotations

import pytest

from benchmarks import chaos
from benchmarks.forked_command import ForkedServer


@pytest.fixture(autouse=True)
def _loaded(monkeypatch):
    monkeypatch.setattr(chaos, "ServerProcess", ForkedServer)


@pytest.mark.parametrize(
    ("num_kills", "kills_per_round", "num_tokens"),
    [(1, 1, 400), pytest.param(4, 2, 1500, marks=pytest.mark.slow)],
)
def test_a_killed_server_tells_every_reader_what_an_undisturbed_one_tells(
    tmp_path, num_kills, kills_per_round, num_tokens
):
    rounds = chaos.run(
        "toy", num_kills=num_kills, kills_per_round=kills_per_round, num_tokens=num_tokens, folder=tmp_path
    )
    assert [r.num_kills for r in rounds] == [kills_per_round] * (num_kills // kills_per_round)
    assert all(r.num_taken_over for r in rounds)
    assert all(r.is_equal for r in rounds)
