"""What the HTTP side counts itself; the engine's numbers come from `Backend.metrics`."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600)


class HttpMetrics:
    """One application's counters, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "tenure:http_requests",
            "Requests answered; 499: the client hung up.",
            ["route", "method", "status"],
            registry=self._registry,
        )
        self.request_s = Histogram(
            "tenure:http_request_seconds",
            "Duration of a request, its whole stream included.",
            ["route"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self.open_requests = Gauge(
            "tenure:http_open_requests", "Requests being answered.", registry=self._registry
        )
        self.unknown_fields = Counter(
            "tenure:http_unknown_fields",
            "Fields in bodies that no part of this server knows; they are ignored.",
            ["field"],
            registry=self._registry,
        )

    def exposition(self) -> bytes:
        return generate_latest(self._registry)
