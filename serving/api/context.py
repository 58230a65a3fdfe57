"""What every route of one application shares."""

from __future__ import annotations

from dataclasses import dataclass

from serving.api.auth import KeyRing
from serving.api.backend import Backend
from serving.api.http_metrics import HttpMetrics
from serving.api.limits import Slots
from serving.api.openai.fields import UnknownFields
from serving.api.openai.parse import Parser
from serving.api.openai.responses.plan import Planner
from serving.config import ApiConfig


@dataclass(frozen=True, slots=True)
class Context:
    backend: Backend
    config: ApiConfig
    metrics: HttpMetrics
    keys: KeyRing
    slots: Slots
    parser: Parser
    planner: Planner
    unknown: UnknownFields

    @classmethod
    def of(cls, backend: Backend, config: ApiConfig) -> Context:
        metrics = HttpMetrics()
        unknown = UnknownFields(metrics)
        return cls(
            backend=backend,
            config=config,
            metrics=metrics,
            keys=KeyRing(config.api_keys),
            slots=Slots(config.max_concurrent_requests),
            parser=Parser(config, unknown),
            planner=Planner(backend, config, unknown),
            unknown=unknown,
        )
