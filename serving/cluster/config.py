"""`args` of the application in a Serve config file: the configs of `tenure serve`, and a little more."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ByteSize, ConfigDict, Field, field_validator

from serving.config import ApiConfig, ReplicaConfig, TelemetryUse
from serving.option import Option

Seconds = Annotated[float, Field(gt=0)]
CLOSE_S = 10  # to end what is left after the drain, and to close
NUM_OTHERS = 1024  # at once, that are no generation: questions, and who reads an agent's session that rests


class ClusterConfig(BaseModel):
    """Unknown keys are refused, at every level. Serve's own settings stand under `deployments`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    replica: ReplicaConfig
    api: ApiConfig = ApiConfig()
    # A path, because Serve shows these settings to whoever may open its dashboard.
    api_key_file: Annotated[
        Path | None,
        Option("A file with one [TENANT:]KEY per line, on each node that runs an ingress.", flag=""),
    ] = None
    kv_memory: Annotated[
        ByteSize | None,
        Option("KV of each replica, as 512MiB; the same as replica.kv_memory_bytes.", flag=""),
    ] = None
    route_timeout_s: Annotated[
        Seconds, Option("A request waits so long for a living replica, then: 503.", flag="")
    ] = 10.0
    wake_timeout_s: Annotated[
        Seconds, Option("The same where all replicas were scaled away, and one has to start.", flag="")
    ] = 120.0
    drain_timeout_s: Annotated[Seconds, Option("A replica that stops may finish its turns.", flag="")] = 120.0
    telemetry: Annotated[
        TelemetryUse,
        Option(
            "otlp: traces go to an OpenTelemetry collector, as the OTEL_* variables of each node say.",
            flag="",
        ),
    ] = "off"

    @field_validator("replica")
    @classmethod
    def _directories_are_absolute(cls, replica: ReplicaConfig) -> ReplicaConfig:
        optional = (
            "disk_kv_dir",
            "host_kv_dir",
            "carrier_key_file",
            "kv_key_file",
            "vault_key_file",
            "mcp_servers",
            "budgets",
        )
        given: dict[str, Any] = {
            name: _absolute(name, path) for name in optional if (path := getattr(replica, name)) is not None
        }
        return dataclasses.replace(replica, data_dir=_absolute("data_dir", replica.data_dir), **given)

    @field_validator("api")
    @classmethod
    def _jwks_is_absolute(cls, api: ApiConfig) -> ApiConfig:
        if api.jwt is None or "://" in api.jwt.jwks:
            return api
        jwks = str(_absolute("api.jwt.jwks", Path(api.jwt.jwks)))
        return dataclasses.replace(api, jwt=dataclasses.replace(api.jwt, jwks=jwks))

    @field_validator("api")
    @classmethod
    def _token_keys_are_absolute(cls, api: ApiConfig) -> ApiConfig:
        if api.token_key_file is None:
            return api
        return dataclasses.replace(api, token_key_file=_absolute("api.token_key_file", api.token_key_file))

    @field_validator("replica")
    @classmethod
    def _has_no_environments(cls, replica: ReplicaConfig) -> ReplicaConfig:
        if replica.environments != "off":
            raise ValueError(
                "environments must be off: an environment's files are on one machine, and sessions move "
                "between replicas. `tenure serve` has them."
            )
        return replica

    @property
    def shutdown_timeout_s(self) -> float:
        """What a replica that stops needs at most."""
        return self.drain_timeout_s + CLOSE_S

    @property
    def replica_config(self) -> ReplicaConfig:
        if self.kv_memory is None:
            return self.replica
        return dataclasses.replace(self.replica, kv_memory_bytes=int(self.kv_memory))

    @property
    def api_config(self) -> ApiConfig:
        if self.api_key_file is None:
            return self.api
        return dataclasses.replace(self.api, api_key_file=self.api_key_file)

    @property
    def max_ongoing_requests(self) -> int:
        """More than an engine ever admits, so that it is the engine that answers "overloaded"."""
        return self.replica.max_queued + self.replica.max_num_seqs + NUM_OTHERS


def _absolute(name: str, path: Path) -> Path:
    expanded = path.expanduser()
    if not expanded.is_absolute():
        raise ValueError(
            f"{name} must be an absolute path, got {str(expanded)!r}: Ray's workers run in directories of "
            "their own."
        )
    return expanded
