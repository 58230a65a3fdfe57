"""Spans of OpenTelemetry: what a request was, from HTTP to tokens and tools, told to a collector over OTLP.

Off until `configure` says otherwise; then no span is made, and the packages of the extra `telemetry` are not
imported. Names and attributes are those of OpenTelemetry's conventions for HTTP, for generative AI
(semantic-conventions-genai 0.1) and for MCP; what those have no word for begins with `tenure.`. No text of
prompts, replies, arguments or results is in them, nor what an error says, which may quote it.

Other libraries of the process find no provider: what they would tell of themselves is not exported, but what
they send bears the span that is current (the MCP SDK does that).
"""

from __future__ import annotations

import atexit
import contextvars
import os
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Literal

from serving.config import TelemetryUse
from serving.errors import StartupError

SpanKind = Literal["internal", "server", "client"]
# By name: text, numbers, truth values, or a sequence of one of these. None: there is nothing to say.
Attributes = Mapping[str, Any]
Carrier = Mapping[str, str]  # headers, as W3C's trace context has them

FLUSH_S = 5.0  # for what is left when the process ends
INSTALL = "pip install -c infra/constraints.txt '.[telemetry]'"
PROTOCOL = "http/protobuf"
_CAPTURE = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"


class Span:
    """One thing that takes time. This one is nothing: telemetry is off."""

    trace_id: str | None = None  # 32 hex digits

    @property
    def is_told(self) -> bool:
        """False: what is said of it is said to nobody."""
        return False

    def rename(self, name: str) -> None:
        """Once more is known of what it is."""

    def set(self, attributes: Attributes) -> None:
        """Say more of it."""

    def fail(self, error_type: str) -> None:
        """It ended in an error of this kind."""

    def phase(self, name: str, start_s: float, end_s: float, attributes: Attributes | None = None) -> None:
        """A part of it that is over, between two times of `time.monotonic`."""

    def end(self) -> None:
        """It is over; nothing can be said of it any more."""

    def current(self) -> AbstractContextManager[None]:
        """Within this, and in the tasks that are begun within it, new spans are parts of it."""
        return nullcontext()


NO_SPAN = Span()


class _Told(Span):
    """One that a collector is told of."""

    def __init__(self, exporting: _Exporting, span: Any) -> None:
        self._exporting = exporting
        self._span = span
        self._epoch_ns = time.time_ns() - time.monotonic_ns()  # of `time.monotonic`
        context = span.get_span_context()
        self.trace_id = format(context.trace_id, "032x") if context.is_valid else None

    @property
    def is_told(self) -> bool:
        return bool(self._span.is_recording())

    def rename(self, name: str) -> None:
        self._span.update_name(name)

    def set(self, attributes: Attributes) -> None:
        self._span.set_attributes(_said(attributes))

    def fail(self, error_type: str) -> None:
        self._span.set_attribute("error.type", error_type)
        self._span.set_status(self._exporting.trace.StatusCode.ERROR)

    def phase(self, name: str, start_s: float, end_s: float, attributes: Attributes | None = None) -> None:
        part = self._exporting.tracer.start_span(
            name,
            context=self._exporting.trace.set_span_in_context(self._span),
            attributes=_said(attributes or {}),
            start_time=self._ns(start_s),
        )
        part.end(self._ns(max(start_s, end_s)))

    def _ns(self, time_s: float) -> int:
        return self._epoch_ns + int(time_s * 1e9)

    def end(self) -> None:
        self._span.end()

    @contextmanager
    def current(self) -> Iterator[None]:
        use_span = self._exporting.trace.use_span
        with use_span(self._span, record_exception=False, set_status_on_exception=False):
            yield


