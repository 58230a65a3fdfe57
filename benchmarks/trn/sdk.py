"""Is the Neuron SDK here that Tenure is written for, and a chip?"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from serving.cli.checks import Check, Status
from serving.cli.checks_neuron import neuron_checks


def check_sdk() -> list[Check]:
    """What `tenure doctor` says of Neuron."""
    return neuron_checks()


def is_ready(checks: list[Check]) -> bool:
    """Absent devices or packages are fatal; a warning, as of an SDK of another release, is not."""
    return all(check.status in (Status.ok, Status.warning) for check in checks)


def as_plain(checks: list[Check]) -> list[dict[str, Any]]:
    return [asdict(check) for check in checks]
