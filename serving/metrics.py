"""Prometheus metrics; the names are vLLM's wherever it has one, so dashboards carry over.

The replica calls these methods at the edge of the engine: once per step or once per turn, never
per token in the hot loop. Work is counted while it is done, so that a rate is one; what a turn was like, when
it has ended. Every series has the label `model_name`. Counters get the suffix
`_total` in the exposition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from serving.output import KVUsage, Restored, Tier

_Metric = TypeVar("_Metric", Counter, Gauge, Histogram)

_TTFT_S = (
    0.001,
    0.005,
    0.01,
    0.02,
    0.04,
    0.06,
    0.08,
    0.1,
    0.25,
    0.5,
    0.75,
    1,
    2.5,
    5,
    7.5,
    10,
    20,
    40,
    80,
    160,
)
_ITL_S = (
    0.001,
    0.0025,
    0.005,
    0.01,
    0.025,
    0.05,
    0.075,
    0.1,
    0.15,
    0.2,
    0.3,
    0.4,
    0.5,
    0.75,
    1,
    2.5,
    5,
    10,
    20,
)
_TURN_S = (0.05, 0.1, 0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920)
_STEP_S = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.5, 1, 2.5, 5)
_STEP_TOKENS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384)


class Metrics:
    """What one replica reports of its engine and its turns."""

    def __init__(self, registry: CollectorRegistry, model_name: str, *, max_model_len: int = 32768) -> None:
        self.registry = registry
        make = _Maker(registry, model_name)
        counts = _one_two_five(max_model_len)

        self._running = make.gauge("vllm:num_requests_running", "Sequences in the running batch.")
        self._waiting = make.gauge("vllm:num_requests_waiting", "Sequences that wait to be scheduled.")
        self._restoring = make.gauge(
            "tenure:num_requests_restoring", "Sequences that wait for KV blocks from elsewhere."
        )
        self._kv_usage = make.gauge("vllm:kv_cache_usage_perc", "Share of the KV blocks in use; 1 is all.")
        blocks = make.labelled_gauge(
            "tenure:kv_blocks",
            "KV blocks: held by sequences, idle, and of both those that are leased.",
            "state",
        )
        self._held, self._idle, self._leased = (
            blocks.labels(model_name, state) for state in ("held", "idle", "leased")
        )
        self._preemptions = make.counter("vllm:num_preemptions", "Sequences put back to wait.")
        self._step_tokens = make.histogram(
            "vllm:iteration_tokens_total", "New tokens per step.", _STEP_TOKENS
        )
        self._step_s = make.histogram("tenure:step_seconds", "Duration of one engine step.", _STEP_S)
        self._drafts = make.counter("vllm:spec_decode_num_drafts", "Drafts given to the model.")
        self._draft_tokens = make.counter("vllm:spec_decode_num_draft_tokens", "Draft tokens in them.")
        self._accepted = make.counter(
            "vllm:spec_decode_num_accepted_tokens", "Draft tokens that were what the model sampled."
        )
        self._evicted = make.counter("tenure:evicted_blocks", "Cached KV blocks given to somebody else.")

        self._queries = make.counter("vllm:prefix_cache_queries", "Prompt tokens looked up in the KV cache.")
        self._hits = make.counter("vllm:prefix_cache_hits", "Prompt tokens whose KV was found.")
        self._prompt = make.counter("vllm:prompt_tokens", "Prompt tokens, computed or found.")
        self._generated = make.counter("vllm:generation_tokens", "Tokens generated.")
        by_source = make.labelled(
            "vllm:prompt_tokens_by_source", "The same by where their KV came from.", "source"
        )
        self._computed = by_source.labels(model_name, "local_compute")
        self._cached = by_source.labels(model_name, "local_cache_hit")

        self.elsewhere = _ElsewhereMetrics(make)

        self._restored = _RestoredMetrics(make)
        self._tenants = _TenantMetrics(make)

        self._cold = make.labelled(
            "tenure:cold_turns", "Turns of a session whose KV was not all there, by reason.", "reason"
        )

        self._ignored_carriers = make.labelled(
            "tenure:ignored_carriers", "Carriers in prompts that were left aside, by reason.", "reason"
        )
        self._success = make.labelled("vllm:request_success", "Choices that ended.", "finished_reason")
        self._ttft = make.histogram("vllm:time_to_first_token_seconds", "Arrival to first token.", _TTFT_S)
        self._itl = make.histogram("vllm:inter_token_latency_seconds", "Token to next token.", _ITL_S)
        self._e2e = make.histogram("vllm:e2e_request_latency_seconds", "Arrival to last token.", _TURN_S)
        self._queue = make.histogram("vllm:request_queue_time_seconds", "Arrival to first step.", _TURN_S)
        self._prompt_len = make.histogram("vllm:request_prompt_tokens", "Prompt tokens of a turn.", counts)
        self._output_len = make.histogram("vllm:request_generation_tokens", "Tokens of a choice.", counts)
        self._model_name = model_name

    def observe_step(self, *, step_s: float, num_tokens: int) -> None:
        """One engine step is done: its duration, and the new tokens it computed: prompt, decode and draft."""
        self._step_s.observe(step_s)
        self._step_tokens.observe(num_tokens)

    def observe_engine(
        self,
        *,
        num_running: int,
        num_waiting: int,
        num_restoring: int,
        num_blocks: int,
        num_held_blocks: int,
        num_idle_blocks: int = 0,
        num_leased_blocks: int = 0,
        num_preemptions: int = 0,
        num_evicted_blocks: int = 0,
        num_queried_tokens: int = 0,
        num_hit_tokens: int = 0,
        num_prefilled_tokens: int = 0,
        num_drafts: int = 0,
        num_draft_tokens: int = 0,
        num_accepted_tokens: int = 0,
    ) -> None:
        """The engine's load now, and what it did since the last time: after a step, and when it falls idle.

        Args:
            num_blocks: of KV, in all.
            num_leased_blocks: of the held and the idle ones.
            num_queried_tokens, num_hit_tokens: of prompts that were looked up.
            num_prefilled_tokens: of prompts, computed.
        """
        if num_preemptions:
            self._preemptions.inc(num_preemptions)
        if num_evicted_blocks:
            self._evicted.inc(num_evicted_blocks)
        if num_queried_tokens:
            self._queries.inc(num_queried_tokens)
            self._hits.inc(num_hit_tokens)
            self._cached.inc(num_hit_tokens)
        if num_hit_tokens or num_prefilled_tokens:
            self._prompt.inc(num_hit_tokens + num_prefilled_tokens)
            self._computed.inc(num_prefilled_tokens)
        if num_drafts:
            self._drafts.inc(num_drafts)
            self._draft_tokens.inc(num_draft_tokens)
            self._accepted.inc(num_accepted_tokens)
        self._running.set(num_running)
        self._waiting.set(num_waiting)
        self._restoring.set(num_restoring)
        self._kv_usage.set(num_held_blocks / num_blocks)
        self._held.set(num_held_blocks)
        self._idle.set(num_idle_blocks)
        self._leased.set(num_leased_blocks)

    def observe_generated(self, num_tokens: int, inter_token_s: Iterable[float] = ()) -> None:
        """One step's tokens have reached their turns; those that are logged first come after their step.

        Args:
            inter_token_s: of each token but a sequence's first: seconds since the one before it.
        """
        if num_tokens:
            self._generated.inc(num_tokens)
        for seconds in inter_token_s:
            self._itl.observe(seconds)

    def observe_first_token(self, *, ttft_s: float, queue_s: float) -> None:
        """A turn's first token is there: seconds since its arrival, and those of them spent waiting."""
        self._ttft.observe(ttft_s)
        self._queue.observe(queue_s)

    def observe_turn(
        self,
        *,
        finish_reasons: Sequence[str],
        num_prompt_tokens: int,
        num_generated_tokens: Sequence[int],
        e2e_s: float,
        cold_reason: str | None = None,
        restored: Restored | None = None,
        tenant: str = "",
        kv: KVUsage | None = None,
        ignored_carriers: Iterable[str] = (),
    ) -> None:
        """A turn has ended, aborted ones too.

        Args:
            finish_reasons: one per choice: stop, length or abort.
            num_prompt_tokens: counted once, however many choices.
            num_generated_tokens: one number per choice.
            e2e_s: seconds since the turn's arrival.
            cold_reason: of a session's turn whose KV was not all there.
            restored: where the KV of its history came from.
            kv: what the tenant's KV has taken, but for what it has held: see `observe_held`.
            ignored_carriers: why each of its prompt's carriers that was left aside was.
        """
        for fault in ignored_carriers:
            self._ignored_carriers.labels(self._model_name, fault).inc()
        if restored is not None:
            self._restored.observe(restored)
        if kv is not None:
            self._tenants.observe(tenant, kv)
        if cold_reason is not None:
            self._cold.labels(self._model_name, cold_reason).inc()
        for reason in finish_reasons:
            self._success.labels(self._model_name, reason).inc()
        self._prompt_len.observe(num_prompt_tokens)
        for num_tokens in num_generated_tokens:
            self._output_len.observe(num_tokens)
        self._e2e.observe(e2e_s)

    def observe_held(self, tenant: str, tier: Tier, byte_seconds: float) -> None:
        """A tenant's KV, since this was told last."""
        self._tenants.observe_held(tenant, tier, byte_seconds)

    def go_on_from(self, tenant: str, kv: KVUsage) -> None:
        """What a tenant's turns have read and computed again until this process began."""
        self._tenants.observe(tenant, kv)

    def tenants_kv(self) -> Mapping[str, KVUsage]:
        """The same until now, of each tenant that there was; without what was held."""
        return self._tenants.sums

    def exposition(self) -> bytes:
        """The registry in Prometheus' text format: what `Backend.metrics` returns."""
        return generate_latest(self.registry)