class _Exporting:
    """The tracer of this process and the thread behind it, which sends what has ended."""

    def __init__(self) -> None:
        """Raises: StartupError."""
        _check_variables()
        try:
            from opentelemetry import context, propagate, trace
            from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
            from opentelemetry.sdk.resources import OTELResourceDetector, Resource
            from opentelemetry.sdk.trace import TracerProvider
            from opentelemetry.sdk.trace.export import BatchSpanProcessor
        except ImportError as error:
            raise StartupError(
                f"Telemetry needs the extra `telemetry`, and {error.name or 'a part of it'} is not installed "
                f"here. From a checkout: `{INSTALL}`. Or leave --telemetry off."
            ) from error
        self.trace, self._propagate, self._context = trace, propagate, context
        said = {"service.name": "tenure", "service.version": _version()}
        resource = Resource.create({**said, **OTELResourceDetector().detect().attributes})
        # The SDK reads the variables of OpenTelemetry for all else: sampler, limits, batches, endpoint.
        try:
            self._exporter = OTLPSpanExporter()
            self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
            self._provider.add_span_processor(BatchSpanProcessor(self._exporter))
        except ValueError as error:
            raise StartupError(
                f"OpenTelemetry's SDK refuses one of the OTEL_* variables: {error}. Correct it, or leave "
                "--telemetry off."
            ) from error
        self.tracer = self._provider.get_tracer("tenure", _version())

    def span(self, name: str, attributes: Attributes, kind: SpanKind, parent: Carrier | None) -> Span:
        begun = self.tracer.start_span(
            name,
            context=None if parent is None else self._extracted(parent),
            kind=self.trace.SpanKind[kind.upper()],
            attributes=_said(attributes),
        )
        return _Told(self, begun)

    def carried(self) -> dict[str, str]:
        headers: dict[str, str] = {}
        self._propagate.inject(headers)
        return headers

    @contextmanager
    def received(self, carrier: Carrier) -> Iterator[None]:
        token = self.attach(carrier)
        try:
            yield
        finally:
            self._context.detach(token)

    def attach(self, carrier: Carrier) -> Any:
        """Returns what detaches it."""
        return self._context.attach(self._extracted(carrier))

    def _extracted(self, carrier: Carrier) -> Any:
        return self._propagate.extract(carrier, context=self._context.Context())

    def close(self) -> None:
        """Send what is left, as far as that takes no longer than `FLUSH_S`: the collector may be gone."""
        flushing = threading.Thread(target=self._provider.shutdown, daemon=True, name="tenure-telemetry")
        flushing.start()
        flushing.join(FLUSH_S)
        if flushing.is_alive():
            self._exporter.shutdown()  # it tries no more


_exporting: _Exporting | None = None


def configure(use: TelemetryUse) -> None:
    """Once, where the process starts. Raises: StartupError."""
    global _exporting
    if use == "otlp" and _exporting is None:
        _exporting = _Exporting()
        atexit.register(close)


def close() -> None:
    """Send what is left, and be off again."""
    global _exporting
    exporting, _exporting = _exporting, None
    if exporting is not None:
        atexit.unregister(close)
        exporting.close()


def span(
    name: str, attributes: Attributes, kind: SpanKind = "internal", parent: Carrier | None = None
) -> Span:
    """Begin one, as a part of the current one. Whoever begins it ends it.

    Args:
        parent: what a client sent; where that names no span, this one begins a trace.
    """
    return NO_SPAN if _exporting is None else _exporting.span(name, attributes, kind, parent)


def carried() -> dict[str, str]:
    """The current span, to be sent to another process."""
    return {} if _exporting is None else _exporting.carried()


@contextmanager
def received(carrier: Carrier) -> Iterator[None]:
    """Within this, and in tasks that are begun within it, new spans are parts of what was carried here."""
    if _exporting is None:
        yield
    else:
        with _exporting.received(carrier):
            yield


def context_of(carrier: Carrier) -> contextvars.Context:
    """The same for one task."""
    context = contextvars.copy_context()
    if _exporting is not None:
        context.run(_exporting.attach, carrier)  # and it ends with the task
    return context


def _said(attributes: Attributes) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None}


def _version() -> str:
    try:
        return version("tenure")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0"


def _check_variables() -> None:
    """Raises: StartupError where the environment asks for what is not done here."""
    for name in ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"):
        if (protocol := os.environ.get(name)) not in (None, "", PROTOCOL):
            raise StartupError(
                f"{name} is {protocol!r}, and traces are sent by {PROTOCOL} alone, which collectors take on "
                "port 4318. Unset it, or set it to that."
            )
    exporter = os.environ.get("OTEL_TRACES_EXPORTER")
    if exporter not in (None, "", "otlp"):
        raise StartupError(
            f"OTEL_TRACES_EXPORTER is {exporter!r}, and traces are exported as otlp alone. Unset it, or "
            "leave --telemetry off."
        )
    capture = os.environ.get(_CAPTURE, "").strip().lower()
    if capture not in ("", "false", "no_content"):
        raise StartupError(
            f"{_CAPTURE} is {capture!r}, and what is said to models and tools is never in spans here. Unset "
            "it; the server's own log of sessions has it."
        )
