"""One kill of a server whose agents call tools that have effects."""

from __future__ import annotations

from contextlib import closing

import pytest

pytest.importorskip("mcp", reason="mcp is not installed: pip install 'tenure[agents]'")

from benchmarks.chaos_agents import rounds


@pytest.mark.slow  # a server that is started twice, beside one of MCP
def test_no_effect_comes_twice_and_no_result_is_lost(tmp_path):
    with closing(rounds(first=1, num_sessions=2, seconds=0.1, folder=tmp_path)) as all_rounds:
        one = next(all_rounds)
    assert len(one.chains) == 2
    assert one.num_kills > 0
    for chain in one.chains:
        assert (chain.num_duplicates, chain.num_lost) == (0, 0)
        assert chain.is_dense
        assert chain.is_as_logged
        assert chain.is_read
        assert chain.has_ended
