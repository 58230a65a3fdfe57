"""A machine's own cache of artifacts, with one that others share behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.neuron.artifact_cache import ArtifactCache, Source, State
from models.neuron.remote_cache import RemoteCache


class SharedCache:
    """Raises RemoteCacheError in each method where the remote cache does not answer."""

    def __init__(self, own: ArtifactCache, remote: RemoteCache | None, *, pushes: bool) -> None:
        """`pushes`: what the remote cache lacks is put there; else it is only read."""
        self.own = own
        self._remote = remote
        self._pushes = pushes
        self.num_fetched = 0
        self.num_pushed = 0

    @property
    def places(self) -> str:
        return str(self.own.root) if self._remote is None else f"{self.own.root} or {self._remote.url}"

    def state(self, source: Source) -> State:
        """Of an artifact in the machine's own cache, where it is fetched to if the remote one has it."""
        state = self.own.state(source)
        if state != "ok" and self._remote is not None:
            fetched = self._remote.fetch(source, self.own)
            self.num_fetched += fetched == "ok"
            return fetched if fetched != "missing" else state
        return state

    def states(
        self, sources: Mapping[str, Source], progress: Callable[[str, int, int], None]
    ) -> dict[str, State]:
        """The same of several, by tag."""
        states: dict[str, State] = {}
        for done, (tag, source) in enumerate(sources.items()):
            progress(f"look up: {tag}", done, len(sources))
            states[tag] = self.state(source)
        progress("look up", len(sources), len(sources))
        return states

    def push(self, source: Source) -> None:
        if self._remote is not None and self._pushes:
            self.num_pushed += self._remote.push(source, self.own)
