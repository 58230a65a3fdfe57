"""`TENURE_*` variables of the environment that mean nothing: most often misspelt ones."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

PREFIX = "TENURE_"
WITHOUT_A_FLAG = ("TENURE_KERNEL_ISA",)
# What Kubernetes sets in every pod for a Service whose name begins with `tenure`.
_HOST = "_SERVICE_HOST"
_LINK = re.compile(r"_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_[0-9]+_.*)?)")


def variables_of(command: Any) -> set[str]:
    """Those of a Click command's parameters and of its subcommands', and those that no flag has."""
    own = {parameter.envvar for parameter in command.params if parameter.envvar}
    inner = (variables_of(part) for part in getattr(command, "commands", {}).values())
    return own.union(WITHOUT_A_FLAG, *inner)


def unknown_variables(environment: Mapping[str, str], known: Collection[str]) -> Iterator[str]:
    """A sentence for each."""
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known and not _is_service_link(name, environment):
            near = difflib.get_close_matches(name, sorted(known), n=1)
            hint = f"Did you mean {near[0]}?" if near else "`tenure serve --help` lists what there is."
            yield f"{name} is set, and Tenure has no variable of that name. {hint}"


def _is_service_link(name: str, environment: Mapping[str, str]) -> bool:
    services = [other.removesuffix(_HOST) for other in environment if other.endswith(_HOST)]
    return any(
        name.startswith(service) and _LINK.fullmatch(name.removeprefix(service)) for service in services
    )
