"""Which rules changed the head of a prompt, as clients read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from serving.output import Usage

HEAD_RULES_FIELD = "tenure:head_rules"  # in `usage`


def head_fields(usages: Iterable[Usage]) -> dict[str, Any]:
    """What `usage` has besides: nothing where no rule found anything. Of several turns, those of any."""
    names = dict.fromkeys(name for usage in usages for name in usage.head_rules)
    return {HEAD_RULES_FIELD: list(names)} if names else {}
