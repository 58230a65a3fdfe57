"""What ranks in separate processes get from each other over gloo."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
import torch

from models.parallel.collectives import connect_gloo


@pytest.mark.parametrize("num_ranks", [2, 4])
def test_every_rank_gets_the_sum_and_the_parts_in_order(num_ranks, rank_group, ranks_module):
    answers = rank_group(num_ranks).run(partial(ranks_module.reduce_and_gather, torch.float32))
    parts = ranks_module.PARTS[:num_ranks]
    for rank, (total, row, own) in enumerate(answers):
        np.testing.assert_array_equal(total, np.full((2, 3), sum(parts)))
        np.testing.assert_array_equal(row, np.repeat([parts], 3, axis=0).T)
        np.testing.assert_array_equal(own, np.full((2, 3), parts[rank]))  # left as it was


def test_bfloat16_is_summed_in_float32_and_rounded_once(rank_group, ranks_module):
    answers = rank_group(4).run(partial(ranks_module.reduce_and_gather, torch.bfloat16))
    for total, *_ in answers:
        np.testing.assert_array_equal(total, np.full((2, 3), 1 + 2.0**-7))


def test_a_sums_bits_do_not_depend_on_its_place(rank_group, ranks_module):
    answers = rank_group(4).run(ranks_module.reduce_at_places)
    for sums in answers:
        assert len(np.unique(sums)) == 1
        assert sums[0] == answers[0][0]


def test_a_rank_that_nobody_joins_gives_up(tmp_path):
    with pytest.raises(RuntimeError):
        connect_gloo(tmp_path / "rendezvous", rank=0, size=2, timeout_s=0.2)
