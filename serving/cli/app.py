"""`tenure`: the command table, `--version`, and how a failure looks to a person.

Exit codes: 0 done, 1 it could not be done (the reason is one sentence on stderr), 2 the command line
is wrong, 130 interrupted.
"""

from __future__ import annotations

import importlib.metadata
import os
import sys
from typing import Annotated, Any

import typer

from models.errors import CheckpointError
from serving.cli import (
    agents,
    audit,
    chat,
    deploy,
    doctor,
    fleet,
    keys,
    memory,
    models,
    plan,
    serve,
    sessions,
)
from serving.cli import compile as compile_command
from serving.cli.console import complain, warn
from serving.cli.program import as_typed, program
from serving.cli.variables import unknown_variables, variables_of
from serving.errors import TenureError

EPILOG = (
    "Start here:  [bold]tenure serve[/]  in one terminal,  [bold]tenure chat[/]  in another.  "
    "[bold]tenure doctor[/]  says what this machine has and lacks."
)

app = typer.Typer(
    name="tenure",
    help="Serve language models whose sessions keep their KV cache between calls.",
    epilog=as_typed(EPILOG),
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("serve", epilog=as_typed(serve.EPILOG))(serve.serve)
app.command("chat", epilog=as_typed(chat.EPILOG))(chat.chat)
app.command("models", epilog=as_typed(models.EPILOG))(models.models)
app.add_typer(sessions.app, name="sessions", rich_help_panel="Commands")
app.add_typer(audit.app, name="audit", rich_help_panel="Commands")
app.add_typer(keys.app, name="keys", rich_help_panel="Commands")
app.add_typer(agents.app, name="agents", rich_help_panel="Commands")
app.add_typer(memory.app, name="memory", rich_help_panel="Commands")
app.command("doctor", epilog=as_typed(doctor.EPILOG))(doctor.doctor)
app.command("plan", epilog=as_typed(plan.EPILOG))(plan.plan)
app.add_typer(fleet.app, name="fleet", rich_help_panel="Commands")
app.command("compile", epilog=as_typed(compile_command.EPILOG))(compile_command.compile)
app.command("deploy", epilog=as_typed(deploy.EPILOG))(deploy.deploy)


def version() -> str:
    return importlib.metadata.version("tenure")


def _print_version(is_wanted: bool) -> None:
    if is_wanted:
        sys.stdout.write(f"tenure {version()}\n")
        raise typer.Exit


@app.callback()
def _root(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and leave."
        ),
    ] = False,
) -> None:
    del version
    if context.invoked_subcommand in ("serve", "deploy"):
        for sentence in unknown_variables(os.environ, variables_of(context.command)):
            warn(sentence)


def in_our_words(error: typer.TyperException) -> str:
    """A switch is the one kind of value that Typer reads itself."""
    parameter: Any = getattr(error, "param", None)
    if getattr(parameter, "is_bool_flag", False):
        variable = parameter.envvar
        return f"Invalid value for {variable}: it must be 1 or 0, got {os.environ.get(variable)!r}."
    return error.format_message()


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code; failures become one sentence on stderr."""
    command = typer.main.get_command(app)
    try:
        result = command(args=arguments or ["--help"], prog_name=program(), standalone_mode=False)
    except typer.TyperException as error:
        complain(in_our_words(error))
        complain("`tenure --help` and `tenure COMMAND --help` list what there is.", label=None)
        return error.exit_code
    except (TenureError, CheckpointError) as error:
        complain(str(error))
        return 1
    except (typer.Abort, KeyboardInterrupt):
        complain("interrupted.", label=None)
        return 130
    except BrokenPipeError:  # `tenure models | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return result if isinstance(result, int) else 0


def main() -> None:
    sys.exit(run(sys.argv[1:]))
