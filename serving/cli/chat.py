"""`tenure chat`: a conversation in the terminal, with a running server or one started for it."""

from __future__ import annotations

from typing import Annotated

import typer

from serving.cli.conversation import (
    DEFAULT_TEMPERATURE,
    Conversation,
    ServerNotThere,
    connect,
    default_temperature,
)
from serving.cli.model_options import (
    DataDir,
    Dtype,
    DtypeOption,
    GenerationConfigChoice,
    GenerationConfigOption,
    KVDtypeChoice,
    KVDtypeOption,
    KvMemory,
    MaxModelLen,
    QuantizationChoice,
    QuantizationOption,
    Threads,
    make_replica_config,
)
from serving.cli.options import number, option
from serving.config import DEFAULT_PORT
from serving.errors import StartupError

EPILOG = """[bold]Examples[/]

tenure chat  [dim]talk to the server on this machine[/]

tenure chat --url http://10.0.0.5:8000  [dim]talk to another one[/]

tenure chat smollm2-135m  [dim]no server: load the model here[/]

echo 'Name a colour.' | tenure chat  [dim]one question from a pipe[/]

[bold]Inside[/]  /new, /system TEXT, /session, /quit, /help. Ctrl-C stops an answer, Ctrl-D leaves."""

DEFAULT_URL = f"http://127.0.0.1:{DEFAULT_PORT}"
THERE, HOW = "A running server", "The conversation"


def chat(
    context: typer.Context,
    model: Annotated[
        str | None,
        typer.Argument(
            metavar="[MODEL]", help="Load this model here, instead of talking to a running server."
        ),
    ] = None,
    url: Annotated[
        str | None,
        option("--url", f"The server to talk to. Default: {DEFAULT_URL}.", panel=THERE, metavar="URL"),
    ] = None,
    api_key: Annotated[
        str | None,
        option("--api-key", "The key to send.", panel=THERE, envvar="TENURE_CLIENT_API_KEY", metavar="KEY"),
    ] = None,
    session: Annotated[
        str | None,
        option("--session", "Use this session id. Default: a new one.", panel=HOW, metavar="ID"),
    ] = None,
    system: Annotated[
        str | None, option("--system", "The system message to begin with.", panel=HOW, metavar="TEXT")
    ] = None,
    max_tokens: Annotated[int, number("--max-tokens", "Longest answer.", least=1, panel=HOW)] = 512,
    temperature: Annotated[
        float | None,
        number(
            "--temperature",
            f"0 always takes the likeliest token. Default: the model's own, or {DEFAULT_TEMPERATURE}.",
            least=0,
            most=2,
            panel=HOW,
        ),
    ] = None,
    seed: Annotated[
        int | None, option("--seed", "Makes the answers repeatable.", panel=HOW, metavar="N")
    ] = None,
    max_model_len: MaxModelLen = None,
    kv_memory: KvMemory = None,
    dtype: DtypeOption = Dtype.auto,
    quantization: QuantizationOption = QuantizationChoice.auto,
    kv_dtype: KVDtypeOption = KVDtypeChoice.auto,
    generation_config: GenerationConfigOption = GenerationConfigChoice.auto,
    data_dir: DataDir = None,
    threads: Threads = None,
) -> int:
    """Talk with a model; shows time to first token, tokens/s and how much of the prompt was cached."""
    if model is not None and _is_typed(context, "url"):
        raise typer.BadParameter("Give a MODEL to load here, or the --url of a running server, not both.")

    def converse(base_url: str, key: str | None) -> int:
        client, served = connect(base_url, key)
        conversation = Conversation(
            client,
            served.id,
            session_id=session,
            system=system,
            max_tokens=max_tokens,
            temperature=default_temperature(served) if temperature is None else temperature,
            seed=seed,
        )
        return Terminal(conversation).run()

    from serving.cli.terminal import Terminal

    if model is None:
        try:
            return converse(url or DEFAULT_URL, api_key)
        except ServerNotThere as error:
            raise StartupError(str(error)) from error
    from serving.cli.embedded import embedded_server

    replica_config = make_replica_config(
        model=model,
        dtype=dtype.value,
        quantization=quantization.value,
        kv_dtype=kv_dtype.value,
        generation_config=generation_config.value,
        data_dir=data_dir,
        kv_memory=kv_memory,
        max_model_len=max_model_len,
        num_threads=threads,
    )
    with embedded_server(replica_config) as (base_url, key):
        return converse(base_url, key)


def _is_typed(context: typer.Context, name: str) -> bool:
    """On the command line, not in the environment: TENURE_URL may be set for good."""
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"
