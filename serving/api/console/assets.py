"""The console's files, as they are sent."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

PAGE = "index.html"
_STATIC = Path(__file__).with_name("static")
_MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
}
_NO_KEYS, _KEYS = b'data-keys="no"', b'data-keys="yes"'


@dataclass(frozen=True, slots=True)
class Asset:
    body: bytes
    media_type: str
    etag: str


def read_assets(*, asks_for_key: bool) -> dict[str, Asset]:
    """By name. Whether to ask for a key the page says itself: finding out would be a failed login."""
    bodies = {path.name: path.read_bytes() for path in _STATIC.iterdir() if path.suffix in _MEDIA_TYPES}
    if asks_for_key:
        bodies[PAGE] = bodies[PAGE].replace(_NO_KEYS, _KEYS)
    return {name: _asset(name, body) for name, body in bodies.items()}


def _asset(name: str, body: bytes) -> Asset:
    return Asset(body, _MEDIA_TYPES[Path(name).suffix], f'"{sha256(body).hexdigest()[:32]}"')