class _ElsewhereMetrics:
    """Of KV outside the device."""

    def __init__(self, make: _Maker) -> None:
        self._counters = {
            "num_written_blocks": make.counter("tenure:kv_written_blocks", "KV blocks written to files."),
            "num_written_bytes": make.counter("tenure:kv_written_bytes", "Bytes of the files."),
            "num_restored_blocks": make.counter("tenure:kv_restored_blocks", "KV blocks read from files."),
            "num_restored_bytes": make.counter("tenure:kv_restored_bytes", "Bytes of them."),
            "num_removed_blocks": make.counter(
                "tenure:kv_removed_blocks", "KV blocks in files that made room for others."
            ),
            "num_demoted_blocks": make.counter(
                "tenure:kv_demoted_blocks", "KV blocks that went from memory to the disk to make room."
            ),
            "num_dropped_blocks": make.counter(
                "tenure:kv_dropped_blocks", "KV blocks not written: evicted before it was their turn."
            ),
        }
        self._refused = make.labelled(
            "tenure:kv_refused_blocks", "KV blocks in files that were not used, by reason.", "reason"
        )
        self._failed = make.labelled(
            "tenure:kv_failed_blocks", "KV blocks that could not be written, by the system's error.", "error"
        )
        self._stored = make.gauge("tenure:kv_stored_bytes", "Bytes of KV in files now.")
        self._model_name = make.model_name

    def observe(
        self,
        *,
        num_stored_bytes: int,
        refused_blocks: Mapping[str, int],
        failed_blocks: Mapping[str, int],
        **counted: int,
    ) -> None:
        for name, number in counted.items():
            self._counters[name].inc(number)
        for reason, number in refused_blocks.items():
            self._refused.labels(self._model_name, reason).inc(number)
        for error, number in failed_blocks.items():
            self._failed.labels(self._model_name, error).inc(number)
        self._stored.set(num_stored_bytes)


