"""Why a session's turn was cold, as clients read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from serving.output import ColdStart, Divergence, Usage

COLD_FIELD = "tenure:cold"  # in `usage`
COLD_HEADER = "x-tenure-cold"  # of answers that come in one piece


def cold_fields(usages: Iterable[Usage]) -> dict[str, Any]:
    """What `usage` has besides: nothing where all KV was there. Of several turns, the first cold one's."""
    cold = _first(usages)
    return {} if cold is None else {COLD_FIELD: cold_object(cold)}


def cold_headers(usages: Iterable[Usage]) -> dict[str, str]:
    cold = _first(usages)
    return {} if cold is None else {COLD_HEADER: cold.reason}


def _first(usages: Iterable[Usage]) -> ColdStart | None:
    return next((usage.cold for usage in usages if usage.cold is not None), None)


def cold_object(cold: ColdStart) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "reason": cold.reason,
        "expected_tokens": cold.num_expected_tokens,
        "cached_tokens": cold.num_cached_tokens,
    }
    if cold.divergence is not None:
        fields["divergence"] = _divergence_object(cold.divergence)
    if cold.head is not None:
        fields["head"] = asdict(cold.head)
    return fields


def _divergence_object(divergence: Divergence) -> dict[str, Any]:
    rendered = {"token_id": divergence.rendered_token_id, "text": divergence.rendered_text}
    return {
        "position": divergence.position,
        "stored": {"token_id": divergence.stored_token_id, "text": divergence.stored_text},
        "rendered": None if divergence.rendered_token_id is None else rendered,
    }
