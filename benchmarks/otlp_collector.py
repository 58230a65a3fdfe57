"""What an OpenTelemetry collector is to whoever exports traces: it takes them over HTTP, and keeps them.

Needs the extra `telemetry`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.trace.v1.trace_pb2 import Status

PATIENCE_S = 120


class Told:
    """A span as it came."""

    def __init__(self, span: Any) -> None:
        self.name, self.kind = span.name, span.kind
        self.trace_id, self.span_id = span.trace_id.hex(), span.span_id.hex()
        self.parent_id = span.parent_span_id.hex()
        self.start, self.end = span.start_time_unix_nano, span.end_time_unix_nano
        self.attributes = {pair.key: _value(pair.value) for pair in span.attributes}
        self.is_error = span.status.code == Status.STATUS_CODE_ERROR
        self.description = span.status.message
        self.events = list(span.events)


def _value(value: Any) -> Any:
    kind = value.WhichOneof("value")
    if kind == "array_value":
        return [_value(one) for one in value.array_value.values]
    return getattr(value, kind)


class Collector:
    """What an OpenTelemetry collector is to whoever exports to it."""

    def __init__(self) -> None:
        self.spans: list[Told] = []
        self.raw = b""
        self.resources: list[dict[str, Any]] = []
        self._came = threading.Condition()
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                assert (self.path, self.headers["content-type"]) == ("/v1/traces", "application/x-protobuf")
                collector._take(body)
                answer = ExportTraceServiceResponse().SerializeToString()
                self.send_response(200)
                self.send_header("content-type", "application/x-protobuf")
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def _take(self, body: bytes) -> None:
        request = ExportTraceServiceRequest.FromString(body)
        with self._came:
            self.raw += body
            for resource in request.resource_spans:
                self.resources.append({pair.key: _value(pair.value) for pair in resource.resource.attributes})
                for scope in resource.scope_spans:
                    self.spans += map(Told, scope.spans)
            self._came.notify_all()

    def wait(self, trace_id: str, *names: str) -> dict[str, list[Told]]:
        """The trace, by the names of its spans, once it has these."""
        with self._came:
            found = self._came.wait_for(lambda: set(names) <= set(self._trace(trace_id)), PATIENCE_S)
            assert found, f"of {names} came {set(self._trace(trace_id))}"
            return self._trace(trace_id)

    def _trace(self, trace_id: str) -> dict[str, list[Told]]:
        trace: dict[str, list[Told]] = {}
        for span in self.spans:
            if span.trace_id == trace_id:
                trace.setdefault(span.name, []).append(span)
        return trace

    def wait_for(self, is_it: Callable[[Told], bool]) -> Told:
        """The first span that is like that, once it has come."""
        with self._came:
            found = self._came.wait_for(lambda: next(filter(is_it, self.spans), None), PATIENCE_S)
            assert found is not None, "it did not come"
            return found

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
