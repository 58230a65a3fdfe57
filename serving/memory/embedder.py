"""What a text means, as a vector: from a small model, where its package is installed."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from models.errors import CheckpointError
from models.sentence_encoder import SentenceEncoder, check_archive, find_archive
from serving.errors import StartupError
from serving.memory.store import Vector


class Embedder:
    """Thread-safe. The model is loaded when it is used first: it takes 90 MB."""

    name = "all-MiniLM-L6-v2"

    def __init__(self, archive: Path) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self._encoder: SentenceEncoder | None = None

    @classmethod
    def find(cls) -> Embedder | None:
        """None: the package is not installed. Raises: StartupError where it is another version."""
        archive = find_archive()
        if archive is None:
            return None
        try:
            check_archive(archive)
        except CheckpointError as error:
            raise StartupError(str(error)) from error
        return cls(archive)

    def embed(self, texts: Sequence[str]) -> np.ndarray[Any, Any]:
        """[texts, width] float32; each of length 1."""
        with self._lock:
            if self._encoder is None:
                self._encoder = SentenceEncoder(self._archive)
        vectors: np.ndarray[Any, Any] = self._encoder.encode(texts).numpy()
        return vectors

    def vectors(self, texts: Sequence[str]) -> list[Vector]:
        """To be stored."""
        return [Vector(self.name, row.astype("<f2").tobytes()) for row in self.embed(texts)]
