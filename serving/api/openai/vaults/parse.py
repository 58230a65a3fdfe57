"""From a credential's fields to what is shown of it, and what is secret."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from serving.api.openai.vaults.wire import CredentialUpdateBody
from serving.api.validation import invalid, shown
from serving.errors import InvalidRequest
from serving.vaults import CredentialChange

MAX_NAME_BYTES = 256
MAX_SECRET_BYTES = 16 * 1024
MAX_URL_CHARS = 2048
_SECRETS = {"static_bearer": "token", "mcp_oauth": "access_token"}
_FIELDS = {
    "static_bearer": {"type", "token", "mcp_server_url"},
    "mcp_oauth": {"type", "access_token", "mcp_server_url", "expires_at", "refresh"},
}
_SECRET = re.compile(r"[\x21-\x7e]+")  # what a header carries
_HOSTS_OF_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
_OPERATORS = re.compile(r"tenure:.+")  # a server of --mcp-servers


def trimmed(name: str | None, param: str) -> str | None:
    """Raises: InvalidRequest."""
    if name is None:
        return None
    text = name.strip()
    if not 1 <= len(text.encode()) <= MAX_NAME_BYTES:
        raise invalid(param, f"must have 1 to {MAX_NAME_BYTES} bytes, got {shown(name)}")
    return text


def new_auth(auth: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """(what is shown of it, the secret). Raises: InvalidRequest."""
    kind = _kind(auth)
    public: dict[str, Any] = {"type": kind, "mcp_server_url": _url(auth.get("mcp_server_url"))}
    if kind == "mcp_oauth":
        public |= {"expires_at": _expiry(auth.get("expires_at")), "refresh": None}
    return public, _secret(auth, _SECRETS[kind])


def credential_change(body: CredentialUpdateBody) -> CredentialChange:
    """Raises: InvalidRequest."""
    auth = body.auth
    if auth is None:
        return CredentialChange(metadata=body.metadata)
    kind = _kind(auth)
    if auth.get("mcp_server_url") is not None:
        raise invalid("auth.mcp_server_url", "cannot be changed: make another credential")
    name = _SECRETS[kind]
    is_kept = kind == "mcp_oauth" and auth.get(name) is None
    return CredentialChange(
        kind=kind,
        secret=None if is_kept else _secret(auth, name),
        expires_at=_expiry(auth.get("expires_at")),
        sets_expiry="expires_at" in auth,
        metadata=body.metadata,
    )


def _kind(auth: Mapping[str, Any]) -> str:
    kind = auth.get("type")
    if kind == "environment_variable":
        raise InvalidRequest(
            "`auth.type`: credentials of type environment_variable are not supported: sandboxes have no "
            "proxy that would put the secret in. Use static_bearer with an MCP server.",
            param="auth.type",
            code="unsupported_parameter",
        )
    if not isinstance(kind, str) or kind not in _SECRETS:
        raise invalid("auth.type", f"may be static_bearer or mcp_oauth, got {shown(kind)}")
    if auth.get("refresh") is not None:
        raise InvalidRequest(
            "`auth.refresh` is not supported: update the credential with a new access_token when it expires.",
            param="auth.refresh",
            code="unsupported_parameter",
        )
    unknown = sorted(name for name in auth.keys() - _FIELDS[kind] if auth[name] is not None)
    if unknown:  # perhaps a secret under a wrong name: nothing of it is kept or told
        raise invalid(f"auth.{unknown[0]}", f"is no field of {kind}")
    return str(kind)


def _secret(auth: Mapping[str, Any], name: str) -> str:
    secret, param = auth.get(name), f"auth.{name}"
    if not isinstance(secret, str) or not secret:
        raise invalid(param, "is required, as a string that is not empty")
    if len(secret) > MAX_SECRET_BYTES:
        raise invalid(param, f"may have {MAX_SECRET_BYTES} bytes, and has {len(secret)} characters")
    if _SECRET.fullmatch(secret) is None:
        raise invalid(param, "has characters that a header cannot carry: use printable ASCII without blanks")
    return secret


def _url(url: Any) -> str:
    param = "auth.mcp_server_url"
    if not isinstance(url, str) or not 1 <= len(url) <= MAX_URL_CHARS:
        raise invalid(param, f"must be a URL of 1 to {MAX_URL_CHARS} characters, got {shown(url)}")
    if _OPERATORS.fullmatch(url):
        return url
    try:
        parts = urlsplit(url)
        is_private = parts.scheme == "https" or parts.hostname in _HOSTS_OF_THIS_MACHINE
        is_url = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        is_url = is_private = False
    if not (is_url and is_private):
        raise invalid(
            param, f"must begin with https:// (or name this machine, or be tenure:NAME), got {shown(url)}"
        )
    return url


def _expiry(value: Any) -> str | None:
    if value is None:
        return None
    try:
        when = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        when = None
    if when is None or when.tzinfo is None:
        raise invalid("auth.expires_at", f"must be a time as 2027-01-31T12:00:00Z, got {shown(value)}")
    return str(value)
