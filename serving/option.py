"""What people may set: one description per field, that flags, variables, checks and tables are made from.

A field of a config, or a parameter of a command, is an option if its type says so:
`max_queued: Annotated[int, Option("Sequences that may wait.", least=1)] = 256`.
"""

from __future__ import annotations

import inspect
from dataclasses import KW_ONLY, dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from serving.errors import StartupError

Unit = Literal["size", "memory", "duration"]  # 16MiB; that or a share of what is free, 40%; 12h


@dataclass(frozen=True, slots=True)
class Option:
    help: str  # one line
    _: KW_ONLY
    # None: the field's name with dashes. Without dashes: an argument. "": a config only has it.
    flag: str | None = None
    variable: str | None = None  # of the environment; None: the flag's. "": none
    panel: str | None = None  # of the command's help
    metavar: str | None = None
    least: float | None = None
    most: float | None = None
    above: float | None = None  # in place of `least`: not equal to it
    unit: Unit | None = None  # how its text is read; None: as the field's type says
    is_negated: bool = False  # the flag switches off
    default: str = ""  # in words, where it is no constant
    more: str = ""  # Markdown for the page, where the help has no room


@dataclass(frozen=True, slots=True)
class Setting:
    """An option with what its field says of it."""

    name: str
    option: Option
    kind: type  # of one value: str, int, float, bool, Path; tuple: made from several texts by its command
    choices: tuple[str, ...]
    is_list: bool
    default: Any  # None where there is none, or no constant
    is_required: bool

    @property
    def flag(self) -> str:
        return f"--{self.name.replace('_', '-')}" if self.option.flag is None else self.option.flag

    @property
    def is_argument(self) -> bool:
        return bool(self.flag) and not self.flag.startswith("-")

    @property
    def variable(self) -> str:
        """`--max-queue` is TENURE_MAX_QUEUE."""
        if self.option.variable is not None or not self.flag:
            return self.option.variable or ""
        return "TENURE_" + self.flag.strip("-").replace("-", "_").upper()

    @property
    def span(self) -> str:
        """What a value must be: `from 0 to 65535`, `auto or none`; empty for any."""
        option = self.option
        if self.choices:
            return in_words(self.choices)
        if option.above is not None:
            return f"more than {option.above}"
        if option.least is None:
            return ""
        return f"at least {option.least}" if option.most is None else f"from {option.least} to {option.most}"

    def allows(self, value: Any) -> bool:
        option = self.option
        if self.choices:
            return value in self.choices
        # A NaN is never where it should be.
        return (
            (option.least is None or value >= option.least)
            and (option.most is None or value <= option.most)
            and (option.above is None or value > option.above)
        )


@cache
def settings_of(owner: Any) -> tuple[Setting, ...]:
    """The options among the fields of a dataclass or model, or the parameters of a function, in order."""
    hints = get_type_hints(owner, include_extras=True)
    found = []
    for name, parameter in inspect.signature(owner).parameters.items():
        option = option_of(hints[name])
        if option is not None:
            kind, choices, is_list = _value_type(get_args(hints[name])[0])
            default, is_required = _constant(parameter.default), parameter.default is parameter.empty
            found.append(Setting(name, option, kind, choices, is_list, default, is_required))
    return tuple(found)


def option_of(annotation: Any) -> Option | None:
    if get_origin(annotation) is not Annotated:
        return None
    return next((item for item in get_args(annotation)[1:] if isinstance(item, Option)), None)


def check(config: Any) -> None:
    """Raises StartupError with the first field that is not what its option allows."""
    for setting in settings_of(config.__class__):
        value = getattr(config, setting.name)
        if value is not None and not setting.allows(value):
            raise StartupError(f"{setting.name} must be {setting.span}, got {value!r}.")


def in_words(choices: tuple[str, ...]) -> str:
    *others, last = choices
    return f"{', '.join(others)} or {last}" if others else last


def _value_type(annotation: Any) -> tuple[type, tuple[str, ...], bool]:
    """(type of one value, choices, whether there may be several)"""
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(part for part in get_args(annotation) if part is not NoneType)
    if get_origin(annotation) is Literal:
        return str, get_args(annotation), False
    if get_origin(annotation) is tuple:
        (item, *_) = get_args(annotation)
        return item if item is str else tuple, (), True
    return annotation, (), False


def _constant(default: Any) -> Any:
    return default if isinstance(default, str | int | float | bool) else None
