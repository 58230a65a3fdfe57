"""Every key of a Serve config file is one that Serve reads."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("ray", reason="the extra `ray` is not installed")
from ray.serve.schema import ServeDeploySchema

from serving.cluster.known_keys import faults


def application(**more: Any) -> dict[str, Any]:
    return {"applications": [{"import_path": "a:b", **more}]}


def deployment(**more: Any) -> dict[str, Any]:
    return application(deployments=[{"name": "Engine", **more}])


@pytest.mark.parametrize(
    ("values", "place", "known"),
    [
        ({"proxy_locaton": "HeadOnly"}, "proxy_locaton", "proxy_location"),
        ({"http_options": {"prt": 1}}, "http_options.prt", "port"),
        ({"grpc_options": {"prt": 1}}, "grpc_options.prt", "port"),
        ({"logging_config": {"log_levl": "INFO"}}, "logging_config.log_levl", "log_level"),
        ({"tracing_config": {"enable": True}}, "tracing_config.enable", "enabled"),
        (
            {"controller_options": {"runtime_envs": {}}},
            "controller_options.runtime_envs",
            "runtime_env",
        ),
        (application(route_prefx="/"), "applications.0.route_prefx", "route_prefix"),
        (
            application(runtime_env={"env_var": {}}),
            "applications.0.runtime_env.env_var",
            "env_vars",
        ),
        (
            application(logging_config={"log_levl": "INFO"}),
            "applications.0.logging_config.log_levl",
            "log_level",
        ),
        (
            deployment(max_ongoing_request=1),
            "applications.0.deployments.0.max_ongoing_request",
            "max_ongoing_requests",
        ),
        (
            deployment(autoscaling_config={"min_replica": 0}),
            "applications.0.deployments.0.autoscaling_config.min_replica",
            "min_replicas",
        ),
        (
            deployment(autoscaling_config={"policy": {"policy_functon": "a:b"}}),
            "applications.0.deployments.0.autoscaling_config.policy.policy_functon",
            "policy_function",
        ),
        (
            deployment(ray_actor_options={"num_cpu": 1}),
            "applications.0.deployments.0.ray_actor_options.num_cpu",
            "num_cpus",
        ),
        (
            deployment(ray_actor_options={"runtime_env": {"pipp": []}}),
            "applications.0.deployments.0.ray_actor_options.runtime_env.pipp",
            "pip",
        ),
        (
            deployment(request_router_config={"max_backoff": 1}),
            "applications.0.deployments.0.request_router_config.max_backoff",
            "max_backoff_s",
        ),
        (
            deployment(backpressure_config={"retry_after": 1}),
            "applications.0.deployments.0.backpressure_config.retry_after",
            "retry_after_s",
        ),
        (
            deployment(gang_scheduling_config={"gang_sise": 2}),
            "applications.0.deployments.0.gang_scheduling_config.gang_sise",
            "gang_size",
        ),
        (
            deployment(deployment_actors=[{"actor_klass": "a:b"}]),
            "applications.0.deployments.0.deployment_actors.0.actor_klass",
            "actor_class",
        ),
    ],
)
def test_a_misspelt_key_is_named_with_its_place_and_the_one_that_was_meant(
    values: dict[str, Any], place: str, known: str
):
    assert list(faults(ServeDeploySchema, values)) == [
        f"{place}: there is no such key here. Did you mean `{known}`?"
    ]


def test_where_nothing_is_near_it_says_what_there_is():
    (fault,) = faults(ServeDeploySchema, deployment(backpressure_config={"x": 1}))
    assert fault.endswith(
        "backpressure_config.x: there is no such key here. There are: retry_after_s, status_code."
    )


@pytest.mark.parametrize(
    "values",
    [
        deployment(user_config={"anything": 1}, ray_actor_options={"resources": {"neuron_cores": 2}}),
        application(args={"anything": {"goes": 1}}, runtime_env={"env_vars": {"ANY": "1"}}),
        deployment(autoscaling_config={"min_replicas": 0, "max_replicas": 2}, logging_config=None),
        deployment(deployment_actors=[{"name": "a", "actor_class": "a:b", "init_kwargs": {"any": 1}}]),
        deployment(request_router_config={"request_router_class": "only.on.the.cluster"}),
    ],
)
def test_what_is_free_stays_free(values: dict[str, Any]):
    assert not list(faults(ServeDeploySchema, values))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            deployment(autoscaling_config={"min_replicas": "none"}),
            "autoscaling_config.min_replicas: must be a whole number, got 'none'",
        ),
        (
            deployment(autoscaling_config={"min_replicas": 3, "max_replicas": 2}),
            "max_replicas (2) must be greater",
        ),
        (deployment(gang_scheduling_config={}), "gang_scheduling_config.gang_size: Field required"),
        (
            application(deployments=["Engine"]),
            "deployments.0: must be a section of keys and values, got 'Engine'",
        ),
        ({"http_options": 8000}, "http_options: must be a section of keys and values, got 8000"),
    ],
)
def test_a_section_of_a_wrong_type_is_named(values: dict[str, Any], sentence: str):
    (fault,) = faults(ServeDeploySchema, values)
    assert sentence in fault
