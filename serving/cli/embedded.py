"""A server inside this process, for `tenure chat MODEL`: a free loopback port and a key of its own."""

from __future__ import annotations

import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from serving.cli import listen
from serving.cli.console import progress_display
from serving.cli.server import DrainingServer, Servable, make_server, run_server
from serving.config import ApiConfig, ReplicaConfig
from serving.errors import StartupError
from serving.principal import ApiKey


class ServerThread(threading.Thread):
    """Runs a server until it is stopped; `wait_until_ready` raises what kept it from starting."""

    def __init__(
        self, server: DrainingServer, backend: Servable, sock: socket.socket, has_settled: threading.Event
    ) -> None:
        super().__init__(name="embedded-server", daemon=True)
        self._server = server
        self._backend = backend
        self._sock = sock
        self._error: Exception | None = None
        self._has_settled = has_settled  # it is ready, or it has failed

    def run(self) -> None:
        try:
            run_server(self._server, self._backend, self._sock)
        except Exception as error:
            self._error = error
        finally:
            self._has_settled.set()

    def wait_until_ready(self) -> None:
        self._has_settled.wait()
        if self._error is not None:
            raise self._error
        if not self._server.started:
            raise StartupError("The embedded server ended before it was ready.")

    def stop(self) -> None:
        self._server.stop()
        self.join(timeout=10)


@contextmanager
def embedded_server(replica_config: ReplicaConfig) -> Iterator[tuple[str, str]]:
    """Yields (URL, API key). Other users of this machine do not know the key."""
    key = secrets.token_urlsafe(24)
    sock = listen.open_socket("127.0.0.1", 0)
    with progress_display(f"Loading {replica_config.model}") as progress:
        from serving.api.app import create_app
        from serving.runs.build import build_backend

        backend = build_backend(replica_config, progress=progress)
    config = ApiConfig(api_keys=(ApiKey(key, "chat"),), has_console=False)
    app = create_app(backend, config)
    has_settled = threading.Event()

    async def note_ready() -> None:
        has_settled.set()

    server = make_server(
        app, backend, max_body_bytes=config.max_body_bytes, shutdown_timeout_s=0.0, on_ready=note_ready
    )
    thread = ServerThread(server, backend, sock, has_settled)
    thread.start()
    try:
        thread.wait_until_ready()
        yield listen.url_of(sock), key
    finally:
        thread.stop()
