"""What fits, and the numbers of what does not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.errors import StartupError
from serving.planning.hardware import GIB, INSTANCES, find_instance
from serving.planning.memory_map import Limits, memory_map
from serving.planning.model_shape import ModelShape
from serving.planning.plan import choose_tp
from serving.planning.published import published_config

LLAMA = ModelShape(published_config("Llama-3-8B"), "bfloat16", "bfloat16")
LIMITS = Limits(max_model_len=2048)


def cpu(num_bytes: int):
    return find_instance("cpu", cpu_memory_bytes=num_bytes)


def test_the_map_of_an_8b_model_on_two_cores():
    memory = memory_map(replace(LLAMA, tp=2), INSTANCES["trn1.32xlarge"], LIMITS)
    assert memory.total_bytes == 16 * GIB
    half_of_8_03e9_weights, norms, rope = 8_029_995_008, 65 * 4096 * 2, 2 * 2048 * 64 * 4
    assert memory.weight_bytes == half_of_8_03e9_weights + norms + rope
    assert memory.bytes_per_block == 32 * 32 * 2 * 4 * 128 * 2
    assert memory.free_bytes < memory.bytes_per_block
    assert memory.num_resident_sessions(2048) == memory.num_blocks // 64


@given(st.integers(20 * GIB, 500 * GIB), st.integers(0, 100 * GIB), st.integers(1, 2048))
def test_more_memory_never_keeps_fewer_sessions(num_bytes, more, num_tokens):
    less = memory_map(LLAMA, cpu(num_bytes), LIMITS).num_resident_sessions(num_tokens)
    assert memory_map(LLAMA, cpu(num_bytes + more), LIMITS).num_resident_sessions(num_tokens) >= less


@given(st.integers(1, 2000), st.integers(1, 500))
def test_longer_sessions_are_never_more(num_tokens, more):
    memory = memory_map(LLAMA, cpu(64 * GIB), LIMITS)
    assert memory.num_resident_sessions(num_tokens + more) <= memory.num_resident_sessions(num_tokens)


def test_a_model_that_does_not_fit_is_refused_with_the_numbers():
    with pytest.raises(StartupError) as refusal:
        memory_map(LLAMA, INSTANCES["trn1.2xlarge"], Limits(max_model_len=8192))
    message = str(refusal.value)
    assert "one core of trn1.2xlarge has 16.00 GiB" in message
    assert "15.94 GiB of weights" not in message
    assert "14.96 GiB of weights" in message
    assert "KV needs 1.00 GiB" in message
    assert "Raise --tp (here up to 2)" in message


@pytest.mark.parametrize(("weights", "kv"), [("int8", "bfloat16"), ("bfloat16", "int8")])
def test_formats_that_are_not_served_on_neuron_are_not_planned_there(weights, kv):
    shape = replace(LLAMA, tp=2, weight_format=weights, kv_format=kv)
    with pytest.raises(StartupError, match="on Neuron both are bfloat16 or float32"):
        memory_map(shape, INSTANCES["trn1.32xlarge"], LIMITS)


def test_kv_memory_that_is_too_little_for_one_sequence_is_refused():
    with pytest.raises(StartupError, match="holds 96 tokens, and a sequence may need 2048"):
        memory_map(LLAMA, cpu(64 * GIB), replace(LIMITS, kv_memory_bytes=4 * 32 * LLAMA.kv_bytes_per_token))


def test_a_length_that_nobody_asked_for_may_be_cut_to_what_the_session_needs():
    kv_bytes = 4 * 32 * LLAMA.kv_bytes_per_token
    limits = replace(LIMITS, kv_memory_bytes=kv_bytes, least_model_len=90)
    assert memory_map(LLAMA, cpu(64 * GIB), limits).num_kv_tokens == 96


def test_kv_memory_that_is_not_there_is_refused():
    with pytest.raises(StartupError, match=r"this machine has 20.00 GiB; .* and KV needs 30.00 GiB"):
        memory_map(LLAMA, cpu(20 * GIB), replace(LIMITS, kv_memory_bytes=30 * GIB))


def test_by_default_a_replica_takes_the_fewest_cores_that_it_fits_on():
    assert choose_tp(LLAMA, INSTANCES["trn1.32xlarge"], LIMITS, None).tp == 2
    assert choose_tp(LLAMA, INSTANCES["trn2.48xlarge"], LIMITS, None).tp == 1


@pytest.mark.parametrize(
    ("instance", "tp", "sentence"),
    [
        ("trn1.32xlarge", 4, "--tp is 4; trn1.32xlarge allows 1, 2, 8, 16, 32."),
        ("trn2.48xlarge", 64, "--tp is 64, which does not divide the model's 32 attention heads."),
        ("cpu", 2, "--tp is 2; cpu allows 1."),
    ],
)
def test_a_size_that_is_not_allowed_is_refused(instance, tp, sentence):
    with pytest.raises(StartupError) as refusal:
        choose_tp(LLAMA, find_instance(instance, cpu_memory_bytes=64 * GIB), LIMITS, tp)
    assert str(refusal.value) == sentence


def test_unpublished_and_unknown_instances_are_refused():
    with pytest.raises(StartupError, match=r"trn2.3xlarge are not published"):
        find_instance("trn2.3xlarge", cpu_memory_bytes=1)
    with pytest.raises(
        StartupError, match=r"no instance sizes of Trn3, and so no trn3.48xlarge. .* trn3-gen1"
    ):
        find_instance("trn3.48xlarge", cpu_memory_bytes=1)
    with pytest.raises(StartupError, match=r"'p5' is not known. Known: cpu, trn1.2xlarge"):
        find_instance("p5", cpu_memory_bytes=1)
