"""One conversation over the OpenAI API: the messages so far, and the numbers of the last turn."""

from __future__ import annotations

import time
import uuid
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

import openai
from openai.types import Model
from openai.types.chat import ChatCompletionMessageParam

from serving.errors import TenureError


class ServerNotThere(TenureError):
    """Nothing that speaks the OpenAI API answers at this URL, or not yet, or no more."""


@dataclass(slots=True)
class TurnStats:
    """What a person wants to know after an answer."""

    ttft_s: float | None = None  # request sent until the first text
    decode_s: float = 0.0  # first text until the last
    num_prompt_tokens: int | None = None
    num_cached_tokens: int | None = None
    num_completion_tokens: int | None = None
    finish_reason: str | None = None

    @property
    def tokens_per_s(self) -> float | None:
        """Decode speed: the first token belongs to the prefill, so it is not counted."""
        if self.num_completion_tokens is None or self.num_completion_tokens < 2 or self.decode_s <= 0:
            return None
        return (self.num_completion_tokens - 1) / self.decode_s

    def line(self) -> str:
        parts = [f"TTFT {self.ttft_s * 1000:.0f} ms" if self.ttft_s is not None else "no text"]
        if self.tokens_per_s is not None:
            parts.append(f"{self.tokens_per_s:.1f} tokens/s")
        if self.num_prompt_tokens is not None:
            parts.append(f"prompt {self.num_prompt_tokens} tokens, {self.num_cached_tokens or 0} cached")
        if self.num_completion_tokens is not None:
            parts.append(f"answer {self.num_completion_tokens} tokens")
        if self.finish_reason == "length":
            parts.append("cut at the length limit")
        if self.finish_reason is None:
            parts.append("stopped")
        return " · ".join(parts)


@contextmanager
def connected(base_url: str, api_key: str | None) -> Iterator[tuple[openai.OpenAI, list[Model]]]:
    """A client, closed at the end, and the models that the server serves, one at least.

    Raises ServerNotThere, or TenureError with what the server said.
    """
    url = plain_url(base_url)
    with client_of(url, api_key) as client:
        yield client, _models(client, url)


def plain_url(base_url: str) -> str:
    """Without the part that all of the API has."""
    return base_url.rstrip("/").removesuffix("/v1")


def client_of(url: str, api_key: str | None) -> openai.OpenAI:
    return openai.OpenAI(
        base_url=f"{url}/v1",
        api_key=api_key or "none",
        max_retries=0,
        timeout=openai.Timeout(600.0, connect=5.0),
    )


def _models(client: openai.OpenAI, url: str) -> list[Model]:
    with in_our_words(url, ", or load a model right here: `tenure chat smollm2-135m`"):
        models = client.models.list().data
    if not models:
        raise TenureError(f"The server at {url} serves no model.")
    return models


@contextmanager
def in_our_words(url: str, other_way: str = "") -> Iterator[None]:
    """What the client raises, as ServerNotThere, or as a TenureError with what the server said."""
    try:
        yield
    except openai.APIConnectionError as error:
        raise_for_tls(url, error)
        raise ServerNotThere(
            f"No server answers at {url}. Start one with `tenure serve`, name another with --url{other_way}."
        ) from error
    except openai.AuthenticationError as error:
        raise TenureError(
            f"The server at {url} wants an API key: give --api-key, or set TENURE_CLIENT_API_KEY."
        ) from error
    except openai.APIStatusError as error:
        kind = ServerNotThere if error.status_code == 503 else TenureError
        raise kind(f"The server at {url} answered {error.status_code}: {message_of(error)}") from error


def raise_for_tls(url: str, error: BaseException) -> None:
    """Raises TenureError where the server is there, and it is its TLS that was not agreed on."""
    reasons = str(error)
    while (cause := error.__cause__ or error.__context__) is not None:
        error, reasons = cause, f"{reasons} {cause}"
    if "CERTIFICATE_VERIFY_FAILED" in reasons:
        raise TenureError(
            f"The certificate of {url} is not one that this machine trusts. Name a file with it, or with "
            "who signed it, in the variable SSL_CERT_FILE."
        )
    if "WRONG_VERSION_NUMBER" in reasons or "RECORD_LAYER_FAILURE" in reasons:
        raise TenureError(f"The server at {url} does not speak TLS: its URL begins with http://.")
    if url.startswith("http://") and "disconnected without sending a response" in reasons:
        raise TenureError(f"The server at {url} ended the connection. If it speaks TLS, say https://.")


def message_of(error: openai.APIError) -> str:
    """The server's own sentence, without the SDK's wrapping."""
    body = error.body
    if isinstance(body, dict):
        inner = body.get("error", body)
        if isinstance(inner, dict) and isinstance(inner.get("message"), str):
            return str(inner["message"])
    return error.message


@dataclass(slots=True)
class Conversation:
    """Messages and a session id. The server keeps the KV of what it has seen under that id."""

    client: openai.OpenAI
    model: str
    session_id: str | None = None
    system: str | None = None
    max_tokens: int = 512
    temperature: float | None = None  # the server's
    seed: int | None = None
    messages: list[dict[str, str]] = field(default_factory=list)
    stats: TurnStats = field(default_factory=TurnStats)

    def __post_init__(self) -> None:
        self.restart(self.session_id)

    def restart(self, session_id: str | None = None) -> None:
        self.session_id = session_id or f"chat-{uuid.uuid4().hex[:12]}"
        self.messages = [{"role": "system", "content": self.system}] if self.system else []

    def ask(self, text: str) -> Generator[str]:
        """Send one user message and yield the answer's text as it comes.

        Closing the iterator hangs up, which makes the server stop; what was heard until then stays in
        the history. A request that fails leaves the history as it was.

        Raises openai.APIError.
        """
        asked = [*self.messages, {"role": "user", "content": text}]
        self.stats, heard = TurnStats(), []
        began = time.perf_counter()
        stream = self.client.chat.completions.create(
            model=self.model,
            messages=cast(list[ChatCompletionMessageParam], asked),
            stream=True,
            stream_options={"include_usage": True},
            max_completion_tokens=self.max_tokens,
            temperature=self.temperature if self.temperature is not None else openai.omit,
            seed=self.seed if self.seed is not None else openai.omit,
            extra_headers={"x-session-id": self.session_id or ""},
        )
        try:
            with stream:
                for chunk in stream:
                    piece = self._observe(chunk, began)
                    if piece:
                        heard.append(piece)
                        yield piece
        finally:
            if heard or self.stats.finish_reason:
                self.messages = [*asked, {"role": "assistant", "content": "".join(heard)}]

    def _observe(self, chunk: Any, began: float) -> str:
        now = time.perf_counter() - began
        piece = ""
        for choice in chunk.choices:
            piece += choice.delta.content or ""
            self.stats.finish_reason = choice.finish_reason or self.stats.finish_reason
        if piece:
            if self.stats.ttft_s is None:
                self.stats.ttft_s = now
            self.stats.decode_s = now - self.stats.ttft_s
        if chunk.usage is not None:
            self.stats.num_prompt_tokens = chunk.usage.prompt_tokens
            self.stats.num_completion_tokens = chunk.usage.completion_tokens
            details = chunk.usage.prompt_tokens_details
            self.stats.num_cached_tokens = details.cached_tokens if details else None
        return piece

    def session_report(self) -> dict[str, Any] | None:
        """What the server knows of this session; None if it knows none, or has no such endpoint."""
        try:
            return cast(dict[str, Any], self.client.get(f"/sessions/{self.session_id}", cast_to=object))
        except openai.NotFoundError:
            return None
