"""Trainium on paper stays within what is published."""

import pytest

from serving.planning.hardware import INSTANCES
from serving.planning.published import paper_fit, published_steps


@pytest.mark.parametrize("family", ["trn1", "trn2"])
def test_no_share_of_a_peak_is_above_one(family):
    fit = paper_fit(family)
    assert 0 < fit.bandwidth_share <= 1
    assert 0 < fit.flops_share <= 1
    assert fit.layer_s > 0


@pytest.mark.parametrize("family", ["trn1", "trn2"])
def test_no_published_latency_is_below_the_roofline(family):
    for step in published_steps(family):
        _, bytes_s, flops_s = step.ideal_terms()
        assert step.seconds > max(bytes_s, flops_s), step.name


def test_a_decode_step_of_trn1_is_predicted_within_a_tenth_at_the_median():
    assert paper_fit("trn1").decode_error.median < 0.1


def test_every_published_latency_names_its_source():
    for family in ("trn1", "trn2"):
        assert all(step.source for step in published_steps(family))


def test_the_cores_add_up_to_the_published_instances():
    trn1, trn2 = INSTANCES["trn1.32xlarge"], INSTANCES["trn2.48xlarge"]
    gib = 1024**3
    assert trn1.num_cores * trn1.core_memory_bytes == 512 * gib
    assert trn1.num_cores * trn1.core_bandwidth == 13_120 * gib
    assert trn1.num_cores * trn1.core_flops == pytest.approx(3040e12)
    assert trn2.num_cores * trn2.core_memory_bytes == 1536 * gib
    assert trn2.num_cores * trn2.core_bandwidth == pytest.approx(46.4e12)
    assert trn2.num_cores * trn2.core_flops == pytest.approx(10.7e15, rel=0.01)
    # AWS Neuron SDK, trn3-arch.rst: its two UltraServers, of 4 servers and of 36.
    for name, num_servers, num_chips, num_gib, bandwidth, flops in (
        ("trn3-gen1", 4, 64, 9_216, 313.6e12, 42_944e12),
        ("trn3-gen2", 36, 144, 20_736, 705.6e12, 96_624e12),
    ):
        server = INSTANCES[name]
        assert num_servers * server.num_chips == num_chips
        assert num_servers * server.num_cores * server.core_memory_bytes == num_gib * gib
        assert num_servers * server.num_cores * server.core_bandwidth == pytest.approx(bandwidth)
        assert num_servers * server.num_cores * server.core_flops == pytest.approx(flops)
