"""`tenure chat`: a conversation in the terminal, with a running server or one started for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from serving.cli.kv_memory import build_replica_config
from serving.cli.options import Given, Only, command
from serving.config import DEFAULT_PORT, ReplicaConfig
from serving.errors import StartupError
from serving.option import Option

if TYPE_CHECKING:
    from openai.types import Model

EPILOG = """[bold]Examples[/]

tenure chat  [dim]talk to the server on this machine[/]

tenure chat --url http://10.0.0.5:8000  [dim]talk to another one[/]

tenure chat smollm2-135m  [dim]no server: load the model here[/]

echo 'Name a colour.' | tenure chat  [dim]one question from a pipe[/]

[bold]Inside[/]  /new, /system TEXT, /session, /quit, /help. Ctrl-C stops an answer, Ctrl-D leaves."""

DEFAULT_TEMPERATURE = 0.7
DEFAULT_URL = f"http://127.0.0.1:{DEFAULT_PORT}"
THERE, HOW = "A running server", "The conversation"


@command
def chat(
    context: typer.Context,
    replica: Annotated[
        Given[ReplicaConfig],
        Only(
            "max_model_len",
            "kv_memory_bytes",
            "dtype",
            "quantization",
            "kv_dtype",
            "generation_config",
            "data_dir",
            "num_threads",
        ),
    ],
    model: Annotated[
        str | None,
        Option("Load this model here, instead of talking to a running server.", flag="[MODEL]", variable=""),
    ] = None,
    url: Annotated[
        str | None, Option("The server to talk to.", default=DEFAULT_URL, panel=THERE, metavar="URL")
    ] = None,
    api_key: Annotated[
        str | None,
        Option("The key to send.", variable="TENURE_CLIENT_API_KEY", panel=THERE, metavar="KEY"),
    ] = None,
    session: Annotated[
        str | None, Option("Use this session id.", default="a new one", panel=HOW, metavar="ID")
    ] = None,
    system: Annotated[
        str | None, Option("The system message to begin with.", panel=HOW, metavar="TEXT")
    ] = None,
    max_tokens: Annotated[int, Option("Longest answer.", least=1, panel=HOW)] = 512,
    temperature: Annotated[
        float | None,
        Option(
            "0 always takes the likeliest token.",
            least=0,
            most=2,
            default=f"the model's own, or {DEFAULT_TEMPERATURE}",
            panel=HOW,
        ),
    ] = None,
    seed: Annotated[int | None, Option("Makes the answers repeatable.", panel=HOW)] = None,
) -> int:
    """Talk with a model; shows time to first token, tokens/s and how much of the prompt was cached."""
    if model is not None and _is_typed(context, "url"):
        raise typer.BadParameter("Give a MODEL to load here, or the --url of a running server, not both.")

    # openai comes with these, and takes a second: for this command alone.
    from serving.cli.conversation import Conversation, ServerNotThere, connected
    from serving.cli.terminal import Terminal

    def converse(base_url: str, key: str | None) -> int:
        with connected(base_url, key) as (client, served):
            conversation = Conversation(
                client,
                served[0].id,
                session_id=session,
                system=system,
                max_tokens=max_tokens,
                temperature=default_temperature(served[0]) if temperature is None else temperature,
                seed=seed,
            )
            return Terminal(conversation).run()

    if model is None:
        try:
            return converse(url or DEFAULT_URL, api_key)
        except ServerNotThere as error:
            raise StartupError(str(error)) from error
    from serving.cli.embedded import embedded_server

    replica_config = build_replica_config(replica, model=model)
    with embedded_server(replica_config) as (base_url, key):
        return converse(base_url, key)


def default_temperature(model: Model) -> float | None:
    """None where the server has one for this model, which counts where a request says nothing."""
    defaults = (model.model_extra or {}).get("default_sampling_params")
    return None if isinstance(defaults, dict) and "temperature" in defaults else DEFAULT_TEMPERATURE


def _is_typed(context: typer.Context, name: str) -> bool:
    """On the command line, not in the environment: TENURE_URL may be set for good."""
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"
