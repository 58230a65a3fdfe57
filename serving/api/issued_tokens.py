"""Tokens that this server gives out for others (RFC 8693): an agent acts for a user, as far as both may.

They are signed with the operator's key, and this server alone reads them. One goes with the API keys that it
was made of: whoever takes one of those back takes it back, too.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jwt

from serving.errors import NotAuthenticated, StartupError
from serving.key_file import HOW_TO_MAKE, read_key_file, secret_of
from serving.principal import Principal

LIFE_S = 900.0
_TYPE = "tenure+jwt"  # in the header: what no identity provider's tokens have
_ALGORITHM = "HS256"
_NAME = "tenure"  # issuer and audience


class IssuedTokenRefused(NotAuthenticated):
    code = "invalid_token"  # RFC 6750, section 3.1


@dataclass(frozen=True, slots=True)
class Known:
    """Who a key or token stands for."""

    principal: Principal
    expires: float | None = None  # seconds since the epoch; None: never
    key_ids: tuple[str, ...] = ()  # of the API keys that it goes back to
    actors: tuple[str, ...] = ()  # who acts for the user, the last one first


class TokenIssuer:
    def __init__(self, path: Path) -> None:
        """A key in each line: the first one signs, and all count. Raises: StartupError."""
        lines = read_key_file(path, "token", "KEY, 32 bytes in base64")
        keys = [secret_of(line.text) for line in lines]
        for line, key in zip(lines, keys, strict=True):
            if key is None:
                raise StartupError(f"{line.place}: a key is 32 bytes in base64. {HOW_TO_MAKE}")
        self._keys = [key for key in keys if key is not None]

    def issue(self, known: Known) -> str:
        principal, now = known.principal, time.time()
        assert known.expires is not None, "what is given out ends"
        claims = {
            "iss": _NAME,
            "aud": _NAME,
            "iat": int(now),
            "exp": int(known.expires),
            "jti": secrets.token_hex(16),
            "sub": principal.user,
            "act": _nested(known.actors),
            "tenant": principal.tenant,
            "scopes": None if principal.scopes is None else sorted(principal.scopes),
            "keys": list(known.key_ids),
        }
        return jwt.encode(claims, self._keys[0], algorithm=_ALGORITHM, headers={"typ": _TYPE})

    def known(self, token: str) -> Known:
        """Raises: IssuedTokenRefused. Whether its API keys still count is for others to say."""
        claims = self._claims(token)
        actors = tuple(_flat(claims["act"]))
        scopes = None if claims["scopes"] is None else frozenset(claims["scopes"])
        keys = claims["keys"]
        principal = Principal(claims["tenant"], claims["sub"], actors[0], scopes, keys[-1] if keys else None)
        return Known(principal, float(claims["exp"]), tuple(claims["keys"]), actors)

    def _claims(self, token: str) -> Mapping[str, Any]:
        for key in self._keys:
            try:
                return jwt.decode(
                    token,
                    key,
                    algorithms=[_ALGORITHM],
                    audience=_NAME,
                    issuer=_NAME,
                    options={"require": ["exp", "iss", "aud", "sub"]},
                )
            except jwt.ExpiredSignatureError:
                raise IssuedTokenRefused(
                    "The token has expired. Ask for a new one at /oauth/token."
                ) from None
            except jwt.InvalidSignatureError:
                continue
            except jwt.PyJWTError:
                break
        raise IssuedTokenRefused("The token is none that this server has given out.")


def is_issued(token: str) -> bool:
    """By what its header says of itself: it is read as nothing else then."""
    try:
        return jwt.get_unverified_header(token).get("typ") == _TYPE
    except jwt.PyJWTError:
        return False


def _nested(actors: Iterable[str]) -> dict[str, Any] | None:
    act: dict[str, Any] | None = None
    for name in reversed(tuple(actors)):
        act = {"sub": name} if act is None else {"sub": name, "act": act}
    return act


def _flat(act: Any) -> list[str]:
    names: list[str] = []
    while act is not None:
        names.append(act["sub"])
        act = act.get("act")
    return names
