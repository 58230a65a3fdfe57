"""Adapters that come and go while the server runs."""

from __future__ import annotations

import asyncio
from pathlib import Path

from models.errors import CheckpointError
from models.lora import read_lora
from serving.errors import InvalidRequest, ModelNotFound, NotSupported
from serving.replica.adapters import ServedAdapter
from serving.replica.hosting.link import EngineLink
from serving.replica.loaded import Loaded
from serving.replica.workers import Workers


class AdapterLoading:
    """Belongs to the event loop. One comes or goes at a time."""

    def __init__(self, loaded: Loaded, engine: EngineLink, workers: Workers) -> None:
        self._loaded = loaded
        self._engine = engine
        self._workers = workers
        self._is_changing = asyncio.Lock()

    async def load(self, name: str, path: str, *, is_replaced: bool) -> None:
        """Serve it from the next request on.

        Args:
            path: from the directory on, or a whole one below it.
            is_replaced: an adapter of that name may be there; turns under way go on with it.

        Raises: NotSupported; InvalidRequest for a name that is taken, a path elsewhere, and what is no
            adapter of this model.
        """
        projections, directory = self._loaded.adapters.projections, self._loaded.adapters.directory
        if directory is None or projections is None:
            raise NotSupported(
                "Adapters are not loaded while this server runs. Start it with --adapter-dir DIR, on the "
                "CPU, and those below DIR can be."
            )
        adapters, served = self._loaded.adapters, self._loaded.adapters.served
        async with self._is_changing:
            is_another = name in served and not is_replaced
            if is_another or name in self._loaded.taken_names:
                raise InvalidRequest(
                    f"`lora_name` {name!r} is the name of a model already. An adapter takes another one's "
                    "place with `load_inplace`: true.",
                    param="lora_name",
                )
            folder = _below(directory, path)
            try:
                adapter = await self._workers.run(read_lora, folder, projections)
            except CheckpointError as error:
                raise InvalidRequest(f"`lora_path`: {error}", param="lora_path") from error
            adapters.hold(adapter.digest)  # a turn with the same one may end meanwhile
            try:
                await self._engine.add_adapter(adapter)
                before = served.get(name)
                served[name] = ServedAdapter(name, folder.name, adapter.digest)
            finally:
                adapters.end(adapter.digest)
                self.release(adapter.digest)  # if whoever asked has left meanwhile
            if before is not None:
                self.release(before.digest)

    async def unload(self, name: str) -> None:
        """Serve it no more; turns under way go on with it. Raises: ModelNotFound."""
        async with self._is_changing:
            adapter = self._loaded.adapters.served.pop(name, None)
            if adapter is None:
                raise ModelNotFound(name, self._loaded.adapters.served)
            self.release(adapter.digest)

    def release(self, digest: str) -> None:
        """Give its memory back, unless it is needed. Its KV stays until it is evicted."""
        if not self._loaded.adapters.is_used(digest):
            self._engine.remove_adapter(digest)


def _below(directory: Path, path: str) -> Path:
    root = directory.resolve()
    try:
        folder = (root / path).resolve()
    except (OSError, RuntimeError, ValueError):  # too long, links in a circle, NUL
        folder = root
    if not folder.is_relative_to(root) or folder == root:
        raise InvalidRequest(f"`lora_path` must be below --adapter-dir, got {path!r}.", param="lora_path")
    return folder
