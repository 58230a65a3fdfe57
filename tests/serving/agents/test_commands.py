"""What the model calls, what is run then, and what it reads of that."""

from __future__ import annotations

import json

import pytest

from serving.agents.commands import (
    InvalidCommand,
    command_of,
    command_output,
    command_tools,
    outcome_of,
    shown_command,
)
from serving.agents.environments.driver import MAX_COMMAND_BYTES, CommandResult, Limits

LIMITS = Limits(memory_bytes=2**20, disk_bytes=2**20, max_processes=4, command_s=10, max_output_bytes=8)


def test_a_shell_command_and_a_program_are_shown_as_they_could_be_typed():
    assert shown_command("shell", '{"command": "ls -l"}') == "ls -l"
    assert shown_command("python", '{"code": "print(1)"}') == "python3 -c 'print(1)'"


def test_what_is_no_call_is_shown_as_the_model_wrote_it():
    assert shown_command("shell", '{"command": ') == '{"command": '


def test_a_command_runs_in_the_machines_shell_with_the_sessions_variables():
    command = command_of("shell", {"command": "ls", "timeout_s": 3}, "bash", {"A": "b"}, LIMITS)
    assert (command.argv, command.timeout_s, command.env) == (("bash", "-c", "ls"), 3.0, {"A": "b"})


@pytest.mark.parametrize(("asked", "given"), [(None, 10.0), (99, 10.0), (0.5, 0.5)])
def test_a_command_takes_no_longer_than_the_server_allows(asked, given):
    arguments = {"code": "1"} | ({} if asked is None else {"timeout_s": asked})
    assert command_of("python", arguments, "sh", {}, LIMITS).timeout_s == given


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("ls", "no JSON object"),
        ({}, "`command` must be a string, not empty"),
        ({"command": ["ls"]}, "`command` must be a string, not empty"),
        ({"command": "a\0b"}, "NUL"),
        ({"command": "x" * (MAX_COMMAND_BYTES + 1)}, "100,001 bytes, and may have 100,000"),
        ({"command": "ls", "timeout_s": 0}, "above 0, got 0"),
        ({"command": "ls", "timeout_s": True}, "above 0, got True"),
    ],
)
def test_arguments_that_are_none_are_refused_in_words(arguments, message):
    with pytest.raises(InvalidCommand, match=message):
        command_of("shell", arguments, "sh", {}, LIMITS)


def test_the_tools_say_how_long_a_command_may_take():
    shell, python = command_tools(LIMITS)
    assert (shell.name, python.name) == ("shell", "python")
    assert shell.parameters["properties"]["timeout_s"]["maximum"] == 10
    json.dumps([shell.parameters, python.parameters])


def result(**fields):
    plain = {"exit_code": 0, "output": b"out\n", "num_output_bytes": 4, "duration_s": 0.25}
    return CommandResult(**plain | fields)


def told(**fields):
    outcome = outcome_of(result(**fields), LIMITS)
    return command_output({"output": outcome.output, "error": outcome.error, **outcome.fields})


def test_the_model_reads_the_output_and_the_code_of_one_that_failed():
    assert told() == "out\n"
    assert told(exit_code=4) == "out\n\n[exit code 4]"
    assert outcome_of(result(), LIMITS).fields == {"exit_code": 0, "duration_ms": 250}


def test_the_model_reads_why_a_command_was_ended():
    why = "Error: The command was ended after 0.2 s, with all that it had begun."
    assert told(exit_code=137, ended_by="timeout") == f"out\n\n{why}"
    for ending in ("memory", "disk", "lost"):
        assert "\nError: " in told(ended_by=ending)


def test_output_that_was_cut_says_so():
    cut = told(output=b"12345678", num_output_bytes=1000)
    assert cut == "12345678\n[The output has 1,000 bytes, and the first 8 of them are shown.]"


def test_bytes_that_are_no_text_are_replaced():
    assert told(output=b"\xff\n", num_output_bytes=2) == "\ufffd\n"
