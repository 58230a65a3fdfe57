"""Running the app on a socket, from `start` to a drained end."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import signal
import socket
import threading
from collections.abc import Awaitable, Callable
from email.utils import formatdate
from types import FrameType
from typing import Protocol

import uvicorn
from fastapi import FastAPI
from uvicorn.server import ServerState

from serving.api.backend import Backend
from serving.cli.console import complain
from serving.cli.tls import TlsFiles

FLUSH_S = 5  # for the last bytes of ended streams
# Longer than clients and load balancers keep an idle connection (60 s is common): whoever closes first
# must not be us, or a request that is just then on its way is lost.
KEEP_ALIVE_S = 75
FORCED_EXIT_S = 3.0  # after a second signal


class Servable(Backend, Protocol):
    """A Backend with a life: what a LocalBackend is."""

    async def start(self) -> None: ...

    async def drain(self, timeout_s: float) -> None:
        """Refuse new turns, let the running ones finish, end the rest with an error."""
        ...

    async def close(self) -> None: ...


class _DatedState(ServerState):
    """uvicorn's, whose `date` is of when it is asked, not of a tick."""

    @property
    def default_headers(self) -> list[tuple[bytes, bytes]]:
        return [(b"date", formatdate(usegmt=True).encode())]

    @default_headers.setter
    def default_headers(self, headers: list[tuple[bytes, bytes]]) -> None:
        del headers


class DrainingServer(uvicorn.Server):
    """uvicorn, except that the first signal drains and a second one ends at once, and that it idles.

    While draining the socket still answers, so that a load balancer reads 503 from /readyz and a late
    request is told to go elsewhere, instead of seeing a refused connection.
    """

    def __init__(
        self,
        config: uvicorn.Config,
        backend: Servable,
        *,
        shutdown_timeout_s: float,
        on_ready: Callable[[], Awaitable[None]],
    ) -> None:
        super().__init__(config)
        self._backend = backend
        self._shutdown_timeout_s = shutdown_timeout_s
        self._on_ready = on_ready
        self._loop: asyncio.AbstractEventLoop | None = None
        self._draining: asyncio.Task[None] | None = None
        self._is_stopping = False
        self._is_over = asyncio.Event()
        self.server_state = _DatedState()
        self.exit_code = 0  # 128 + signal where a second signal cut the drain short

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)
        if self.started:
            await self._on_ready()

    async def main_loop(self) -> None:
        """Until the end, without uvicorn's ten ticks a second."""
        if not self.should_exit:
            await self._is_over.wait()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        del frame
        if self._is_stopping:
            self._end_at_once(128 + sig)
        else:
            complain(
                f"{signal.Signals(sig).name}: finishing what runs, for at most "
                f"{self._shutdown_timeout_s:g} s; a second signal ends at once.",
                label=None,
            )
            self.stop()

    def stop(self) -> None:
        """Begin to drain; from any thread."""
        self._is_stopping = True
        if self._loop is None:
            self.should_exit = True
        else:
            self._loop.call_soon_threadsafe(self._begin_drain)

    def _begin_drain(self) -> None:
        if self._draining is None:
            self._draining = asyncio.create_task(self._drain())

    async def _drain(self) -> None:
        try:
            await self._backend.drain(self._shutdown_timeout_s)
        finally:
            self.should_exit = True
            self._is_over.set()

    def _end_at_once(self, exit_code: int) -> None:
        self.exit_code = exit_code
        self.force_exit = self.should_exit = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._is_over.set)
        # The event loop may be what hangs.
        timer = threading.Timer(FORCED_EXIT_S, os._exit, [exit_code])
        timer.daemon = True
        timer.start()


def make_server(
    app: FastAPI,
    backend: Servable,
    *,
    max_body_bytes: int,
    shutdown_timeout_s: float,
    on_ready: Callable[[], Awaitable[None]],
    tls: TlsFiles | None = None,
) -> DrainingServer:
    config = uvicorn.Config(
        app,
        access_log=False,  # the app writes its own, with request ids
        log_config=None,
        log_level="warning",
        server_header=False,
        ws="websockets-sansio",
        # The application refuses larger messages one by one; those that are much larger end the connection.
        ws_max_size=2 * max_body_bytes,
        lifespan="off",  # the app has none, and a forced exit would log its being cut short
        backlog=2048,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=FLUSH_S,
        ssl_certfile=None if tls is None else tls.cert,
        ssl_keyfile=None if tls is None else tls.key,
    )
    return DrainingServer(config, backend, shutdown_timeout_s=shutdown_timeout_s, on_ready=on_ready)


def run_server(server: DrainingServer, backend: Servable, sock: socket.socket) -> None:
    """Start the backend, serve until a signal or `server.stop()`, close the backend. Blocks."""
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(_serve(server, backend, sock))


async def _serve(server: DrainingServer, backend: Servable, sock: socket.socket) -> None:
    try:
        await backend.start()
        await server.serve(sockets=[sock])
    finally:
        await backend.close()


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if importlib.util.find_spec("uvloop") is None:
        return None
    import uvloop

    factory: Callable[[], asyncio.AbstractEventLoop] = uvloop.new_event_loop
    return factory
