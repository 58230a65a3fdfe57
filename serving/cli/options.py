"""A command's flags, made from the options of its parameters and of the configs it takes."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar, get_args, get_origin, get_type_hints

import typer

from serving.cli.sizes import format_duration, format_exactly, parse_duration_s, parse_memory, parse_num_bytes
from serving.config import PANELS
from serving.errors import StartupError
from serving.option import Option, Setting, settings_of

DEFAULT_MODEL = "smollm2-135m"
UNITS: dict[str, Callable[[str], Any]] = {
    "size": parse_num_bytes,
    "memory": parse_memory,
    "duration": parse_duration_s,
}
METAVARS = {"size": "SIZE", "memory": "SIZE", "duration": "TIME"}
NUMBERS = {int: "a whole number", float: "a number"}
Config = TypeVar("Config")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Given(Generic[Config]):
    """What the command line and the environment say of a config; the rest has the config's own defaults."""

    config: Callable[..., Config]
    values: dict[str, Any]

    def build(self, **more: Any) -> Config:
        """The config with `more` in the place of what was given. What it refuses is a usage error here."""
        try:
            return self.config(**{**self.values, **more})
        except StartupError as error:
            raise typer.BadParameter(str(error)) from error


class Only:
    """Annotates a `Given`: these fields alone are flags of the command."""

    def __init__(self, *names: str) -> None:
        self.names = names


ClientKey = Annotated[
    str | None, Option("The key to send.", flag="--api-key", variable="TENURE_CLIENT_API_KEY", metavar="KEY")
]
JsonFlag = Annotated[bool, Option("Print JSON.", flag="--json")]


def command(function: Callable[..., Result]) -> Callable[..., Result]:
    """`function` as Typer takes it: a flag for each option of its parameters.

    A parameter that is an option itself is one flag. A `Given[Config]` is one for each option of the config;
    `Annotated[Given[Config], Only(...)]` takes some of them. A `typer.Context` stays what it is.
    """
    groups = {name: tuple(_settings(function, name)) for name in _hints(function)}

    def run(context: typer.Context, **raw: Any) -> Result:
        arguments: dict[str, Any] = {}
        for name, hint in _hints(function).items():
            values = {
                setting.name: value
                for setting in groups[name]
                if (value := read(setting, _raw(setting, raw, context), _said_as(setting, context)))
                is not None
            }
            config = _config_of(hint)
            if hint is typer.Context:
                arguments[name] = context
            elif config is None:
                arguments.update(values)  # the function has its own default for what was not given
            else:
                arguments[name] = Given(config, values)
        return function(**arguments)

    settings = sorted((setting for group in groups.values() for setting in group), key=_panel_number)
    context = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    signature = inspect.Signature([context, *map(_parameter, settings)])
    run.__name__, run.__doc__ = function.__name__, function.__doc__
    run.__annotations__ = {name: parameter.annotation for name, parameter in signature.parameters.items()}
    run.__signature__ = signature  # type: ignore[attr-defined]
    run.settings = settings  # type: ignore[attr-defined]
    return run


def _hints(function: Callable[..., Any]) -> dict[str, Any]:
    hints = get_type_hints(function, include_extras=True)
    hints.pop("return", None)
    return hints


def _config_of(hint: Any) -> Any:
    """The config of a `Given`; None for any other hint."""
    inner = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    return get_args(inner)[0] if get_origin(inner) is Given else None


def _settings(function: Callable[..., Any], name: str) -> Iterator[Setting]:
    """Those that the parameter `name` stands for."""
    hint = _hints(function)[name]
    config = _config_of(hint)
    if config is None:
        yield from (setting for setting in settings_of(function) if setting.name == name)
        return
    only = next((item.names for item in getattr(hint, "__metadata__", ()) if isinstance(item, Only)), None)
    for setting in settings_of(config):
        if setting.flag and (only is None or setting.name in only):
            yield setting


