"""What tenants with terms of their own have used, and may: for Prometheus."""

from __future__ import annotations

from collections.abc import Sequence

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from serving.budgets import BudgetState, budget_object

_LIMITS = ("tokens", "tool_calls", "seconds", "cost")


def exposition(states: Sequence[BudgetState]) -> bytes:
    """Empty where there are none."""
    return generate_latest(registry_of(states)) if states else b""


def registry_of(states: Sequence[BudgetState]) -> CollectorRegistry:
    registry, labels = CollectorRegistry(), ("tenant", "of")
    used = Gauge(
        "tenure:budget_used",
        "What a tenant's agents have used.",
        labels,
        registry=registry,
    )
    limit = Gauge("tenure:budget_limit", "What they may use.", labels, registry=registry)
    for state in states:
        fields = budget_object(state)
        for of in _LIMITS:
            used.labels(state.id, of).set(fields[f"consumed_{of}"])
            if (most := fields[f"max_{of}"]) is not None:
                limit.labels(state.id, of).set(most)
    return registry
