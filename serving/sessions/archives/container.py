"""The container of an exported session: a tar whose last member has the SHA-256 of all others.

`tar xf` and `sha256sum -c SHA256SUMS` read it too. infra/decisions/0019-session-files.md has the reasons.
"""

from __future__ import annotations

import hashlib
import io
import tarfile
from collections.abc import Mapping

from serving.errors import InvalidArchive

MANIFEST = "manifest.json"
SESSION = "session.json"
RESPONSES = "responses.json"
KV = "kv.safetensors"
SUMS = "SHA256SUMS"
_REQUIRED = (MANIFEST, SESSION, RESPONSES)
_KNOWN = (*_REQUIRED, KV, SUMS)


def pack(members: Mapping[str, bytes]) -> bytes:
    """`members` by name, all but SUMS."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, content in [*members.items(), (SUMS, _sums(members))]:
            header = tarfile.TarInfo(name)
            header.size = len(content)
            header.mode = 0o600
            tar.addfile(header, io.BytesIO(content))
    return target.getvalue()


def unpack(archive: bytes) -> dict[str, bytes]:
    """The members, all of them whole. Raises: InvalidArchive."""
    try:
        members = _read(archive)
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise InvalidArchive(f"it is no tar file, or is cut short ({error})") from error
    sums = members.pop(SUMS, None)
    if sums is None:
        raise InvalidArchive(f"it has no {SUMS}: it is cut short")
    missing = [name for name in _REQUIRED if name not in members]
    if missing:
        raise InvalidArchive(f"it has no {', '.join(missing)}")
    if sums != _sums(members):
        raise InvalidArchive(f"its content does not have the checksums of {SUMS}")
    return members


def _read(archive: bytes) -> dict[str, bytes]:
    members: dict[str, bytes] = {}
    # "r:" takes no compression: nothing in it is larger than the file.
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:") as tar:
        for header in tar:
            content = tar.extractfile(header) if header.isreg() else None
            if header.name not in _KNOWN or header.name in members or content is None:
                raise InvalidArchive(f"{header.name[:80]!r} has no place in it")
            members[header.name] = content.read()
    return members


def _sums(members: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in members.items())
    return "".join(lines).encode()