def _parameter(setting: Setting) -> inspect.Parameter:
    """As Typer takes it. A value arrives as text, for `read` to say in our words what is wrong with it."""
    option = setting.option
    more: dict[str, Any] = {
        "help": option.help,
        "envvar": setting.variable or None,
        "show_envvar": True,
        "rich_help_panel": option.panel,
    }
    kind: Any = list[str] if setting.is_list else str
    if setting.is_argument:
        info = typer.Argument(metavar=setting.flag, show_default=option.default or True, **more)
    elif setting.kind is bool:
        kind, info = bool, typer.Option(setting.flag, **more)
    else:
        metavar = option.metavar or metavar_of(setting)
        info = typer.Option(setting.flag, metavar=metavar, show_default=option.default or True, **more)
    if setting.is_required:
        default: Any = inspect.Parameter.empty
    elif setting.kind is bool:
        default = False
    else:
        kind, default = kind | None, default_text(setting)
    return inspect.Parameter(
        setting.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, info]
    )


def _panel_number(setting: Setting) -> int:
    """What is a command's own comes first."""
    return PANELS.index(setting.option.panel) if setting.option.panel in PANELS else -1


def metavar_of(setting: Setting) -> str | None:
    if setting.choices:
        return f"[{'|'.join(setting.choices)}]"
    return METAVARS[setting.option.unit] if setting.option.unit else "N" if setting.kind in NUMBERS else None


def default_text(setting: Setting) -> str | None:
    """As a person would write it: 16MiB."""
    default = setting.default
    if default is None:
        return None
    if setting.option.unit == "size":
        return format_exactly(default)
    if setting.option.unit == "duration":
        return format_duration(default)
    return f"{default:g}" if isinstance(default, float) else str(default)


def read(setting: Setting, raw: Any, said_as: str) -> Any:
    """The value of a flag or variable; None where it was not given. Raises typer.BadParameter."""
    if setting.kind is bool:
        return raw != setting.option.is_negated
    if raw is None or raw == []:
        return None
    if setting.is_list:
        return split_list(raw) if setting.kind is str else tuple(raw)
    if setting.option.unit:
        value = read_unit(setting, raw, said_as)
        is_allowed = setting.option.unit == "memory" or setting.allows(value)
    else:
        value = _plain(setting, raw, said_as)
        is_allowed = setting.allows(value)
    if not is_allowed:
        got = repr(raw) if setting.choices else raw
        raise bad_value(f"it must be {setting.span}, got {got}.", said_as)
    return value


def read_unit(setting: Setting, text: str, said_as: str) -> Any:
    assert setting.option.unit is not None
    try:
        return UNITS[setting.option.unit](text)
    except ValueError as error:
        raise bad_value(error, said_as) from error


def _plain(setting: Setting, text: str, said_as: str) -> Any:
    try:
        return setting.kind(text)
    except ValueError as error:
        what = ", ".join(filter(None, (NUMBERS[setting.kind], setting.span)))
        raise bad_value(f"it must be {what}, got {text!r}.", said_as) from error


def _raw(setting: Setting, raw: dict[str, Any], context: typer.Context) -> Any:
    """What was given. Typer cuts a variable's list at its blanks: it is read whole here."""
    is_variable = _said_as(setting, context) == setting.variable
    if setting.is_list and setting.kind is str and is_variable and setting.variable in os.environ:
        return [os.environ[setting.variable]]
    return raw[setting.name]


def _said_as(setting: Setting, context: typer.Context) -> str:
    """Where the value came from, as a person knows it: the flag, or its variable."""
    source = context.get_parameter_source(setting.name)
    return setting.variable if source is not None and source.name == "ENVIRONMENT" else setting.flag


def bad_value(error: Exception | str, said_as: str) -> typer.BadParameter:
    """A usage error (exit code 2) that names the flag or variable."""
    return typer.BadParameter(str(error), param_hint=said_as)


def split_list(texts: list[str]) -> tuple[str, ...]:
    """Repeated flags and comma-separated variables are one list. A path may have blanks in it."""
    items = (item.strip() for text in texts for item in text.replace("\n", ",").split(","))
    return tuple(item for item in items if item)
