"""Which models a server has, what each is called, and how much KV each may hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from serving.cli.options import DEFAULT_MODEL, bad_value
from serving.cli.sizes import format_exactly, parse_memory
from serving.config import ReplicaConfig

NAMES, BUDGETS = "--served-model-name", "--model-kv"


@dataclass(frozen=True, slots=True)
class NamedModel:
    model: str
    name: str | None = None  # None: the model's own

    @property
    def said_as(self) -> str:
        """What the command line calls it."""
        return self.name or self.model


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


def kv_budgets(
    options: Sequence[str], models: Sequence[NamedModel], available_bytes: int
) -> dict[NamedModel, int]:
    """What `--model-kv` gives to some of the models, in bytes. Raises typer.BadParameter."""
    budgets: dict[NamedModel, int] = {}
    for text in options:
        name, _, size = text.rpartition("=")
        model = next((one for one in models if one.said_as == name), None)
        if model is None:
            known = ", ".join(one.said_as for one in models)
            raise bad_value(f"{text!r} begins with none of the models {known}. Write NAME=SIZE.", BUDGETS)
        try:
            budgets[model] = parse_memory(size).resolve(available_bytes)
        except ValueError as error:
            raise bad_value(error, BUDGETS) from error
    return budgets


def configs_of(
    config: ReplicaConfig, models: Sequence[NamedModel], budgets: Mapping[NamedModel, int] | None = None
) -> tuple[ReplicaConfig, ...]:
    """`config` for each of the models, the first of which has its adapters.

    Args:
        budgets: of those models that do not share `config`'s KV memory with the others equally.

    Raises typer.BadParameter for what goes with one model alone, and budgets that leave nothing.
    """
    if config.served_names and (len(models) > 1 or models[0].name is not None):
        raise bad_value("it goes with one model that has no name yet. Give --model NAME=MODEL.", NAMES)
    for given, flag in ((config.neuron, "--device neuron"), (config.tensor_parallel_size > 1, "--tp")):
        if given and len(models) > 1:
            raise bad_value(f"it goes with one model, got {len(models)}: start a server for each.", flag)
    budgets = budgets or {}
    others = replace(config, kv_memory_bytes=_rest(config, models, budgets))
    others = replace(others, num_models=max(len(models) - len(budgets), 1))
    own = [
        replace(config, kv_memory_bytes=budgets[one], num_models=1) if one in budgets else others
        for one in models
    ]
    first, *rest = map(_config_of, own, models)
    return (first, *(replace(each, adapters=(), adapter_dir=None) for each in rest))


def _rest(
    config: ReplicaConfig, models: Sequence[NamedModel], budgets: Mapping[NamedModel, int]
) -> int | None:
    """Of --kv-memory, for those that have no budget of their own."""
    taken, total = sum(budgets.values()), config.kv_memory_bytes
    if total is None or len(budgets) == len(models):
        return total
    if taken >= total:
        raise bad_value(
            f"it gives away {format_exactly(taken)} of the {format_exactly(total)} of --kv-memory, and "
            f"{len(models) - len(budgets)} models have no budget. Raise --kv-memory.",
            BUDGETS,
        )
    return total - taken


def _config_of(config: ReplicaConfig, one: NamedModel) -> ReplicaConfig:
    return replace(config, model=one.model, served_names=(one.name,) if one.name else config.served_names)
