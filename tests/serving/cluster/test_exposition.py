"""One exposition out of many processes'."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from serving.replica.exposition import merged_exposition


def exposition(num_requests: int) -> bytes:
    registry = CollectorRegistry()
    Counter("vllm:request_success", "Done.", ["model_name"], registry=registry).labels("toy").inc(
        num_requests
    )
    Gauge("vllm:num_requests_running", "Running.", ["model_name"], registry=registry).labels("toy").set(1)
    seconds = Histogram("vllm:time_to_first_token_seconds", "TTFT.", buckets=(0.1, 1), registry=registry)
    seconds.observe(0.5)
    return generate_latest(registry)


def samples(text: bytes) -> dict[tuple[str, str, str], float]:
    return {
        (sample.name, sample.labels["replica"], sample.labels.get("le", "")): sample.value
        for family in text_string_to_metric_families(text.decode())
        for sample in family.samples
    }


def test_every_series_is_there_with_its_replica():
    merged = samples(merged_exposition("replica", [("r1", exposition(3)), ("r2", exposition(5))]))
    assert merged["vllm:request_success_total", "r1", ""] == 3
    assert merged["vllm:request_success_total", "r2", ""] == 5
    assert merged["vllm:num_requests_running", "r2", ""] == 1
    assert merged["vllm:time_to_first_token_seconds_bucket", "r1", "1.0"] == 1
    assert merged["vllm:time_to_first_token_seconds_count", "r2", ""] == 1


def test_a_family_is_described_once():
    text = merged_exposition("replica", [("r1", exposition(3)), ("r2", exposition(5))]).decode()
    assert text.count("# TYPE vllm:request_success_total counter") == 1
    assert text.count("# TYPE vllm:time_to_first_token_seconds histogram") == 1


def test_nothing_merges_to_nothing():
    assert merged_exposition("replica", []) == b""
