"""Errors on the wire: OpenAI's body, and the status, headers and type that go with each.

Whatever goes wrong, the client gets `{"error": {message, type, param, code}}`; what we did not
foresee is a 500 that says nothing of our insides, with the traceback in the log.
"""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from serving.api.validation import to_invalid_request
from serving.errors import NotAuthenticated, TenureError

INTERNAL_MESSAGE = "The server failed on this request. The log has the details under its x-request-id."


class UnsupportedMediaType(TenureError):
    http_status = 415
    error_type = "invalid_request_error"
    code = "unsupported_media_type"


class InternalError(TenureError):
    """Stands for an exception that nobody foresaw."""

    code = "internal_error"

    def __init__(self) -> None:
        super().__init__(INTERNAL_MESSAGE)


def error_body(error: TenureError) -> dict[str, Any]:
    return _body(str(error), error.error_type, error.param, error.code)


def error_response(error: TenureError) -> Response:
    return _json_response(error_body(error), error.http_status, error_headers(error))


def error_headers(error: TenureError) -> dict[str, str]:
    retry_after_s = getattr(error, "retry_after_s", None)
    if retry_after_s is not None:
        return {"retry-after": str(max(1, int(retry_after_s)))}
    if isinstance(error, NotAuthenticated):
        return {"www-authenticate": "Bearer"}
    return {}


def install_handlers(app: FastAPI) -> None:
    app.add_exception_handler(TenureError, _on_tenure_error)
    app.add_exception_handler(RequestValidationError, _on_validation_error)
    app.add_exception_handler(HTTPException, _on_http_exception)


async def _on_tenure_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, TenureError), "registered for TenureError"
    return error_response(error)


async def _on_validation_error(request: Request, error: Exception) -> Response:
    """A path or query parameter that FastAPI itself checks."""
    assert isinstance(error, RequestValidationError), "registered for RequestValidationError"
    return error_response(to_invalid_request(error.errors(), skip=1))


async def _on_http_exception(request: Request, error: Exception) -> Response:
    """What the router raises: no such path, or not with this method."""
    assert isinstance(error, HTTPException), "registered for HTTPException"
    place = f"{request.method} {request.url.path}"
    headers = dict(error.headers or {})
    if error.status_code == 404:
        body = _body(
            f"There is no {place} here. GET /openapi.json lists what there is.",
            "not_found",
            None,
            "unknown_url",
        )
    elif error.status_code == 405:
        allowed = headers.get("allow") or headers.get("Allow") or "another method"
        body = _body(
            f"{place} is not possible. Use {allowed}.", "invalid_request_error", None, "method_not_allowed"
        )
    else:
        kind = "invalid_request_error" if error.status_code < 500 else "server_error"
        body = _body(str(error.detail), kind, None, None)
    return _json_response(body, error.status_code, headers)


def _body(message: str, kind: str, param: str | None, code: str | None) -> dict[str, Any]:
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


def _json_response(body: dict[str, Any], status: int, headers: dict[str, str]) -> Response:
    # Escaped to ASCII, as a message may quote any character that a client sent.
    return Response(json.dumps(body), status, headers, media_type="application/json")
