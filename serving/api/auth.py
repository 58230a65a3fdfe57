"""API keys: who is asking. The tenant comes from here and from nowhere else."""

from __future__ import annotations

import hmac

from fastapi.requests import HTTPConnection

from serving.config import OPEN_TENANT
from serving.errors import NotAuthenticated

_KEY_HEADERS = ("x-api-key", "api-key")


class KeyRing:
    """The configured keys, each with its tenant. Without any, everybody is OPEN_TENANT."""

    def __init__(self, api_keys: tuple[tuple[str, str], ...]) -> None:
        self._tenants = tuple((key.encode(), tenant) for key, tenant in api_keys)

    def authenticate(self, request: HTTPConnection) -> str:
        """The tenant of the request's key. Raises NotAuthenticated."""
        if not self._tenants:
            return OPEN_TENANT
        given = _given_key(request)
        if given is None:
            raise NotAuthenticated("This server asks for an API key. Send it as `Authorization: Bearer KEY`.")
        tenant = self._tenant_of(given.encode("latin-1"))
        if tenant is None:
            raise NotAuthenticated("The API key is not one that this server knows.")
        return tenant

    def _tenant_of(self, given: bytes) -> str | None:
        found = None
        # All keys are compared, each in constant time, so that the time taken tells nothing.
        for key, tenant in self._tenants:
            if hmac.compare_digest(key, given):
                found = tenant
        return found


def _given_key(request: HTTPConnection) -> str | None:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and key.strip():
        return key.strip()
    for name in _KEY_HEADERS:
        if name in request.headers:
            return request.headers[name].strip()
    return None
