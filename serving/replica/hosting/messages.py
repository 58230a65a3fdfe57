"""What an engine's process says besides its reports: how it starts, and how it dies."""

from __future__ import annotations

from dataclasses import dataclass

from serving.replica.loaded import Loaded


@dataclass(frozen=True, slots=True)
class Progressed:
    what: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Ready:
    """The engine is warm."""

    loaded: Loaded  # with facts in the place of its runner


@dataclass(frozen=True, slots=True)
class Failed:
    """The start failed."""

    error: Exception


@dataclass(frozen=True, slots=True)
class Died:
    """The engine stopped of itself."""

    text: str