class _RestoredMetrics:
    """Of turns, by where the KV of their history was."""

    def __init__(self, make: _Maker) -> None:
        self._turns = make.labelled("tenure:restored_turns", "Turns that found KV, by where it was.", "tier")
        self._tokens = make.labelled("tenure:restored_tokens", "Prompt tokens of that KV.", "tier")
        self._seconds = make.labelled("tenure:restored_seconds", "What the turns waited for it.", "tier")
        self._saved = make.gauge(
            "tenure:restored_saved_seconds", "Expected to be saved against the other choice, in all."
        )
        self._model_name = make.model_name

    def observe(self, restored: Restored) -> None:
        labels = (self._model_name, restored.tier)
        self._turns.labels(*labels).inc()
        self._tokens.labels(*labels).inc(restored.num_tokens)
        self._seconds.labels(*labels).inc(restored.seconds)
        self._saved.inc(restored.saved_s)  # what is saved may be less than nothing


class _TenantMetrics:
    """What the KV of each tenant takes."""

    def __init__(self, make: _Maker) -> None:
        self._byte_seconds = make.labelled(
            "tenure:kv_byte_seconds", "Bytes of KV x the seconds that they were held.", "tenant", "tier"
        )
        self._restored = make.labelled(
            "tenure:kv_tenant_restored_bytes", "Bytes of KV that were read for turns of sessions.", "tenant"
        )
        self._recomputed = make.labelled(
            "tenure:kv_tenant_recomputed_tokens",
            "Prompt tokens that an earlier turn of their session had computed.",
            "tenant",
        )
        self._model_name = make.model_name
        self.sums: dict[str, KVUsage] = {}  # without what was held

    def observe(self, tenant: str, kv: KVUsage) -> None:
        self.sums[tenant] = self.sums.get(tenant, KVUsage()).plus(replace(kv, byte_seconds={}))
        self._restored.labels(self._model_name, tenant).inc(kv.num_restored_bytes)
        self._recomputed.labels(self._model_name, tenant).inc(kv.num_recomputed_tokens)

    def observe_held(self, tenant: str, tier: Tier, byte_seconds: float) -> None:
        self._byte_seconds.labels(self._model_name, tenant, tier).inc(byte_seconds)


