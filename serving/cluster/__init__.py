"""The only place that imports Ray: deployments, routing, the Ray backend."""
