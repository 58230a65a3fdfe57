"""API keys and tokens: who is asking, and whether he may. A principal comes from nowhere else."""

from __future__ import annotations

import os
import time
from collections.abc import Awaitable, Callable, Iterable
from hashlib import sha256
from pathlib import Path

from fastapi.requests import HTTPConnection

from serving.api.issued_tokens import IssuedTokenRefused, Known, TokenIssuer, is_issued
from serving.api.tokens import TokenVerifier, is_token
from serving.api_keys import HASHED, hash_of, key_id, key_lines, parse_keys, read_key_file, shown_time
from serving.config import OPEN_TENANT, ApiConfig
from serving.errors import (
    ActorRefused,
    KeyExpired,
    NotAuthenticated,
    NotSupported,
    ScopeMissing,
    StartupError,
)
from serving.logs import get_logger
from serving.principal import ApiKey, Principal, is_scope

Authenticate = Callable[[HTTPConnection], Awaitable[Principal]]
_KEY_HEADERS = ("x-api-key", "api-key")
_log = get_logger(__name__)


class KeyRing:
    """The configured keys and whose tokens are taken. Without any, everybody is OPEN_TENANT."""

    def __init__(self, config: ApiConfig) -> None:
        """Raises: StartupError where the key file cannot be read, or a key has a scope that there is not."""
        self._given = tuple(ApiKey(*key) for key in config.api_keys)
        self._file = None if config.api_key_file is None else KeyFile(config.api_key_file)
        self._tokens = None if config.jwt is None else TokenVerifier(config.jwt)
        self._issuer = None if config.token_key_file is None else TokenIssuer(config.token_key_file)
        self._by_hash: dict[str, ApiKey] = {}
        self._dependencies: dict[str | None, Authenticate] = {}
        self.is_open = config.is_open
        self._arrange()

    def _arrange(self) -> None:
        keys = (*self._given, *(self._file.keys if self._file is not None else ()))
        for key in keys:
            if unknown := [scope for scope in key.scopes or () if not is_scope(scope)]:
                raise StartupError(f"api_keys: there is no scope {unknown[0]!r}.")
        self._by_hash = {hash_of(key): key for key in keys}

    def _keys(self) -> dict[str, ApiKey]:
        if self._file is not None and self._file.has_changed():
            self._arrange()
        return self._by_hash

    def of_tenant(self, tenant: str) -> list[ApiKey]:
        """Its keys that are known in clear, for whoever has to prove that he knows one without sending it."""
        keys: Iterable[ApiKey] = self._keys().values()
        return [key for key in keys if key.tenant == tenant and not key.key.startswith(HASHED)]

    def require(self, scope: str | None) -> Authenticate:
        """A dependency: whose key the request has. None: any key will do."""
        if scope not in self._dependencies:

            async def authenticate(request: HTTPConnection) -> Principal:
                return await self.authenticate(request, scope)

            self._dependencies[scope] = authenticate
        return self._dependencies[scope]

    async def authenticate(self, request: HTTPConnection, scope: str | None) -> Principal:
        """Whose key or token the request has. Raises NotAuthenticated, ScopeMissing, Unavailable."""
        if self.is_open:
            return Principal(OPEN_TENANT)
        given = given_key(request)
        if given is None:
            raise NotAuthenticated("This server asks for an API key. Send it as `Authorization: Bearer KEY`.")
        return with_scope((await self.known(given)).principal, scope)

    async def known(self, given: str) -> Known:
        """Who a key or token stands for. Raises NotAuthenticated, Unavailable."""
        keys = self._keys()
        # Looked up by its hash: the time that takes tells nothing of a key.
        key = keys.get(sha256(given.encode("latin-1", errors="replace")).hexdigest())
        if key is not None:
            return Known(principal_of(key), key.expires, (key_id(key),))
        if self._issuer is not None and is_token(given) and is_issued(given):
            return self._still_counting(self._issuer.known(given), keys.values())
        if self._tokens is not None and is_token(given):
            return await self._tokens.known(given)
        raise NotAuthenticated("The API key is not one that this server knows.")

    def _still_counting(self, known: Known, keys: Iterable[ApiKey]) -> Known:
        """Raises: IssuedTokenRefused where an API key that it was made of was taken back."""
        now = time.time()
        there = {key_id(key) for key in keys if key.expires is None or key.expires > now}
        if not there.issuperset(known.key_ids):
            raise IssuedTokenRefused("The token was made of a key that this server does not know any more.")
        return known

    def issue(self, known: Known) -> str:
        """A token for it. Raises: NotSupported."""
        if self._issuer is None:
            raise NotSupported(
                "This server gives out no tokens: it has no key to sign them with. Its operator makes one "
                "(openssl rand -base64 32 > FILE) and starts it with --token-key-file FILE."
            )
        return self._issuer.issue(known)


def principal_of(key: ApiKey) -> Principal:
    """Raises: KeyExpired."""
    if key.expires is not None and key.expires <= time.time():
        raise KeyExpired(shown_time(key.expires))
    scopes = None if key.scopes is None else frozenset(key.scopes)
    return Principal(key.tenant, key.user, None, scopes, key_id(key))


def with_scope(principal: Principal, scope: str | None) -> Principal:
    """Raises: ScopeMissing."""
    if scope is not None and not principal.may(scope):
        raise ScopeMissing(scope, sorted(principal.scopes or ()))
    return principal


def may_approve(principal: Principal) -> None:
    """Raises ScopeMissing; ActorRefused for whoever acts for somebody."""
    with_scope(principal, "agents:approve")
    if principal.agent is not None:
        raise ActorRefused(principal.agent)


class KeyFile:
    """The operator's file. What he changes in it counts from the next request on."""

    def __init__(self, path: Path) -> None:
        """Raises: StartupError."""
        self._path = path
        self._seen = self._stamp()
        try:
            self.keys = parse_keys(read_key_file(path))
        except ValueError as error:
            raise StartupError(str(error)) from error

    def has_changed(self) -> bool:
        """And `keys` are the new ones; the old ones stay where it cannot be read."""
        stamp = self._stamp()
        if stamp == self._seen:
            return False
        self._seen = stamp
        try:
            self.keys = parse_keys(key_lines(self._path))
        except ValueError as error:
            _log.error("key_file_not_read", error=str(error))
            return False
        _log.info("key_file_read", num_keys=len(self.keys))
        return True

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            found = os.stat(self._path)
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino


def given_key(request: HTTPConnection) -> str | None:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and key.strip():
        return key.strip()
    for name in _KEY_HEADERS:
        if name in request.headers:
            return request.headers[name].strip()
    return None
