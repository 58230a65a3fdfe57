"""What appends cost in padding, by the plan that each instance has, and that the page says so."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.neuron_padding import buckets_of, padding, table
from models.config_file import read_config
from models.neuron.instances import CORES
from models.registry import resolve

PAGE = Path(__file__).parents[2] / "models" / "neuron" / "README.md"


@pytest.fixture(scope="module")
def config():
    return read_config(resolve("smollm2-135m"))


@pytest.mark.parametrize("instance", CORES)
def test_a_result_of_40_tokens_costs_at_most_1_6_times_its_tokens(instance, config):
    buckets = buckets_of(config, instance)
    for num_context in (0, 400, 2_000, 8_100):
        assert padding(40, num_context, buckets, config).tokens <= 1.6


def test_from_17_tokens_on_no_append_costs_twice_its_tokens(config):
    buckets = buckets_of(config, "trn2.48xlarge")
    assert all(padding(num_new, 1_000, buckets, config).tokens < 2 for num_new in range(17, 2_000, 7))


def test_no_graph_has_less_work_than_is_needed(config):
    buckets = buckets_of(config, "trn2.48xlarge")
    found = [padding(64, num_context, buckets, config).operations for num_context in (0, 448, 1_984, 8_128)]
    assert all(ratio >= 1 for ratio in found)
    assert found[1] > found[2] > found[3], "full of a context's tokens, a graph wastes its own triangle alone"
    assert all(one < 1.1 for one in found[1:])


def test_the_page_has_the_table_of_every_instance(config):
    tables = {instance: table(config, instance) for instance in CORES}
    assert all(one == other for one, other in pairwise(tables.values()))
    assert "\n".join(next(iter(tables.values()))) in PAGE.read_text(encoding="utf-8")
