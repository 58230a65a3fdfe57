"""API keys: who is asking. A principal comes from here and from nowhere else."""

from __future__ import annotations

import hmac

from fastapi.requests import HTTPConnection

from serving.config import OPEN_TENANT
from serving.errors import NotAuthenticated
from serving.principal import Principal

_KEY_HEADERS = ("x-api-key", "api-key")


class KeyRing:
    """The configured keys, each with its principal. Without any, everybody is OPEN_TENANT."""

    def __init__(self, api_keys: tuple[tuple[str, str], ...]) -> None:
        """`api_keys`: (key, tenant) pairs."""
        self._principals = tuple((key.encode(), Principal(tenant)) for key, tenant in api_keys)

    @property
    def is_open(self) -> bool:
        return not self._principals

    def of_tenant(self, tenant: str) -> list[tuple[bytes, Principal]]:
        """Its keys, for whoever has to prove that he knows one without sending it."""
        return [(key, principal) for key, principal in self._principals if principal.tenant == tenant]

    def authenticate(self, request: HTTPConnection) -> Principal:
        """Whose key the request has. Raises NotAuthenticated."""
        if not self._principals:
            return Principal(OPEN_TENANT)
        given = _given_key(request)
        if given is None:
            raise NotAuthenticated("This server asks for an API key. Send it as `Authorization: Bearer KEY`.")
        principal = self._principal_of(given.encode("latin-1"))
        if principal is None:
            raise NotAuthenticated("The API key is not one that this server knows.")
        return principal

    def _principal_of(self, given: bytes) -> Principal | None:
        found = None
        # All keys are compared, each in constant time, so that the time taken tells nothing.
        for key, principal in self._principals:
            if hmac.compare_digest(key, given):
                found = principal
        return found


def _given_key(request: HTTPConnection) -> str | None:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and key.strip():
        return key.strip()
    for name in _KEY_HEADERS:
        if name in request.headers:
            return request.headers[name].strip()
    return None
