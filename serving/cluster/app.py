"""The application that a Serve config file names: `import_path: serving.cluster.app:build`.

What is set here are defaults; the file's `deployments` section overrides any of it (replicas,
`ray_actor_options`, autoscaling, time limits).
"""

# No `from __future__ import annotations`: Serve looks at the real class in `build`'s signature.

from typing import Any

from ray import serve
from ray.serve.config import BackpressureConfig, DeploymentActorConfig, RequestRouterConfig

from serving.cluster.config import NUM_OTHERS, ClusterConfig
from serving.cluster.directory import DIRECTORY_NAME, DirectoryActor
from serving.cluster.ingress import Ingress
from serving.cluster.replica_actor import ReplicaActor
from serving.cluster.router import SessionRouter

TOO_MANY = BackpressureConfig(status_code=429, retry_after_s=1)


def build(config: ClusterConfig) -> Any:
    """The bound application: an ingress over engine replicas."""
    return ingress_deployment(config).bind(
        engine_deployment(config).bind(config.replica_config, config.drain_timeout_s, config.telemetry),
        config.api_config,
        route_timeout_s=config.route_timeout_s,
        wake_timeout_s=config.wake_timeout_s,
        drain_timeout_s=config.drain_timeout_s,
        telemetry_use=config.telemetry,
    )


def engine_deployment(config: ClusterConfig) -> Any:
    return serve.deployment(
        name="Engine",
        max_ongoing_requests=config.max_ongoing_requests,
        max_queued_requests=config.replica.max_queued,
        backpressure_config=TOO_MANY,
        request_router_config=RequestRouterConfig(request_router_class=SessionRouter),
        graceful_shutdown_timeout_s=config.shutdown_timeout_s,
        graceful_shutdown_wait_loop_s=0.5,
        max_constructor_retry_count=2,  # a wrong model name does not become right
        health_check_period_s=2,  # a dead engine is replaced after three of these
        health_check_timeout_s=30,
    )(ReplicaActor)


def ingress_deployment(config: ClusterConfig) -> Any:
    return serve.deployment(
        name="Ingress",
        # The HTTP layer has its own limit and answers 429 itself.
        max_ongoing_requests=config.api.max_concurrent_requests + NUM_OTHERS,
        max_queued_requests=config.api.max_concurrent_requests,
        backpressure_config=TOO_MANY,
        deployment_actors=[
            DeploymentActorConfig(
                name=DIRECTORY_NAME,
                actor_class=DirectoryActor,
                # Plain values: through Serve a dataclass arrived as a dict.
                init_kwargs={
                    "database_url": config.replica.database_url,
                    "data_dir": str(config.replica.data_dir),
                },
            )
        ],
        graceful_shutdown_timeout_s=config.shutdown_timeout_s,
        graceful_shutdown_wait_loop_s=0.5,
    )(serve.ingress()(Ingress))
