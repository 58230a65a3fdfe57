"""What `tenure serve` does once its options are checked."""

from __future__ import annotations

import gc
import json
import logging
import signal
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from serving import logs, telemetry
from serving.api.backend import Backend
from serving.cli import listen
from serving.cli.console import out, progress_display, say, warn
from serving.cli.program import program
from serving.cli.tls import TlsFiles
from serving.config import ApiConfig, ProcessConfig, ReplicaConfig
from serving.operations import ListModels
from serving.origins import check_package_origins

CHATTY_LIBRARIES = (
    "asyncio",
    "filelock",
    "httpcore",
    "httpx",
    "httpx2",
    "huggingface_hub",
    "mcp",
    "sqlalchemy",
    "torch",
)


@dataclass(frozen=True, slots=True)
class ServingProcess:
    config: ProcessConfig
    replica_configs: Sequence[ReplicaConfig]  # of each model, the default one first
    api_config: ApiConfig

    def run(self) -> int:
        """Load, serve, drain; returns the exit code. Raises StartupError before anything is served."""
        # As pid 1 a process has no default SIGTERM: without a handler it could not be stopped while it loads.
        signal.signal(signal.SIGTERM, _leave)
        logs.configure(level=self.config.log_level, json=self.config.log_format == "json")
        for library in CHATTY_LIBRARIES:
            logging.getLogger(library).setLevel(logging.WARNING)
        check_package_origins()
        telemetry.configure(self.config.telemetry)
        self._warn_if_open()
        tls = TlsFiles.of(self.config.tls_cert, self.config.tls_key)
        if tls is not None and (warning := tls.check()):
            warn(warning)
        with listen.open_socket(self.config.host, self.config.port) as sock:
            return self._serve(sock, tls)

    def _serve(self, sock: socket.socket, tls: TlsFiles | None) -> int:
        url = listen.url_of(sock, "http" if tls is None else "https")
        with progress_display(
            f"Loading {', '.join(config.model for config in self.replica_configs)}"
        ) as progress:
            # Imported late: a wrong flag or a taken port must not wait for torch.
            with _without_collections():
                from serving.api.app import create_app
                from serving.cli.server import make_server, run_server
                from serving.runs.build import build_backend

            backend = build_backend(*self.replica_configs, progress=progress)
        app = create_app(backend, self.api_config)
        app.state.answers.peers = backend.answer_peers
        server = make_server(
            app,
            backend,
            max_body_bytes=self.api_config.max_body_bytes,
            shutdown_timeout_s=self.config.shutdown_timeout_s,
            on_ready=lambda: self._announce(url, backend),
            tls=tls,
        )
        run_server(server, backend, sock)
        return server.exit_code

    def _warn_if_open(self) -> None:
        if self.api_config.is_open and not listen.is_loopback(self.config.host):
            warn(
                f"listening on {self.config.host} without an API key: whoever reaches this port can use the "
                "model and read every session. Give --api-key, or leave --host at 127.0.0.1."
            )

    async def _announce(self, url: str, backend: Backend) -> None:
        """The lines that a person, or a script, waits for."""
        models = [card.name for card in await backend.call(ListModels()) if card.parent is None]
        question = {"role": "user", "content": "What is a KV cache?"}
        # Bounded, for a small model may go on to the end of its context; streamed, for a person waits.
        body = json.dumps({"model": models[0], "messages": [question], "max_tokens": 100, "stream": True})
        key = " -H 'Authorization: Bearer YOUR_KEY'" if not self.api_config.is_open else ""
        say(f"\nServing {', '.join(models)} at {url}", style="bold green")
        say(f"  curl -N {url}/v1/chat/completions -H 'Content-Type: application/json'{key} -d '{body}'")
        say(f"  {program()} chat --url {url}")
        if self.api_config.has_console:
            say(f"  {url}/ in a browser")
        say("")
        out.file.flush()


@contextmanager
def _without_collections() -> Iterator[None]:
    """For imports: among the 400,000 objects that they make, to look for garbage takes a fifth of the time.

    Later collections leave them out, too: a whole one would look at all of them while every turn waits.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _leave(signal_number: int, frame: FrameType | None) -> None:
    del frame
    sys.exit(128 + signal_number)
