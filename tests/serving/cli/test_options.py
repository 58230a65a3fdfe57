"""Flags and variables from the options of configs; what is wrong is said in our words."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
import typer
from typer.testing import CliRunner

from serving.cli.options import Given, Only, command
from serving.errors import StartupError
from serving.option import Option, check


@dataclass(frozen=True, slots=True, kw_only=True)
class Kitchen:
    num_plates: Annotated[int, Option("Plates.", flag="--plates", least=1, most=10)] = 4
    heat: Annotated[float, Option("Heat.", above=0)] = 1.5
    style: Annotated[Literal["fried", "boiled", "raw"], Option("How.")] = "fried"
    num_bytes: Annotated[int, Option("Size.", unit="size", least=1024)] = 2048
    guests: Annotated[tuple[str, ...], Option("Who.")] = ()
    cellar: Annotated[Path | None, Option("Where.", default="none")] = None
    has_salt: Annotated[bool, Option("Without salt.", flag="--no-salt", is_negated=True)] = True
    inner: int = 7

    def __post_init__(self) -> None:
        check(self)


def run(function: Any, *arguments: str, **variables: str) -> Any:
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(command(function))
    result = CliRunner().invoke(app, arguments, env=variables, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.return_value


def cook(kitchen: Given[Kitchen]) -> Kitchen:
    return kitchen.build()


def test_what_is_not_given_is_the_config_s_own_default():
    assert run(cook) == Kitchen()


def test_each_field_has_a_flag_of_its_name_or_of_its_option():
    given = run(
        cook, "--plates", "2", "--heat", "3", "--style", "raw", "--num-bytes", "2KiB", "--guests", "a,b",
        "--guests", "c", "--cellar", "/x", "--no-salt",
    )  # fmt: skip
    assert given == Kitchen(
        num_plates=2, heat=3.0, style="raw", guests=("a", "b", "c"), cellar=Path("/x"), has_salt=False
    )


def test_each_flag_has_its_variable_and_the_flag_wins():
    assert run(cook, TENURE_PLATES="3", TENURE_NO_SALT="1") == Kitchen(num_plates=3, has_salt=False)
    assert run(cook, "--plates", "5", TENURE_PLATES="3").num_plates == 5
    assert run(cook, TENURE_GUESTS="a,b").guests == ("a", "b")


def test_what_is_listed_may_have_blanks_in_it():
    """It may be a path. Commas separate, and lines where a variable has several."""
    assert run(cook, "--guests", "x=/a b/c.gguf", "--guests", "d").guests == ("x=/a b/c.gguf", "d")
    assert run(cook, TENURE_GUESTS="x=/a b/c.gguf, d\ne,").guests == ("x=/a b/c.gguf", "d", "e")


@pytest.mark.parametrize(
    ("flag", "text", "sentence"),
    [
        ("plates", "abc", "it must be a whole number, from 1 to 10, got 'abc'."),
        ("plates", "2.5", "it must be a whole number, from 1 to 10, got '2.5'."),
        ("plates", "11", "it must be from 1 to 10, got 11."),
        ("plates", "", "it must be a whole number, from 1 to 10, got ''."),
        ("heat", "warm", "it must be a number, more than 0, got 'warm'."),
        ("heat", "nan", "it must be more than 0, got nan."),
        ("style", "baked", "it must be fried, boiled or raw, got 'baked'."),
        ("num-bytes", "much", "'much' is not a size."),
        ("num-bytes", "1", "it must be at least 1024, got 1."),
    ],
)
def test_a_wrong_value_is_answered_with_where_it_came_from_and_what_it_must_be(
    flag: str, text: str, sentence: str
):
    with pytest.raises(typer.BadParameter) as caught:
        run(cook, f"--{flag}", text)
    assert caught.value.format_message().startswith(f"Invalid value for --{flag}: {sentence}")
    if text:
        variable = f"TENURE_{flag.upper().replace('-', '_')}"
        with pytest.raises(typer.BadParameter) as caught:
            run(cook, **{variable: text})
        assert caught.value.format_message().startswith(f"Invalid value for {variable}: {sentence}")


def test_a_command_may_take_some_fields_and_have_options_of_its_own():
    def serve(
        kitchen: Annotated[Given[Kitchen], Only("num_plates")],
        dish: Annotated[str, Option("What.", flag="DISH")] = "soup",
        quick: Annotated[bool, Option("Now.")] = False,
    ) -> tuple[Kitchen, str, bool]:
        return kitchen.build(inner=8), dish, quick

    assert run(serve, "stew", "--plates", "1", "--quick") == (Kitchen(num_plates=1, inner=8), "stew", True)
    assert run(serve) == (Kitchen(inner=8), "soup", False)
    with pytest.raises(typer.TyperException, match="No such option"):
        run(serve, "--heat", "3")


def test_what_the_config_refuses_for_another_reason_is_a_usage_error_too():
    def burn(kitchen: Given[Kitchen]) -> Kitchen:
        return kitchen.build(heat=-1.0)

    with pytest.raises(typer.BadParameter, match="heat must be more than 0, got -1"):
        run(burn)


def test_a_config_that_comes_another_way_is_held_to_the_same_limits():
    with pytest.raises(StartupError, match=r"num_plates must be from 1 to 10, got 0\."):
        Kitchen(num_plates=0)
    with pytest.raises(StartupError, match=r"style must be fried, boiled or raw, got 'cold'\."):
        Kitchen(style="cold")
