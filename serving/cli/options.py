"""Options as Typer wants them: each flag has its `TENURE_*` twin, and both are in the help."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import platformdirs
import typer

DEFAULT_MODEL = "smollm2-135m"
_Number = TypeVar("_Number", int | None, float | None)


def variable(flag: str) -> str:
    """The environment variable of a flag: `--max-queue` is TENURE_MAX_QUEUE."""
    return "TENURE_" + flag.strip("-").replace("-", "_").upper()


def option(flag: str, text: str, *, panel: str | None = None, envvar: str | None = None, **more: Any) -> Any:
    return typer.Option(
        flag, help=text, envvar=envvar or variable(flag), show_envvar=True, rich_help_panel=panel, **more
    )


def number(flag: str, text: str, *, least: float, most: float | None = None, **more: Any) -> Any:
    """An option whose value lies in [least, most]; what is outside is a usage error."""
    return option(flag, text, metavar="N", callback=_between(least, most), **more)


def _between(least: float, most: float | None) -> Callable[[_Number], _Number]:
    # Typer's own min and max do the same, and fill the help's narrow columns with `[0<=x<=65535]`.
    span = f"at least {least:g}" if most is None else f"from {least:g} to {most:g}"

    def check(value: _Number) -> _Number:
        if value is not None and not (value >= least and (most is None or value <= most)):
            raise typer.BadParameter(f"it must be {span}, got {value}.")
        return value

    return check


def default_data_dir() -> Path:
    """`$XDG_DATA_HOME/tenure`, or what the platform has in its place."""
    return platformdirs.user_data_path("tenure", appauthor=False)


def bad_value(error: Exception | str, flag: str) -> typer.BadParameter:
    """A usage error (exit code 2) that names the flag and its variable."""
    return typer.BadParameter(str(error), param_hint=f"'{flag}' (or {variable(flag)})")
