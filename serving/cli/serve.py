"""`tenure serve`: API, replica and engine in one process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from models.neuron.instances import CUDA
from serving.api_keys import parse_keys, read_key_file
from serving.cli.kv_memory import build_replica_config
from serving.cli.options import DEFAULT_MODEL, Given, bad_value, command
from serving.cli.served_models import configs_of, kv_budgets, named_models
from serving.config import (
    MAX_CHOICES,
    MODEL,
    NEURON,
    ApiConfig,
    JwtConfig,
    NeuronConfig,
    ProcessConfig,
    ReplicaConfig,
)
from serving.errors import StartupError
from serving.option import Option
from serving.principal import ApiKey
from serving.replica.memory import available_bytes

EPILOG = """[bold]Examples[/]

tenure serve  [dim]SmolLM2-135M-Instruct on http://127.0.0.1:8000[/]

tenure serve ./Qwen3-0.6B --port 9000  [dim]a Hugging Face directory[/]

tenure serve model.Q4_K_M.gguf --kv-memory 4GB  [dim]a GGUF file[/]

tenure serve --model small=model.gguf --model ./Qwen3-0.6B  [dim]two models; small is the default one[/]

TENURE_API_KEY=alice:sk-1,bob:sk-2 tenure serve --host 0.0.0.0  [dim]open to the network, with keys[/]"""


@command
def serve(
    process: Given[ProcessConfig],
    api: Given[ApiConfig],
    jwt: Given[JwtConfig],
    replica: Given[ReplicaConfig],
    neuron: Given[NeuronConfig],
    device: Annotated[
        Literal["cpu", "neuron", "cuda"],
        Option("neuron: compiled graphs on Trainium; cuda: the same on a GPU, untried.", panel=NEURON),
    ] = "cpu",
    model: Annotated[
        str | None,
        Option(
            "A Hugging Face directory, a GGUF file, a hub id, or a built-in name: see `tenure models`.",
            flag="MODEL",
            default=DEFAULT_MODEL,
        ),
    ] = None,
    models: Annotated[
        tuple[str, ...],
        Option(
            "The same, for several models; repeatable. The first is what requests get that name none.",
            flag="--model",
            variable="TENURE_MODELS",
            default="none besides MODEL",
            panel=MODEL,
            metavar="[NAME=]MODEL",
            more="See [several models](#several-models).",
        ),
    ] = (),
    model_kv: Annotated[
        tuple[str, ...],
        Option(
            "Memory for the KV of one of several models, as for --kv-memory; repeatable.",
            default="an equal part of --kv-memory",
            panel=MODEL,
            metavar="NAME=SIZE",
        ),
    ] = (),
) -> int:
    """Serve a model over HTTP, as the OpenAI API, until Ctrl-C or SIGTERM."""
    from serving.cli.serving_process import ServingProcess

    process_config = process.build()
    key_file = api.values.get("api_key_file")
    neuron_config = _on_device(device, neuron)
    named = named_models(model, models)
    replica_config = _with_kv_on_disk(
        build_replica_config(replica, model=named[0].model, neuron=neuron_config)
    )
    api_config = api.build(
        api_keys=read_keys(api.values.get("api_keys", ()), key_file),
        jwt=jwt.build() if any(jwt.values.get(name) for name in ("jwks", "issuer", "audience")) else None,
        # What could never be admitted together would be told to come back for ever.
        max_choices=min(MAX_CHOICES, replica_config.max_num_seqs + replica_config.max_queued),
    )
    budgets = kv_budgets(model_kv, named, available_bytes()) if model_kv else {}
    return ServingProcess(process_config, configs_of(replica_config, named, budgets), api_config).run()


def _on_device(device: str, neuron: Given[NeuronConfig]) -> NeuronConfig | None:
    """A GPU stands in the place of an instance."""
    if device == "cpu":
        return None
    config = neuron.build()
    if device == "neuron":
        return config
    for name, value in (("instance", config.instance), ("emulate", config.emulate), ("nki", config.nki)):
        if value != getattr(NeuronConfig(), name):
            raise StartupError(
                f"--{name} is {value}, and --device is cuda: that is no Trainium. Leave it out."
            )
    return replace(config, instance=CUDA)


def _with_kv_on_disk(config: ReplicaConfig) -> ReplicaConfig:
    """The one server of a data directory keeps KV there, where nothing else was said."""
    if config.disk_kv_dir is not None or config.neuron is not None:
        return config
    return replace(config, disk_kv_dir=config.data_dir / "kv")


def read_keys(texts: tuple[str, ...], path: Path | None) -> tuple[ApiKey, ...]:
    """Of the flags; those of the file are only looked at."""
    said_as = "--api-key (or TENURE_API_KEY)"
    try:
        keys = parse_keys(texts)
        said_as = "--api-key-file (or TENURE_API_KEY_FILE)"
        if path is not None:
            parse_keys([*texts, *read_key_file(path)])
    except ValueError as error:
        raise bad_value(error, said_as) from error
    return keys
