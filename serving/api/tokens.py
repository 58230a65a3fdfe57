"""Bearer tokens of an identity provider (RFC 7519, OpenID Connect), verified with the keys that it publishes.

Only signatures with public keys count, and only by the algorithms that the operator allows: a token says
neither how it is to be verified nor with what.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import jwt

from serving.api.issued_tokens import Known
from serving.config import JwtConfig
from serving.errors import NotAuthenticated, StartupError, Unavailable, reason_of
from serving.logs import get_logger
from serving.principal import Principal, is_scope

MAX_AGE_S = 600.0  # after which published keys are asked for again
REFETCH_S = 30.0  # at least, between two fetches, whatever keys tokens name
FETCH_TIMEOUT_S = 5.0
MAX_SET_BYTES = 1024 * 1024
MAX_CLAIM_CHARS = 256
_CURVES = {"ES256": ("P-256",), "ES384": ("P-384",), "ES512": ("P-521",), "EdDSA": ("Ed25519", "Ed448")}
_KEY_TYPES = {"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}  # by an algorithm's first letters
_log = get_logger(__name__)

Jwk = Mapping[str, Any]


class TokenRefused(NotAuthenticated):
    code = "invalid_token"  # RFC 6750, section 3.1


def is_token(given: str) -> bool:
    """What an API key does not look like: three parts, the first one JSON in base64."""
    return given.startswith("eyJ") and given.count(".") == 2


class TokenVerifier:
    """Belongs to the event loop."""

    def __init__(self, config: JwtConfig) -> None:
        """Raises: StartupError where the set of keys is a file that cannot be read."""
        self._config = config
        self._keys = PublishedKeys(config.jwks)

    async def known(self, token: str) -> Known:
        """Raises: TokenRefused; Unavailable where the provider's keys cannot be had."""
        claims = await self._claims(token)
        principal = self._principal(claims)
        actors = () if principal.agent is None else (principal.agent,)
        return Known(principal, float(claims["exp"]), (), actors)

    async def _claims(self, token: str) -> Mapping[str, Any]:
        config = self._config
        try:
            header = jwt.get_unverified_header(token)
        except jwt.InvalidTokenError as error:  # also where it has critical extensions
            raise TokenRefused(f"The token's header cannot be read: {error}.") from None
        algorithm = header.get("alg")
        if algorithm not in config.algorithms:
            raise TokenRefused(
                f"The token is signed by {algorithm!r}, and this server takes {', '.join(config.algorithms)}."
            )
        key = await self._keys.find(header.get("kid"), algorithm)
        if key is None:
            raise TokenRefused("The token is signed with a key that its provider does not publish.")
        try:
            claims: Mapping[str, Any] = jwt.decode(
                token,
                jwt.PyJWK(dict(key), algorithm).key,
                algorithms=[algorithm],
                audience=config.audience,
                issuer=config.issuer,
                leeway=config.leeway_s,
                options={"require": ["exp", "iss", "aud"]},
            )
        except jwt.ExpiredSignatureError:
            raise TokenRefused("The token has expired. Ask your identity provider for a new one.") from None
        except jwt.ImmatureSignatureError:
            raise TokenRefused("The token is not valid yet.") from None
        except jwt.InvalidAudienceError:
            raise TokenRefused(f"The token is for another audience than {config.audience!r}.") from None
        except jwt.InvalidIssuerError:
            raise TokenRefused(f"The token is of another issuer than {config.issuer!r}.") from None
        except jwt.MissingRequiredClaimError as error:
            raise TokenRefused(f"The token has no claim `{error.claim}`.") from None
        except (jwt.PyJWTError, ValueError, TypeError):
            raise TokenRefused("The token's signature is not that of its provider.") from None
        return claims

    def _principal(self, claims: Mapping[str, Any]) -> Principal:
        config = self._config
        tenant = _text_of(claims, config.tenant_claim)
        if tenant is None:
            raise TokenRefused(f"The token has no claim `{config.tenant_claim}`, which says whose it is.")
        actor = claims.get("act")  # RFC 8693: who acts for the subject
        agent = _text_of(actor, "sub") if isinstance(actor, Mapping) else None
        if actor is not None and agent is None:
            raise TokenRefused("The token's claim `act` has no `sub`.")
        given = _claim(claims, config.scope_claim)
        names = given.split() if isinstance(given, str) else given if isinstance(given, list) else []
        scopes = frozenset(name for name in names if isinstance(name, str) and is_scope(name))
        return Principal(tenant, _text_of(claims, config.user_claim), agent, scopes)


