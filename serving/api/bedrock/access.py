"""Who asks: an API key as a bearer token, or a signature made with one."""

from __future__ import annotations

from fastapi import Request

from serving.api.auth import KeyRing, principal_of, with_scope
from serving.api.bedrock.errors import SignatureRefused
from serving.api.bedrock.signature import Signature, is_signed, signature_of
from serving.api.context import Context
from serving.api.limits import read_body
from serving.errors import NotAuthenticated
from serving.principal import ApiKey, Principal

_SCOPE = "inference"


async def read_as(request: Request, context: Context) -> tuple[Principal, bytes]:
    """(who sends it, its body). The body of a stranger is not read.

    Raises NotAuthenticated, ScopeMissing, SignatureRefused, BodyTooLarge.
    """
    max_bytes = context.config.max_body_bytes
    if context.keys.is_open or not is_signed(request):
        principal = await context.keys.authenticate(request, _SCOPE)
        return principal, await read_body(request, max_bytes)
    signature = signature_of(request)
    candidates = _candidates(signature, context.keys)
    body = await read_body(request, max_bytes)
    for key in candidates:
        if signature.is_by(key.key.encode(), request, body):
            return with_scope(principal_of(key), _SCOPE), body
    raise SignatureRefused(
        "The signature is not that of this request under a key of this tenant. Its access key is the "
        "tenant's name, its secret one of the tenant's API keys; and a proxy must leave path, body and "
        "signed headers alone."
    )


def _candidates(signature: Signature, keys: KeyRing) -> list[ApiKey]:
    found = keys.of_tenant(signature.access_key)
    if not found:
        raise NotAuthenticated("The access key of this signature is not one that this server knows.")
    return found
