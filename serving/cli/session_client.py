"""/v1/sessions of a running server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

import httpx

from serving.cli.conversation import ServerNotThere, raise_for_tls
from serving.errors import TenureError

_TIMEOUT = httpx.Timeout(600.0, connect=5.0)


class SessionClient:
    """All methods raise ServerNotThere, or TenureError with what the server said."""

    def __init__(self, url: str, api_key: str | None) -> None:
        self._url = url.rstrip("/").removesuffix("/v1")
        self._http = httpx.Client(
            base_url=f"{self._url}/v1",
            headers={"authorization": f"Bearer {api_key}"} if api_key else {},
            timeout=_TIMEOUT,
        )

    def __enter__(self) -> SessionClient:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def page(self, limit: int, after: str | None, order: str) -> dict[str, Any]:
        query = {"limit": limit, "order": order, **({"after": after} if after else {})}
        return self._json("GET", "/sessions", params=query)

    def get(self, session_id: str) -> dict[str, Any]:
        return self._json("GET", _path(session_id))

    def delete(self, session_id: str) -> None:
        self._json("DELETE", _path(session_id))

    def do(self, session_id: str, verb: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """`verb` is what follows the session in the path: `fork`, `state:drop`."""
        return self._json("POST", f"{_path(session_id)}/{verb}", json=body or {})

    def state(self, session_id: str) -> dict[str, Any]:
        return self._json("GET", f"{_path(session_id)}/state")

    def export(self, session_id: str, target: Path, *, with_kv: bool) -> int:
        """Returns the file's bytes. The file is whole, or not there."""
        part = target.with_name(f"{target.name}.part")
        try:
            with (
                self._answer("GET", f"{_path(session_id)}/export", params={"kv": with_kv}) as answer,
                part.open("wb") as file,
            ):
                for piece in answer.iter_bytes():
                    file.write(piece)
            os.replace(part, target)
        except OSError as error:
            raise TenureError(f"{target} cannot be written: {error.strerror}.") from error
        finally:
            part.unlink(missing_ok=True)
        return target.stat().st_size

    def load(self, source: Path, new_id: str | None) -> dict[str, Any]:
        query = {"session_id": new_id} if new_id else {}
        headers = {"content-type": "application/x-tar"}
        try:
            with source.open("rb") as file:
                return self._json("POST", "/sessions/import", params=query, headers=headers, content=file)
        except OSError as error:
            raise TenureError(f"{source} cannot be read: {error.strerror}.") from error

    def _json(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        with self._answer(method, path, **more) as answer:
            answer.read()
            value: dict[str, Any] = answer.json()
            return value

    @contextmanager
    def _answer(self, method: str, path: str, **more: Any) -> Iterator[httpx.Response]:
        try:
            with self._http.stream(method, path, **more) as answer:
                if answer.is_error:
                    answer.read()
                    raise TenureError(_message(answer))
                yield answer
        except httpx.ConnectError as error:
            raise_for_tls(self._url, error)
            raise ServerNotThere(
                f"No server answers at {self._url}. Start one with `tenure serve`, or name another by --url."
            ) from error
        except httpx.HTTPError as error:
            raise_for_tls(self._url, error)
            raise TenureError(f"The connection to {self._url} broke: {error}.") from error


def _path(session_id: str) -> str:
    return f"/sessions/{quote(session_id, safe='')}"


def _message(answer: httpx.Response) -> str:
    """The server's own sentence."""
    try:
        return str(answer.json()["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return f"The server answered {answer.status_code}: {answer.text[:200]!r}."
