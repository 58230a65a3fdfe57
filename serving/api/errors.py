"""Errors on the wire: the status and headers that go with each; what the body says is the dialect's.

What we did not foresee is a 500 that says nothing of our insides, with the traceback in the log.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import Scope

from serving.api.dialect import Dialect, dialect_of
from serving.api.failed_logins import FailedLogins
from serving.api.request_id import request_id
from serving.api.validation import to_invalid_request
from serving.errors import InvalidRequest, NotAuthenticated, ScopeMissing, TenureError

INTERNAL_MESSAGE = "The server failed on this request. The log has the details under its x-request-id."


class UnsupportedMediaType(TenureError):
    http_status = 415
    error_type = "invalid_request_error"
    code = "unsupported_media_type"


class UnknownUrl(TenureError):
    http_status = 404
    error_type = "not_found"
    code = "unknown_url"


class MethodNotAllowed(TenureError):
    http_status = 405
    error_type = "invalid_request_error"
    code = "method_not_allowed"


class InternalError(TenureError):
    """Stands for an exception that nobody foresaw."""

    code = "internal_error"

    def __init__(self) -> None:
        super().__init__(INTERNAL_MESSAGE)


def error_headers(error: TenureError) -> dict[str, str]:
    retry_after_s = getattr(error, "retry_after_s", None)
    if retry_after_s is not None:
        return {"retry-after": str(max(1, int(retry_after_s)))}
    if isinstance(error, ScopeMissing):  # RFC 6750, section 3.1
        return {"www-authenticate": f'Bearer error="{error.code}", scope="{error.scope}"'}
    if isinstance(error, NotAuthenticated):
        is_token = error.code == "invalid_token"
        return {"www-authenticate": f'Bearer error="{error.code}"' if is_token else "Bearer"}
    return {}


def error_response(
    error: TenureError,
    body: Mapping[str, Any],
    status: int,
    more_headers: Mapping[str, str] | None = None,
) -> Response:
    headers = {**error_headers(error), **(more_headers or {})}
    # Escaped to ASCII, as a message may quote any character that a client sent.
    return Response(json.dumps(body), status, headers, media_type="application/json")


class ErrorResponses:
    """Whole responses, each in the dialect of its request."""

    def __init__(self, dialects: Sequence[Dialect], failed_logins: FailedLogins) -> None:
        self._dialects = dialects
        self._failed_logins = failed_logins

    def of(
        self,
        error: TenureError,
        scope: Scope,
        *,
        status: int | None = None,
        more_headers: Mapping[str, str] | None = None,
    ) -> Response:
        """`status`: None: what the dialect says."""
        dialect = dialect_of(scope, self._dialects)
        body = dialect.error_body(error, request_id(scope))
        headers = {**dialect.error_headers(error), **(more_headers or {})}
        return error_response(error, body, status or dialect.error_status(error), headers)

    def install(self, app: FastAPI) -> None:
        app.add_exception_handler(TenureError, self._on_tenure_error)
        app.add_exception_handler(RequestValidationError, self._on_validation_error)
        app.add_exception_handler(HTTPException, self._on_http_exception)

    async def _on_tenure_error(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, TenureError), "registered for TenureError"
        if isinstance(error, NotAuthenticated):
            await self._failed_logins.note(error, request)
        return self.of(error, request.scope)

    async def _on_validation_error(self, request: Request, error: Exception) -> Response:
        """A path or query parameter that FastAPI itself checks."""
        assert isinstance(error, RequestValidationError), "registered for RequestValidationError"
        return self.of(to_invalid_request(error.errors(), skip=1), request.scope)

    async def _on_http_exception(self, request: Request, error: Exception) -> Response:
        """What the router raises: no such path, or not with this method."""
        assert isinstance(error, HTTPException), "registered for HTTPException"
        headers = dict(error.headers or {})
        meant = _meant_by(error, f"{request.method} {request.url.path}", headers)
        return self.of(meant, request.scope, status=error.status_code, more_headers=headers)


def _meant_by(error: HTTPException, place: str, headers: Mapping[str, str]) -> TenureError:
    if error.status_code == 404:
        return UnknownUrl(f"There is no {place} here. GET /openapi.json lists what there is.")
    if error.status_code == 405:
        allowed = headers.get("allow") or headers.get("Allow") or "another method"
        return MethodNotAllowed(f"{place} is not possible. Use {allowed}.")
    kind = InvalidRequest if error.status_code < 500 else TenureError
    return kind(str(error.detail))
