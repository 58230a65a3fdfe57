"""`tenure deploy FILE`: what `serve run FILE` does, with the file checked first and the outcome awaited."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from serving.cluster.config import ClusterConfig
from serving.errors import StartupError

# Before Ray is imported, which reads it then: nothing is reported to anyone.
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

import ray
from ray import serve
from ray.serve.schema import ServeDeploySchema
from ray.serve.scripts import cli as serve_cli

IMPORT_PATH = "serving.cluster.app:build"
POLL_S = 0.25
FAILED = ("DEPLOY_FAILED", "UNHEALTHY")


def deploy(config_path: Path, *, blocking: bool = True) -> None:
    """Start the file's applications on the Ray cluster at RAY_ADDRESS, or on a new local one.

    Returns when they serve. With `blocking` it stays until Ctrl-C or SIGTERM, and then stops them
    (streams that run may end first).

    Raises:
        StartupError: the file is wrong, or an application did not start.
    """
    schema = read_config(config_path)
    if not ray.is_initialized():
        # Without an address Ray would look for the cluster that this machine had last, dead or not.
        address = os.environ.get("RAY_ADDRESS") or "local"
        # Workers' logs stay in Ray's session directory: their tracebacks would bury the one sentence.
        ray.init(address=address, namespace="serve", log_to_driver=False)
    # Before anything starts: Ray's own handler of SIGTERM prints a stack trace and leaves things as they are.
    stop = _set_by_signals() if blocking else threading.Event()
    try:
        submit(config_path)
        for application in schema.applications:
            if wait_until_running(application.name, stop):
                print(f"Serving `{application.name}` at {url(schema, application)}", flush=True)
        if not blocking:
            return
        if not stop.is_set():
            print("Ctrl-C stops it.", flush=True)
            stop.wait()
        print("Stopping; running streams may end first.", flush=True)
        serve.shutdown()
    except BaseException:
        serve.shutdown()
        raise


def submit(config_path: Path) -> None:
    """Hand the file to Serve, which starts, changes or stops what it must. Does not wait."""
    serve_cli.main(["run", "--non-blocking", "--address", "auto", str(config_path)], standalone_mode=False)


def read_config(config_path: Path) -> Any:
    """The file as Serve's schema, with our applications' `args` checked too."""
    try:
        values = yaml.safe_load(config_path.read_text(encoding="utf-8"))
        schema = ServeDeploySchema.model_validate(values)
        for application in schema.applications:
            if application.import_path == IMPORT_PATH:
                _check_cores(application, ClusterConfig.model_validate(application.args))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise StartupError(f"{config_path} cannot be read: {error}") from error
    except ValidationError as error:
        raise StartupError(
            f"{config_path} is not a Serve config that can be deployed:\n{sentences(error)}"
        ) from error
    return schema


def _check_cores(application: Any, config: ClusterConfig) -> None:
    """An actor that reserves no NeuronCores, or too few, takes those of another. Raises StartupError."""
    replica = config.replica_config
    if replica.neuron is None or replica.neuron.emulate:
        return
    settings: dict[str, Any] = application.model_dump(exclude_unset=True)
    deployments = {deployment["name"]: deployment for deployment in settings.get("deployments", [])}
    options = deployments.get("Engine", {}).get("ray_actor_options", {})
    reserved = options.get("resources", {}).get("neuron_cores", 0)
    if reserved < replica.tensor_parallel_size:
        raise StartupError(
            f"The application `{application.name}` has tensor_parallel_size {replica.tensor_parallel_size}, "
            f"and its deployment Engine reserves {reserved:g} NeuronCores. Set neuron_cores under "
            f"ray_actor_options.resources to {replica.tensor_parallel_size}."
        )


def sentences(error: ValidationError) -> str:
    lines = []
    for fault in error.errors(include_url=False):
        place = ".".join(str(part) for part in fault["loc"]) or "the file"
        lines.append(f"  {place}: {fault['msg']}, got {fault['input']!r}")
    return "\n".join(lines)


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


def reasons(application: Any) -> str:
    """The last line of each deployment's message, which is where a traceback says what it was."""
    found = {
        f"{name}: {deployment.message.strip().splitlines()[-1].removeprefix('serving.errors.StartupError: ')}"
        for name, deployment in application.deployments.items()
        if deployment.status in FAILED and deployment.message.strip()
    }
    return " ".join(sorted(found)) or str(application.message)


def url(schema: Any, application: Any) -> str:
    prefix = (application.route_prefix or "/").rstrip("/")
    return f"http://{schema.http_options.host}:{schema.http_options.port}{prefix}/v1"


def _set_by_signals() -> threading.Event:
    """An event that Ctrl-C and SIGTERM set, from now on."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    return stop
