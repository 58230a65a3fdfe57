"""Around every request: its id, its log line, its metrics, its span, and the last net for exceptions."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving import telemetry
from serving.api.errors import ErrorResponses, InternalError
from serving.api.http_metrics import HttpMetrics
from serving.api.request_id import ANSWER_HEADERS, request_id
from serving.logs import get_logger
from serving.telemetry import NO_SPAN, Span

log = get_logger(__name__)

CLIENT_HUNG_UP = 499  # nginx's status for it; never sent
UNMATCHED = "unmatched"  # a path that is no route's
_QUIET = ("/health", "/healthz", "/readyz", "/metrics")  # asked every few seconds by machines


class RequestContext:
    """Pure ASGI, so that streams and hang-ups pass through it untouched."""

    def __init__(self, app: ASGIApp, metrics: HttpMetrics, errors: ErrorResponses) -> None:
        self._app = app
        self._metrics = metrics
        self._errors = errors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            # A socket stays open: its turns have spans, and it has none. Serve sends a lifespan besides.
            headers = Headers(scope=scope) if scope["type"] == "websocket" else Headers()
            with telemetry.received(headers):
                await self._app(scope, receive, send)
            return
        exchange = _Exchange(scope, send, self._record)
        self._metrics.open_requests.inc()
        try:
            with exchange.span.current():
                await self._app(scope, receive, exchange.send)
        except ClientDisconnect:
            exchange.status = CLIENT_HUNG_UP
        except Exception:
            log.exception("request_failed", request_id=exchange.request_id, path=scope["path"])
            if exchange.has_started:
                raise  # the server closes the connection, which is all that is left to say
            response = self._errors.of(InternalError(), scope)
            await response(scope, receive, exchange.send)
        finally:
            exchange.end()

    def _record(self, exchange: _Exchange) -> None:
        self._metrics.open_requests.dec()
        route, method, duration_s = exchange.route, exchange.method, time.perf_counter() - exchange.start
        self._metrics.requests.labels(route, method, exchange.status).inc()
        self._metrics.request_s.labels(route).observe(duration_s)
        exchange.end_span()
        write = log.debug if exchange.path in _QUIET else log.info
        write(
            "http_request",
            request_id=exchange.request_id,
            method=method,
            path=exchange.path,
            status=exchange.status,
            duration_s=duration_s,
            **exchange.log_fields,
        )


class _Exchange:
    """One request and how its answer goes."""

    def __init__(self, scope: Scope, send: Send, record: Callable[[_Exchange], None]) -> None:
        self._scope = scope
        self._send = send
        self._record = record
        self._has_ended = False
        self.start = time.perf_counter()
        self.status = CLIENT_HUNG_UP
        self.has_started = False
        self.request_id = request_id(scope)
        self.log_fields = log_fields(scope)
        self.span = self._begin_span()
        if self.span.trace_id is not None:
            self.log_fields["trace_id"] = self.span.trace_id

    def _begin_span(self) -> Span:
        """By the conventions for HTTP servers; without the query, which may have secrets."""
        if self.path in _QUIET:
            return NO_SPAN
        headers = Headers(scope=self._scope)
        host, port = self._scope.get("server") or (None, None)
        return telemetry.span(
            self.method,
            {
                "http.request.method": self.method,
                "url.path": self.path,
                "url.scheme": self._scope.get("scheme"),
                "server.address": host,
                "server.port": port,
                "network.protocol.version": self._scope.get("http_version"),
                "user_agent.original": headers.get("user-agent"),
                "tenure.request.id": self.request_id,
            },
            kind="server",
            parent=headers,
        )

    def end_span(self) -> None:
        route = self.route
        if route != UNMATCHED:
            self.span.rename(f"{self.method} {route}")
        self.span.set(
            {
                "http.route": None if route == UNMATCHED else route,
                "http.response.status_code": self.status,
                "tenure.tenant": self.log_fields.get("tenant"),
            }
        )
        if self.status >= 500:
            self.span.fail(str(self.status))
        self.span.end()

    @property
    def path(self) -> str:
        path: str = self._scope["path"]
        return path

    @property
    def method(self) -> str:
        # Anything else is a label a client made up.
        known = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
        method: str = self._scope["method"]
        return method if method in known else "other"

    @property
    def route(self) -> str:
        """The route's pattern, as paths are without number."""
        route: Any = self._scope.get("route")
        return getattr(route, "path", UNMATCHED)

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_started = True
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name in ANSWER_HEADERS:
                headers[name] = self.request_id
        elif message["type"] == "http.response.body" and not message.get("more_body", False):
            self.end()  # before it is sent: who has read an answer finds it counted
        await self._send(message)

    def end(self) -> None:
        if not self._has_ended:
            self._has_ended = True
            self._record(self)


def log_fields(scope: Scope) -> dict[str, Any]:
    """What the request's log line shall say besides; whoever knows more adds to it."""
    fields: dict[str, Any] = scope.setdefault("state", {}).setdefault("log_fields", {})
    return fields
