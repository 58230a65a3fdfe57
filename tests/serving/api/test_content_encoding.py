"""Bodies that come compressed."""

from __future__ import annotations

import gzip
import importlib.util
import json
import zlib

import httpx
import pytest

BODY = json.dumps({"model": "toy", "input": "hello", "store": False}).encode()
LIMIT = 10_000


def zstd(raw: bytes) -> bytes:
    zstandard = pytest.importorskip("zstandard", reason="zstandard is not installed")
    return zstandard.ZstdCompressor().compress(raw)


def headless(raw: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return compressor.compress(raw) + compressor.flush()


ENCODINGS = [
    ("gzip", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", headless),
    ("zstd", zstd),
    ("identity", bytes),
]


@pytest.fixture(scope="module")
def small(start_once):
    return start_once(max_body_bytes=LIMIT)


def post(server, raw: bytes, encoding: str) -> httpx.Response:
    headers = {"content-type": "application/json", "content-encoding": encoding}
    return httpx.post(f"{server.url}/v1/responses", content=raw, headers=headers, timeout=60)


@pytest.mark.parametrize(("encoding", "compress"), ENCODINGS)
def test_a_body_is_read_as_it_was_before(small, encoding, compress):
    response = post(small, compress(BODY), encoding)
    assert response.json()["output"][0]["content"][0]["text"] == "HELLO"


@pytest.mark.parametrize(("encoding", "compress"), ENCODINGS[:-1])
def test_a_small_body_that_stands_for_a_large_one_is_too_large(small, encoding, compress):
    raw = compress(b" " * 100_000_000)
    if len(raw) > LIMIT:  # these compress at most a thousand times
        raw = compress(b" " * (LIMIT + 1))
    assert post(small, raw, encoding).status_code == 413


@pytest.mark.parametrize(("encoding", "compress"), ENCODINGS[:-1])
def test_a_body_that_is_cut_or_is_none_is_refused(small, encoding, compress):
    whole = compress(BODY)
    for raw in (whole[: len(whole) // 2], b"\xff" * 20, b""):
        response = post(small, raw, encoding)
        assert response.status_code == 400, (raw, response.text)


def test_another_encoding_is_unsupported(small):
    response = post(small, BODY, "br")
    assert (response.status_code, response.json()["error"]["code"]) == (415, "unsupported_media_type")


@pytest.mark.skipif(importlib.util.find_spec("zstandard") is not None, reason="zstandard is installed")
def test_without_the_package_zstd_is_unsupported(small):
    assert post(small, b"x", "zstd").status_code == 415
