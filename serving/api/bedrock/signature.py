"""AWS Signature Version 4, verified: who signed a request knows a secret, and the request is as he sent it.

The pair of a tenant's name and one of its API keys is an access key and its secret. Source: AWS's guide
"Signature Version 4 for API requests", for services other than S3.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import quote

from fastapi import Request

from serving.api.bedrock.errors import SignatureRefused

ALGORITHM = "AWS4-HMAC-SHA256"
MAX_SKEW_S = 300  # AWS's
_UNRESERVED = "/~"
_FIELDS = re.compile(
    r"Credential=(?P<credential>[^,\s]+),\s*SignedHeaders=(?P<headers>[^,\s]+),\s*Signature=(?P<signature>[0-9a-f]{64})"
)
_MUST_BE_SIGNED = ("host", "x-amz-date")


@dataclass(frozen=True, slots=True)
class Signature:
    access_key: str
    scope: tuple[str, ...]  # day, region, service, "aws4_request"
    timestamp: str  # ISO 8601, basic: 20261130T120000Z
    headers: tuple[str, ...]  # the names of those that are signed
    value: str  # 64 hexadecimal digits

    def is_by(self, secret: bytes, request: Request, body: bytes) -> bool:
        key = b"AWS4" + secret
        for part in self.scope:
            key = hmac.digest(key, part.encode(), "sha256")
        expected = hmac.digest(key, self._string_to_sign(request, body), "sha256").hex()
        return hmac.compare_digest(expected, self.value)

    def _string_to_sign(self, request: Request, body: bytes) -> bytes:
        canonical = sha256(_canonical(request, self.headers, body)).hexdigest()
        return "\n".join((ALGORITHM, self.timestamp, "/".join(self.scope), canonical)).encode()


def is_signed(request: Request) -> bool:
    return request.headers.get("authorization", "").startswith(ALGORITHM)


def signature_of(request: Request) -> Signature:
    """Of a signed request. Raises: SignatureRefused where it is none, or too old."""
    found = _FIELDS.search(request.headers["authorization"])
    timestamp = request.headers.get("x-amz-date", "")
    if found is None:
        raise SignatureRefused(
            "The header Authorization must have Credential, SignedHeaders and Signature, as Signature "
            "Version 4 does."
        )
    access_key, *scope = found["credential"].rsplit("/", 4)
    headers = tuple(found["headers"].split(";"))
    missing = [name for name in _MUST_BE_SIGNED if name not in headers]
    if missing:
        raise SignatureRefused(f"SignedHeaders must name {' and '.join(missing)}.")
    if len(scope) != 4 or scope[3] != "aws4_request" or not timestamp.startswith(scope[0]):
        raise SignatureRefused(
            "The Credential must be ACCESS_KEY/DAY/REGION/SERVICE/aws4_request, its day that of x-amz-date."
        )
    _require_fresh(timestamp)
    return Signature(access_key, tuple(scope), timestamp, headers, found["signature"])


def _require_fresh(timestamp: str) -> None:
    try:
        signed_at = datetime.strptime(timestamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise SignatureRefused("The header x-amz-date must be a time like 20261130T120000Z.") from None
    now = datetime.now(UTC)
    if abs((now - signed_at).total_seconds()) > MAX_SKEW_S:
        raise SignatureRefused(
            f"Signature expired: it is of {timestamp}, and it is {now:%Y%m%dT%H%M%SZ} here. It may be "
            f"{MAX_SKEW_S} seconds old; set the clock."
        )


def _canonical(request: Request, headers: Iterable[str], body: bytes) -> bytes:
    """The request in the one form that both sides can make of it."""
    raw_path = request.scope.get("raw_path") or request.url.path.encode()
    return "\n".join(
        (
            request.method,
            quote(raw_path.decode("latin-1"), safe=_UNRESERVED),  # encoded once more than it was sent
            "&".join(sorted(request.url.query.split("&"))),
            *(f"{name}:{_value(request, name)}" for name in headers),
            "",
            ";".join(headers),
            sha256(body).hexdigest(),
        )
    ).encode()


def _value(request: Request, name: str) -> str:
    return ",".join(" ".join(value.split()) for value in request.headers.getlist(name))
