"""Live sessions move from one Ray cluster to another one over one PostgreSQL and one directory of KV."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("ray", reason="the extra `ray` is not installed")
from benchmarks import two_clusters
from benchmarks.talks import Outcome

# Two clusters are started and stopped: minutes where others use the machine as well.
pytestmark = [pytest.mark.ray, pytest.mark.slow, pytest.mark.timeout(1200)]


def test_sessions_move_between_clusters_and_nothing_is_lost(tmp_path: Path, postgres_url: str):
    phases, outcome = two_clusters.run(postgres_url, num_sessions=6, num_replicas=1, seed=1, folder=tmp_path)
    assert outcome == Outcome(0, 0, 0, 0, 0)
    moves = {phase.name: phase.num_moves for phase in phases}
    assert moves["old cluster"] == moves["old cluster stopped"] == 0
    assert moves["80/20"] > 0
    assert sum(phase.restored_turns.get("disk", 0) for phase in phases) > 0
