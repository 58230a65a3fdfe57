"""Other names for the served models."""

from __future__ import annotations

from collections.abc import Sequence

from serving.errors import StartupError


def aliases_of(entries: Sequence[str], served_names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """(alias, served name) of `alias=name` each. Raises: StartupError."""
    aliases: dict[str, str] = {}
    for entry in entries:
        alias, separator, name = entry.partition("=")
        if not separator or not alias:
            raise StartupError(f"--model-alias must be NAME=MODEL, got {entry!r}.")
        if name not in served_names:
            raise StartupError(
                f"--model-alias {entry}: {name!r} is not served here. Served: {', '.join(served_names)}."
            )
        if alias in served_names or alias in aliases:
            raise StartupError(f"--model-alias {entry}: {alias!r} is the name of a model already.")
        aliases[alias] = name
    return tuple(aliases.items())