def _claim(claims: Mapping[str, Any], name: str) -> Any:
    """By its name, or a path of names with dots between."""
    if name in claims:
        return claims[name]
    value: Any = claims
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _text_of(claims: Mapping[str, Any], name: str) -> str | None:
    """None where there is none. Raises: TokenRefused for what cannot be a name."""
    value = _claim(claims, name)
    if value is None:
        return None
    if not isinstance(value, str) or not 1 <= len(value) <= MAX_CLAIM_CHARS or not value.isprintable():
        raise TokenRefused(f"The token's claim `{name}` must be text of 1 to {MAX_CLAIM_CHARS} characters.")
    return value


class PublishedKeys:
    """A set of keys (JWKS, RFC 7517), in a file or at a URL. Belongs to the event loop."""

    def __init__(self, place: str) -> None:
        """Raises: StartupError where it is a file that cannot be read."""
        self._place = place
        self._path = None if "://" in place else Path(place)
        self._keys: tuple[Jwk, ...] = ()
        self._stamp: tuple[int, int, int] | None = None
        self._read_s: float | None = None  # when they were read, and
        self._tried_s: float | None = None  # when that was tried last
        self._turn = asyncio.Lock()
        if self._path is not None:
            try:
                self._read_file(self._path)
            except (OSError, ValueError) as error:
                raise StartupError(f"--jwks {place} cannot be read: {reason_of(error)}.") from error

    async def find(self, kid: Any, algorithm: str) -> Jwk | None:
        """The key of that id; without one, the only key there is for the algorithm. Raises: Unavailable."""
        if self._path is not None:
            self._reread(self._path)
            return self._match(kid, algorithm)
        if self._is_older_than(MAX_AGE_S):
            await self._refetch()
        found = self._match(kid, algorithm)
        if found is None:  # a key may be newer than what was read
            await self._refetch()
            found = self._match(kid, algorithm)
        if found is None and self._read_s is None:
            raise Unavailable("The identity provider's keys cannot be had now.", retry_after_s=int(REFETCH_S))
        return found

    def _match(self, kid: Any, algorithm: str) -> Jwk | None:
        keys = [key for key in self._keys if _is_for(key, algorithm)]
        if kid is not None:
            return next((key for key in keys if key.get("kid") == kid), None)
        return keys[0] if len(keys) == 1 else None

    # ---- a file -----------------------------------------------------------------------------------

    def _reread(self, path: Path) -> None:
        try:
            self._read_file(path)
        except (OSError, ValueError) as error:
            _log.error("jwks_not_read", place=self._place, error=reason_of(error))

    def _read_file(self, path: Path) -> None:
        """Where it has changed."""
        found = os.stat(path)
        stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
        if stamp != self._stamp:
            self._stamp = stamp
            self._keys = _keys_of(path.read_bytes())

    # ---- a URL ------------------------------------------------------------------------------------

    def _is_older_than(self, age_s: float) -> bool:
        return self._read_s is None or time.monotonic() - self._read_s > age_s

    async def _refetch(self) -> None:
        """One at a time, and not too often; what there was stays where it fails."""
        async with self._turn:
            if self._tried_s is not None and time.monotonic() - self._tried_s < REFETCH_S:
                return
            self._tried_s = time.monotonic()
            try:
                self._keys = _keys_of(await _fetch(self._place))
                self._read_s = time.monotonic()
            except (httpx.HTTPError, OSError, ValueError) as error:
                _log.error("jwks_not_read", place=self._place, error=str(error) or type(error).__name__)


async def _fetch(url: str) -> bytes:
    """Raises: httpx.HTTPError, ValueError."""
    async with httpx.AsyncClient(timeout=FETCH_TIMEOUT_S) as client, client.stream("GET", url) as response:
        if response.status_code != 200:
            raise ValueError(f"it answers with status {response.status_code}")
        content = bytearray()
        async for piece in response.aiter_bytes():
            content += piece
            if len(content) > MAX_SET_BYTES:
                raise ValueError(f"it has more than {MAX_SET_BYTES} bytes")
        return bytes(content)


def _keys_of(content: bytes) -> tuple[Jwk, ...]:
    """Raises: ValueError."""
    value = json.loads(content)
    keys = value.get("keys") if isinstance(value, dict) else None
    if not isinstance(keys, list):
        raise ValueError("it is no set of keys: there is no list `keys`")
    return tuple(key for key in keys if isinstance(key, dict))


def _is_for(key: Jwk, algorithm: str) -> bool:
    """A key that is secret (`oct`) is for none of them."""
    return (
        key.get("kty") == _KEY_TYPES[algorithm[:2]]
        and key.get("use") in (None, "sig")
        and key.get("alg") in (None, algorithm)
        and key.get("crv") in _CURVES.get(algorithm, (None,))
    )
