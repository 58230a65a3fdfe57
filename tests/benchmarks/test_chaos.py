"""The server is killed for real, a few times. `make chaos` does it a hundred times."""

from __future__ import annotations

import pytest

from benchmarks import chaos


@pytest.mark.parametrize("num_rounds", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_killed_server_tells_every_reader_what_an_undisturbed_one_tells(tmp_path, num_rounds):
    rounds = chaos.run("toy", num_kills=2 * num_rounds, kills_per_round=2, num_tokens=1500, folder=tmp_path)
    assert [r.num_kills for r in rounds] == [2] * num_rounds
    assert all(r.num_taken_over for r in rounds)
    assert all(r.is_equal for r in rounds)
