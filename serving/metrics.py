"""Prometheus metrics; the names are vLLM's wherever it has one, so dashboards carry over."""