class _Maker:
    """Makes metrics in one registry, already bound to the model's name where no other label is asked for."""

    def __init__(self, registry: CollectorRegistry, model_name: str) -> None:
        self._registry = registry
        self.model_name = model_name

    def gauge(self, name: str, help_text: str) -> Gauge:
        return self._bound(Gauge(name, help_text, ["model_name"], registry=self._registry))

    def labelled_gauge(self, name: str, help_text: str, label: str) -> Gauge:
        return Gauge(name, help_text, ["model_name", label], registry=self._registry)

    def counter(self, name: str, help_text: str) -> Counter:
        return self._bound(Counter(name, help_text, ["model_name"], registry=self._registry))

    def labelled(self, name: str, help_text: str, *labels: str) -> Counter:
        return Counter(name, help_text, ["model_name", *labels], registry=self._registry)

    def histogram(self, name: str, help_text: str, buckets: Sequence[float]) -> Histogram:
        return self._bound(
            Histogram(name, help_text, ["model_name"], registry=self._registry, buckets=buckets)
        )

    def _bound(self, metric: _Metric) -> _Metric:
        return metric.labels(self.model_name)


def _one_two_five(limit: int) -> list[float]:
    """1, 2, 5, 10, 20, 50, ... up to `limit`."""
    steps = (mantissa * 10**exponent for exponent in range(19) for mantissa in (1, 2, 5))
    return [float(step) for step in steps if step <= limit]
