"""A Serve config file, checked: nothing in it is unknown, ignored or impossible."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from ray.serve.schema import ServeDeploySchema

from models.neuron.instances import CUDA
from serving.cluster.config import CLOSE_S, ClusterConfig
from serving.cluster.known_keys import Place, closest, faults, sentence, sentences
from serving.errors import StartupError

IMPORT_PATH = "serving.cluster.app:build"
DEPLOYMENTS = ("Engine", "Ingress")  # of that application


def read_config(config_path: Path) -> Any:
    """The file as Serve's schema, with our applications' `args` checked too. Raises StartupError."""
    try:
        values = yaml.load(config_path.read_text(encoding="utf-8"), Loader=_Loader)  # safe
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise StartupError(f"{config_path} cannot be read: {error}") from error
    found = list(faults(ServeDeploySchema, values))
    schema = None if found else _schema(values, found)
    if schema is not None:
        found += _timeout_faults(schema)
        for index, application in enumerate(schema.applications):
            if application.import_path == IMPORT_PATH:
                found += _application_faults(application, ("applications", index))
    if found:
        lines = "\n".join(f"  {fault}" for fault in found)
        raise StartupError(f"{config_path} is not a Serve config that can be deployed:\n{lines}")
    return schema


def _schema(values: Any, found: list[str]) -> Any:
    """Or None, and what was found."""
    try:
        return ServeDeploySchema.model_validate(values)
    except ValidationError as error:
        found += sentences(error)
    except Exception as error:  # Ray's validators raise what they like
        found.append(str(error))
    return None


def _timeout_faults(schema: Any) -> Iterator[str]:
    timeout_s = schema.http_options.request_timeout_s
    if timeout_s is not None and timeout_s <= 0:
        what = f"must be more than 0 seconds, got {timeout_s:g}. Leave it out for no limit."
        yield sentence(("http_options", "request_timeout_s"), what)


def _application_faults(application: Any, place: Place) -> Iterator[str]:
    for index, deployment in enumerate(application.deployments):
        if deployment.name not in DEPLOYMENTS:
            what = f"there is no deployment {deployment.name!r} here. {closest(deployment.name, DEPLOYMENTS)}"
            yield sentence((*place, "deployments", index, "name"), what)
    args_place = (*place, "args")
    unknown = list(faults(ClusterConfig, application.args, args_place))
    yield from unknown
    if unknown:
        return
    try:
        config = ClusterConfig.model_validate(application.args)
    except ValidationError as error:
        yield from sentences(error, args_place)
    except StartupError as error:
        yield sentence(args_place, str(error))
    else:
        yield from _shutdown_faults(application, config, place)
        yield from _core_faults(application, config, place)


def _shutdown_faults(application: Any, config: ClusterConfig, place: Place) -> Iterator[str]:
    """Serve kills a replica that takes longer, and its streams break off without a word."""
    for index, deployment in enumerate(application.deployments):
        timeout_s = deployment.graceful_shutdown_timeout_s
        if (
            "graceful_shutdown_timeout_s" in deployment.model_fields_set
            and timeout_s < config.shutdown_timeout_s
        ):
            yield sentence(
                (*place, "deployments", index, "graceful_shutdown_timeout_s"),
                f"must be at least drain_timeout_s + {CLOSE_S} = {config.shutdown_timeout_s:g}, got "
                f"{timeout_s:g}. Leave it out, or lower args.drain_timeout_s.",
            )


def _core_faults(application: Any, config: ClusterConfig, place: Place) -> Iterator[str]:
    """An actor that reserves no NeuronCores, or too few, takes those of another."""
    replica = config.replica_config
    if replica.neuron is None or replica.neuron.emulate:
        return
    if replica.neuron.instance == CUDA:
        yield sentence(
            (*place, "neuron", "instance"), "is cuda, which `tenure serve` alone has. Leave it out."
        )
        return
    settings: dict[str, Any] = application.model_dump(exclude_unset=True)
    deployments = {deployment["name"]: deployment for deployment in settings.get("deployments", [])}
    options = deployments.get("Engine", {}).get("ray_actor_options", {})
    reserved = options.get("resources", {}).get("neuron_cores", 0)
    if reserved < replica.tensor_parallel_size:
        yield sentence(
            place,
            f"tensor_parallel_size is {replica.tensor_parallel_size}, and the deployment Engine reserves "
            f"{reserved:g} NeuronCores. Set neuron_cores under ray_actor_options.resources to "
            f"{replica.tensor_parallel_size}.",
        )


class _Loader(yaml.SafeLoader):
    """Of two equal keys PyYAML drops the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode) and key.value != "<<"]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key `{key}` is there twice", node.start_mark
                )
        return super().construct_mapping(node, deep=deep)
