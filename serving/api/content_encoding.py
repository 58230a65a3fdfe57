"""Bodies that a client has compressed. A small one may stand for a large one: it is read up to the limit."""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Callable

from serving.api.errors import UnsupportedMediaType
from serving.errors import BodyTooLarge, InvalidRequest

# A window costs memory whatever is in it. As much as every encoder may ask for: RFC 8878, 3.1.1.1.2.
_MAX_ZSTD_WINDOW = 8 * 1024 * 1024
_Decode = Callable[[bytes, int], bytes]  # (compressed, how many bytes at most) to the first of its bytes


def decoded(raw: bytes, encoding: str, max_bytes: int) -> bytes:
    """Raises: UnsupportedMediaType, BodyTooLarge; InvalidRequest for what is not compressed so."""
    if encoding in ("identity", ""):
        return raw
    decode = _DECODERS.get(encoding)
    if decode is None:
        raise UnsupportedMediaType(
            f"The content-encoding may be {', '.join(_DECODERS)}, got {encoding[:80]!r}. Send the body as "
            "it is."
        )
    try:
        body = decode(raw, max_bytes + 1)
    except _Malformed as error:
        raise InvalidRequest(f"The body is not valid {encoding}: {error}.", code="invalid_encoding") from None
    if len(body) > max_bytes:
        raise BodyTooLarge(max_bytes)
    return body


class _Malformed(ValueError):
    pass


def _inflate(raw: bytes, max_bytes: int, *, wbits: int) -> bytes:
    inflating = zlib.decompressobj(wbits)
    try:
        body = inflating.decompress(raw, max_bytes)
    except zlib.error as error:
        raise _Malformed(str(error)) from None
    if len(body) < max_bytes and not inflating.eof:
        raise _Malformed("it is cut short")
    return body


def _gzip(raw: bytes, max_bytes: int) -> bytes:
    return _inflate(raw, max_bytes, wbits=16 + zlib.MAX_WBITS)


def _deflate(raw: bytes, max_bytes: int) -> bytes:
    """As zlib has it; some send the stream without its head."""
    has_head = len(raw) >= 2 and raw[0] & 0x0F == 8 and int.from_bytes(raw[:2]) % 31 == 0
    return _inflate(raw, max_bytes, wbits=zlib.MAX_WBITS if has_head else -zlib.MAX_WBITS)


def _zstd(raw: bytes, max_bytes: int) -> bytes:
    try:
        zstandard = importlib.import_module("zstandard")
    except ImportError:
        raise UnsupportedMediaType(
            "This server cannot read zstd: the package zstandard is not installed. Send the body as it is."
        ) from None
    decompressor = zstandard.ZstdDecompressor(max_window_size=_MAX_ZSTD_WINDOW)
    try:
        with decompressor.stream_reader(raw, read_across_frames=True) as reader:
            body: bytes = reader.read(max_bytes)
    except zstandard.ZstdError as error:
        raise _Malformed(str(error)) from None
    return body


_DECODERS: dict[str, _Decode] = {"zstd": _zstd, "gzip": _gzip, "deflate": _deflate}
