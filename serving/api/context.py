"""What every route of one application shares."""

from __future__ import annotations

from dataclasses import dataclass

from serving.api.auth import KeyRing
from serving.api.backend import Backend
from serving.api.failed_logins import FailedLogins
from serving.api.fields import UnknownFields
from serving.api.http_metrics import HttpMetrics
from serving.api.limits import Slots
from serving.api.shared_answers import SharedAnswers
from serving.config import ApiConfig


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    backend: Backend
    config: ApiConfig
    metrics: HttpMetrics
    keys: KeyRing
    slots: Slots
    unknown: UnknownFields
    answers: SharedAnswers
    failed_logins: FailedLogins

    @classmethod
    def of(cls, backend: Backend, config: ApiConfig) -> Context:
        metrics = HttpMetrics()
        slots = Slots(config.max_concurrent_requests)
        return cls(
            backend=backend,
            config=config,
            metrics=metrics,
            unknown=UnknownFields(metrics),
            keys=KeyRing(config),
            slots=slots,
            answers=SharedAnswers(slots),
            failed_logins=FailedLogins(backend),
        )
