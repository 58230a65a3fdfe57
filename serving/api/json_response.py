"""Answers in one piece of JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Response
from starlette.types import Send

from serving.api import sse


def json_response(value: Mapping[str, Any]) -> Response:
    return Response(sse.encode_json(value), media_type="application/json")


async def send_whole(send: Send, body: str, more_headers: Mapping[str, str]) -> None:
    raw = body.encode()
    headers = {"content-type": "application/json", "content-length": str(len(raw)), **more_headers}
    pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 200, "headers": pairs})
    await send({"type": "http.response.body", "body": raw})
