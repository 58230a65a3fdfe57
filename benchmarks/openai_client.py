"""Asks an OpenAI-compatible server for completions and notes when each piece of text came."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from benchmarks.http_stream import HttpClient

# Fields that some servers refuse, in the order in which they are given up.
OPTIONAL_FIELDS = ("ignore_eos", "stream_options")


class ServerRefused(Exception):
    """The server answered with an error."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(f"the server answered {status}: {message}")


@dataclass(frozen=True, slots=True)
class Usage:
    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int | None  # None: the server does not say

    @classmethod
    def from_body(cls, usage: dict[str, Any]) -> Usage:
        details = usage.get("prompt_tokens_details") or {}
        return cls(
            usage.get("prompt_tokens") or 0, usage.get("completion_tokens") or 0, details.get("cached_tokens")
        )


@dataclass(slots=True)
class Reply:
    """One answer and its times, in seconds of `time.perf_counter`."""

    started_s: float
    ended_s: float = 0.0
    event_s: list[float] = field(default_factory=list)  # one for each streamed event that carried text
    pieces: list[str] = field(default_factory=list)
    usage: Usage | None = None
    finish_reason: str | None = None

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def num_tokens(self) -> int:
        """Tokens generated; where the server does not say, its text events."""
        return self.usage.completion_tokens if self.usage else len(self.event_s)

    @property
    def num_cached_tokens(self) -> int | None:
        return self.usage.cached_tokens if self.usage else None

    @property
    def duration_s(self) -> float:
        return self.ended_s - self.started_s

    @property
    def ttft_s(self) -> float | None:
        return self.event_s[0] - self.started_s if self.event_s else None

    @property
    def itl_s(self) -> list[float]:
        """Gaps between one text event and the next."""
        return [later - earlier for earlier, later in pairwise(self.event_s)]


