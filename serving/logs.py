"""Structured log lines on the standard library's logging: an event name, then fields.

    log = get_logger(__name__)
    log.info("session_evicted", session_id=session_id, num_blocks=12, idle_s=40.5)

comes out as one line, whatever is in the values:

    2026-01-31T12:00:00.123Z INFO serving.kv session_evicted session_id=s1 num_blocks=12 idle_s=40.5

or, with `configure(json=True)`, as one JSON object.
"""

from __future__ import annotations

import json as jsonlib
import logging
import re
import sys
import time
from typing import Any, TextIO

_BARE = re.compile(r"[A-Za-z0-9_./:@+-]+")  # a value that needs no quotes
_NAMES = ("critical", "error", "warning", "info", "debug")


class StructuredLogger:
    """A standard logger whose calls take fields instead of a format string."""

    def __init__(self, logger: logging.Logger) -> None:
        self._logger = logger

    def debug(self, event: str, **fields: Any) -> None:
        self._log(logging.DEBUG, event, fields)

    def info(self, event: str, **fields: Any) -> None:
        self._log(logging.INFO, event, fields)

    def warning(self, event: str, **fields: Any) -> None:
        self._log(logging.WARNING, event, fields)

    def error(self, event: str, **fields: Any) -> None:
        self._log(logging.ERROR, event, fields)

    def exception(self, event: str, **fields: Any) -> None:
        """An error with the traceback of the exception being handled."""
        self._log(logging.ERROR, event, fields, exc_info=True)

    def _log(self, level: int, event: str, fields: dict[str, Any], *, exc_info: bool = False) -> None:
        if self._logger.isEnabledFor(level):
            self._logger.log(level, event, exc_info=exc_info, extra={"fields": fields}, stacklevel=3)


def get_logger(name: str) -> StructuredLogger:
    return StructuredLogger(logging.getLogger(name))


def configure(level: str = "info", json: bool = False) -> None:
    """Send every logger's lines to standard error. Call once, where the process starts.

    Args:
        level: critical, error, warning, info or debug.
        json: one JSON object per line instead of text.

    Raises:
        ValueError: `level` is none of these.
    """
    if level.lower() not in _NAMES:
        raise ValueError(f"The log level must be one of {', '.join(_NAMES)}, got {level!r}.")
    handler = _StderrHandler()
    handler.setFormatter(JsonFormatter() if json else TextFormatter())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)


class _StderrHandler(logging.StreamHandler[TextIO]):
    """Writes to what standard error is by then: a progress bar stands in for it to keep lines off its own."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr  # not `setStream`, which flushes the one before: it may be closed
        super().emit(record)


class TextFormatter(logging.Formatter):
    """`time LEVEL logger event key=value ...`, and a traceback below where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        fields = "".join(f" {key}={_quoted(value)}" for key, value in _fields(record).items())
        message = _escaped(record.getMessage())
        line = f"{_timestamp(record)} {record.levelname} {record.name} {message}{fields}"
        if record.exc_info:
            line = f"{line}\n{self.formatException(record.exc_info)}"
        return line


class JsonFormatter(logging.Formatter):
    """One object per line: time, level, logger, event, the fields, and a traceback as `exception`."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": _timestamp(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **_fields(record),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return jsonlib.dumps(line, ensure_ascii=False, default=str)


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    fields: dict[str, Any] = getattr(record, "fields", {})
    return fields


def _timestamp(record: logging.LogRecord) -> str:
    seconds = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
    return f"{seconds}.{int(record.msecs):03d}Z"


def _quoted(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.6g}"
    text = str(value)
    # Quoting escapes line ends too: a client's string cannot forge a log line.
    return text if _BARE.fullmatch(text) else jsonlib.dumps(text, ensure_ascii=False)


def _escaped(message: str) -> str:
    return message.replace("\r", "\\r").replace("\n", "\\n")
