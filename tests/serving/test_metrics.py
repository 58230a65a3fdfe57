"""What a replica reports, read back from the exposition."""

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families

from serving.metrics import Metrics


@pytest.fixture
def metrics() -> Metrics:
    return Metrics(CollectorRegistry(), "toy", max_model_len=100)


def values(metrics: Metrics) -> dict[str, float]:
    """Sample name, with any label but the model's and the bucket's: its value."""
    found = {}
    for family in text_string_to_metric_families(metrics.exposition().decode()):
        for sample in family.samples:
            labels = dict(sample.labels)
            assert labels.pop("model_name") == "toy"
            if "le" not in labels:
                found["/".join([sample.name, *labels.values()])] = sample.value
    return found


def test_a_step_reports_its_size_and_the_load(metrics):
    metrics.observe_step(step_s=0.02, num_tokens=40)
    metrics.observe_generated(7, [0.01, 0.03])
    metrics.observe_engine(
        num_running=3,
        num_waiting=1,
        num_restoring=4,
        num_blocks=80,
        num_held_blocks=20,
        num_idle_blocks=30,
        num_leased_blocks=10,
        num_preemptions=2,
        num_evicted_blocks=5,
        num_queried_tokens=60,
        num_hit_tokens=32,
        num_prefilled_tokens=18,
        num_drafts=2,
        num_draft_tokens=9,
        num_accepted_tokens=6,
    )
    found = values(metrics)
    assert found["vllm:num_requests_running"] == 3
    assert found["vllm:num_requests_waiting"] == 1
    assert found["tenure:num_requests_restoring"] == 4
    assert found["vllm:kv_cache_usage_perc"] == 0.25
    assert [found[f"tenure:kv_blocks/{state}"] for state in ("held", "idle", "leased")] == [20, 30, 10]
    assert found["vllm:num_preemptions_total"] == 2
    assert found["vllm:iteration_tokens_total_sum"] == 40
    assert found["vllm:inter_token_latency_seconds_count"] == 2
    assert found["vllm:inter_token_latency_seconds_sum"] == pytest.approx(0.04)
    assert found["tenure:step_seconds_sum"] == pytest.approx(0.02)
    assert found["tenure:evicted_blocks_total"] == 5
    assert (found["vllm:prompt_tokens_total"], found["vllm:generation_tokens_total"]) == (50, 7)
    assert (found["vllm:prefix_cache_queries_total"], found["vllm:prefix_cache_hits_total"]) == (60, 32)
    assert found["vllm:prompt_tokens_by_source_total/local_compute"] == 18
    assert found["vllm:prompt_tokens_by_source_total/local_cache_hit"] == 32
    assert found["vllm:spec_decode_num_drafts_total"] == 2
    assert found["vllm:spec_decode_num_draft_tokens_total"] == 9
    assert found["vllm:spec_decode_num_accepted_tokens_total"] == 6


def test_a_turn_that_has_ended_is_one_prompt_and_so_many_choices(metrics):
    metrics.observe_first_token(ttft_s=0.2, queue_s=0.05)
    metrics.observe_turn(
        finish_reasons=["stop", "length"],
        num_prompt_tokens=50,
        num_generated_tokens=[7, 10],
        e2e_s=1.5,
    )
    found = values(metrics)
    assert found["vllm:request_success_total/stop"] == found["vllm:request_success_total/length"] == 1
    assert found["vllm:request_prompt_tokens_sum"] == 50
    assert found["vllm:request_generation_tokens_count"] == 2
    assert found["vllm:time_to_first_token_seconds_sum"] == pytest.approx(0.2)
    assert found["vllm:request_queue_time_seconds_sum"] == pytest.approx(0.05)
    assert found["vllm:e2e_request_latency_seconds_sum"] == pytest.approx(1.5)


def test_length_buckets_reach_to_the_models_own_limit(metrics):
    bounds = bucket_bounds(metrics, "vllm:request_prompt_tokens")
    assert bounds == [1, 2, 5, 10, 20, 50, 100, float("inf")]


def bucket_bounds(metrics: Metrics, name: str) -> list[float]:
    families = text_string_to_metric_families(metrics.exposition().decode())
    samples = next(family.samples for family in families if family.name == name)
    return [float(sample.labels["le"]) for sample in samples if "le" in sample.labels]