@dataclass(frozen=True, slots=True)
class OpenAIClient:
    """One server and one model on it."""

    base_url: str  # with the path before /completions, usually /v1
    http: HttpClient
    model: str = ""
    api_key: str | None = None
    refused_fields: frozenset[str] = frozenset()
    timeout_s: float = 600.0

    @classmethod
    def connect(cls, base_url: str, *, api_key: str | None = None, timeout_s: float = 600.0) -> OpenAIClient:
        """`base_url` as the OpenAI SDK takes it; without a path, /v1 is meant."""
        base_url = base_url.rstrip("/")
        if not urlsplit(base_url).path:
            base_url += "/v1"
        return cls(base_url, HttpClient(base_url), api_key=api_key, timeout_s=timeout_s)

    async def get(self, path: str) -> Any:
        """GET a JSON document; `path` is relative to the base URL, or to its host where it begins with /."""
        _, body = await self._answer("GET", path, None, {})
        return body

    async def pick_model(self, model: str | None) -> OpenAIClient:
        """This client for `model`, or for the first model that the server lists."""
        if model is None:
            listed = (await self.get("models")).get("data") or []
            if not listed:
                raise ServerRefused(200, "it lists no model. Name one with --model.")
            model = listed[0]["id"]
        return replace(self, model=model)

    async def without_refused_fields(self) -> OpenAIClient:
        """This client, for a server that may not know every field that we would like to send."""
        client = self
        for name in (None, *OPTIONAL_FIELDS):
            if name is not None:
                client = replace(client, refused_fields=client.refused_fields | {name})
            try:
                await client.stream({"messages": [{"role": "user", "content": "Hello"}]}, max_tokens=2)
            except ServerRefused as error:
                if error.status not in (400, 422):
                    raise
            else:
                return client
        return client

    async def complete(self, prompt: dict[str, Any], *, max_tokens: int) -> Reply:
        """One answer, not streamed. `prompt` is {"prompt": text} or {"messages": [...]}."""
        reply, body = await self._answer("POST", _endpoint(prompt), self._body(prompt, max_tokens), {})
        reply.usage = Usage.from_body(body["usage"]) if body.get("usage") else None
        for choice in body.get("choices") or []:
            reply.finish_reason = choice.get("finish_reason")
            reply.pieces.append(choice.get("text") or (choice.get("message") or {}).get("content") or "")
        return reply

    async def score(self, text: str) -> list[float]:
        """The log-probability of each token of `text` but the first, which has nothing before it."""
        prompt = {"prompt": text, "echo": True, "logprobs": 1}
        _, body = await self._answer("POST", "completions", self._body(prompt, 1), {})
        logprobs: list[float] = body["choices"][0]["logprobs"]["token_logprobs"]
        return logprobs[1:-1]  # the last one is generated

    async def stream(
        self, prompt: dict[str, Any], *, max_tokens: int, headers: dict[str, str] | None = None
    ) -> Reply:
        """One streamed answer. Raises ServerRefused, ConnectionFailed, TimeoutError."""
        body = self._body(prompt, max_tokens) | {"stream": True}
        if "stream_options" not in self.refused_fields:
            body["stream_options"] = {"include_usage": True}
        async with asyncio.timeout(self.timeout_s):
            reply = Reply(time.perf_counter())
            response = await self.http.request(
                "POST", self._path(_endpoint(prompt)), self._headers(headers or {}), json.dumps(body).encode()
            )
            if response.status != 200:
                raise _refusal(response.status, await response.read())
            decoder = SseDecoder()
            async with aclosing(response.body()) as pieces:
                async for piece in pieces:
                    received_s = time.perf_counter()
                    for event in decoder.feed(piece):
                        _take_event(reply, received_s, event)
            reply.ended_s = time.perf_counter()
        return reply

    async def _answer(
        self, method: str, path: str, body: dict[str, Any] | None, headers: dict[str, str]
    ) -> tuple[Reply, Any]:
        async with asyncio.timeout(self.timeout_s):
            reply = Reply(time.perf_counter())
            payload = b"" if body is None else json.dumps(body).encode()
            response = await self.http.request(method, self._path(path), self._headers(headers), payload)
            content = await response.read()
            reply.ended_s = time.perf_counter()
        if response.status != 200:
            raise _refusal(response.status, content)
        try:
            return reply, json.loads(content)
        except ValueError:
            return reply, {}

    def _body(self, prompt: dict[str, Any], max_tokens: int) -> dict[str, Any]:
        body = {"model": self.model, "max_tokens": max_tokens, "temperature": 0.0, **prompt}
        if "ignore_eos" not in self.refused_fields:
            body["ignore_eos"] = True
        return body

    def _path(self, path: str) -> str:
        return path if path.startswith("/") else f"{urlsplit(self.base_url).path}/{path}"

    def _headers(self, headers: dict[str, str]) -> dict[str, str]:
        authorization = {"Authorization": f"Bearer {self.api_key}"} if self.api_key else {}
        return {"Content-Type": "application/json", "Accept": "*/*"} | authorization | headers


class SseDecoder:
    """Server-sent events whose data is JSON, fed with whatever a read brought; [DONE] is left out."""

    def __init__(self) -> None:
        self._tail = b""

    def feed(self, received: bytes) -> list[dict[str, Any]]:
        *lines, self._tail = (self._tail + received).split(b"\n")
        contents = [line[5:].strip() for line in lines if line.startswith(b"data:")]
        return [json.loads(content) for content in contents if content != b"[DONE]"]


def _endpoint(prompt: dict[str, Any]) -> str:
    return "chat/completions" if "messages" in prompt else "completions"


def _take_event(reply: Reply, received_s: float, event: dict[str, Any]) -> None:
    if error := event.get("error"):
        raise ServerRefused(200, f"in the stream: {_error_message(error)}")
    if event.get("usage"):
        reply.usage = Usage.from_body(event["usage"])
    for choice in event.get("choices") or ():
        delta = choice.get("delta") or {}
        text = choice.get("text") or delta.get("content") or ""
        if text or delta.get("reasoning_content") or delta.get("reasoning"):
            reply.event_s.append(received_s)
            reply.pieces.append(text)
        reply.finish_reason = choice.get("finish_reason") or reply.finish_reason


def _refusal(status: int, content: bytes) -> ServerRefused:
    try:
        body = json.loads(content)
        return ServerRefused(status, _error_message(body.get("error", body)))
    except (ValueError, AttributeError):
        return ServerRefused(status, content[:200].decode(errors="replace"))


def _error_message(error: Any) -> str:
    return str(error.get("message", error) if isinstance(error, dict) else error)[:300]
