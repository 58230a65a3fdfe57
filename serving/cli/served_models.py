"""Which models a server has, and what each is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from serving.cli.options import DEFAULT_MODEL, bad_value
from serving.config import ReplicaConfig

NAMES = "--served-model-name"


@dataclass(frozen=True, slots=True)
class NamedModel:
    model: str
    name: str | None = None  # None: the model's own


def named_models(argument: str | None, options: Sequence[str]) -> tuple[NamedModel, ...]:
    """The one of MODEL, then those of `--model`; the first is the default one. Raises typer.BadParameter."""
    first = () if argument is None else (NamedModel(argument),)
    return (*first, *map(_named, options)) or (NamedModel(DEFAULT_MODEL),)


def _named(text: str) -> NamedModel:
    name, separator, model = text.partition("=")
    if not separator or Path(text).exists():
        return NamedModel(text)
    if not name or not model:
        raise bad_value(f"it must be MODEL or NAME=MODEL, got {text!r}.", "--model")
    return NamedModel(model, name)


def configs_of(config: ReplicaConfig, models: Sequence[NamedModel]) -> tuple[ReplicaConfig, ...]:
    """`config` for each of the models, the first of which has its adapters.

    Raises typer.BadParameter for what goes with one model alone.
    """
    if config.served_names and (len(models) > 1 or models[0].name is not None):
        raise bad_value("it goes with one model that has no name yet. Give --model NAME=MODEL.", NAMES)
    for given, flag in ((config.neuron, "--device neuron"), (config.tensor_parallel_size > 1, "--tp")):
        if given and len(models) > 1:
            raise bad_value(f"it goes with one model, got {len(models)}: start a server for each.", flag)
    first = _config_of(replace(config, num_models=len(models)), models[0])
    without_adapters = replace(first, served_names=(), adapters=(), adapter_dir=None)
    return (first, *(_config_of(without_adapters, one) for one in models[1:]))


def _config_of(config: ReplicaConfig, one: NamedModel) -> ReplicaConfig:
    return replace(config, model=one.model, served_names=(one.name,) if one.name else config.served_names)
