"""`tenure deploy FILE`: what `serve run FILE` does, with the file checked first and the outcome awaited."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

from serving.errors import StartupError

# Before Ray is imported, which reads it then: nothing is reported to anyone.
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

import ray
from ray import serve
from ray.exceptions import AuthenticationError, RayError
from ray.serve.context import _get_global_client
from ray.serve.exceptions import RayServeException

from serving.cluster.auth_token import TOKEN_PATH, keep_token_where_it_can_be_written
from serving.cluster.config import ClusterConfig
from serving.cluster.config_file import IMPORT_PATH, read_config
from serving.cluster.replica_states import reason_of

POLL_S = 0.25
DRAIN_ORDER = ("Ingress", "Engine")  # an ingress needs the engines to its end
FAILED = ("DEPLOY_FAILED", "UNHEALTHY")


def deploy(config_path: Path, *, blocking: bool = True) -> None:
    """Start the file's applications on the Ray cluster at RAY_ADDRESS, or on a new local one.

    Returns when they serve. With `blocking` it stays until Ctrl-C or SIGTERM, and then stops them
    (streams that run may end first).

    Raises:
        StartupError: the file is wrong, or an application did not start.
    """
    schema = read_config(config_path)
    warn_of_time_limit(schema.http_options.request_timeout_s)
    if not ray.is_initialized():
        connect()
    # Before anything starts: Ray's own handler of SIGTERM prints a stack trace and leaves things as they are.
    stop = _set_by_signals() if blocking else threading.Event()
    try:
        submit(schema)
        running = [app for app in schema.applications if wait_until_running(app.name, stop)]
        for application in running:
            print(f"Serving `{application.name}` at {url(schema, application)}", flush=True)
        if not blocking:
            return
        if not stop.is_set():
            print("Ctrl-C stops it.", flush=True)
            stop.wait()
        print("Stopping; running streams may end first. A second signal ends at once.", flush=True)
        drain(running)
        serve.shutdown()
    except BaseException:
        serve.shutdown()
        raise


def warn_of_time_limit(timeout_s: float | None) -> None:
    if timeout_s is not None:
        print(
            f"warning: http_options.request_timeout_s ends every reply that takes {timeout_s:g} s with the "
            "error `request_timeout`. Leave it out for replies of any length.",
            file=sys.stderr,
            flush=True,
        )


def connect() -> None:
    """To the cluster at RAY_ADDRESS, or to a new local one. Raises StartupError."""
    # Without an address Ray would look for the cluster that this machine had last, dead or not.
    address = os.environ.get("RAY_ADDRESS") or "local"
    try:
        token_path = keep_token_where_it_can_be_written() if address == "local" else None
        # Workers' logs stay in Ray's session directory: their tracebacks would bury the one sentence.
        ray.init(address=address, namespace="serve", log_to_driver=False)
    except (OSError, RuntimeError, ValueError, AuthenticationError) as error:
        where = "A local Ray cluster" if address == "local" else f"The Ray cluster at RAY_ADDRESS ({address})"
        verb = "did not start" if address == "local" else "cannot be reached"
        raise StartupError(f"{where} {verb}: {error}") from error
    if token_path is not None:
        print(
            f"Ray's token is in {token_path}, as the home directory cannot be written. Other commands for "
            f"this cluster need it: export {TOKEN_PATH}={token_path}",
            flush=True,
        )


def submit(schema: Any) -> None:
    """Have Serve start, change or stop what it must; does not wait. Raises StartupError."""
    try:
        serve.start(
            proxy_location=schema.proxy_location,
            http_options=schema.http_options.model_dump(),
            grpc_options=schema.grpc_options.model_dump(),
            logging_config=schema.logging_config,
            tracing_config=schema.tracing_config,
            controller_options=schema.controller_options,
        )
        _get_global_client().deploy_apps(schema)
    except (RayError, RayServeException) as error:
        raise StartupError(f"Ray Serve did not start. {reason_of(str(error))}") from error


def wait_until_running(name: str, stop: threading.Event) -> bool:
    """False if told to stop first. Raises StartupError with Serve's own message if it cannot start."""
    while not stop.is_set():
        application = serve.status().applications.get(name)
        status = application.status if application is not None else "NOT_STARTED"
        if status == "RUNNING":
            return True
        if status in FAILED:
            raise StartupError(f"The application `{name}` did not start. {reasons(application)}")
        stop.wait(POLL_S)
    return False


def drain(applications: Sequence[Any]) -> None:
    """Have our ingresses end what they do while the proxies live: Serve's own shutdown ends those first."""
    ours = [application for application in applications if application.import_path == IMPORT_PATH]
    for deployment in DRAIN_ORDER:
        handles = [serve.get_deployment_handle(deployment, application.name) for application in ours]
        drains = [handle.broadcast("drain") for handle in handles]
        for draining, application in zip(drains, ours, strict=True):
            timeout_s = ClusterConfig.model_validate(application.args).shutdown_timeout_s
            with suppress(Exception):  # it has no replica, or one that died
                draining.results(timeout_s=timeout_s, return_exceptions=True)


def reasons(application: Any) -> str:
    """Each deployment's own."""
    found = {
        f"{name}: {reason_of(deployment.message)}"
        for name, deployment in application.deployments.items()
        if deployment.status in FAILED and deployment.message.strip()
    }
    return " ".join(sorted(found)) or str(application.message)


def url(schema: Any, application: Any) -> str:
    prefix = (application.route_prefix or "/").rstrip("/")
    return f"http://{schema.http_options.host}:{schema.http_options.port}{prefix}/v1"


def _set_by_signals() -> threading.Event:
    """An event that the first Ctrl-C or SIGTERM sets, from now on; a second one ends this process."""
    stop = threading.Event()

    def end(number: int, _: FrameType | None) -> None:
        if stop.is_set():
            raise SystemExit(128 + number)
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    return stop
