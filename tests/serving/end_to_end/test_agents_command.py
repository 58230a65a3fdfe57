"""`tenure agents`: an agent of a file, whose functions are commands, on a real server."""

from __future__ import annotations

import json
import logging
import sys

import pytest
import yaml

from benchmarks.transcripts import calling, transcript
from serving.cli.app import run

DOUBLES = "import json, sys; print(2 * json.load(sys.stdin)['n'])"
FAILS = "import sys; sys.exit('There is no such number.')"


@pytest.fixture
def tenure(toy, capsys):
    """Runs a command against the toy's server: its exit code, stdout and stderr."""

    def tenure(*arguments):
        logging.disable(logging.INFO)  # of the server, which is in this process
        try:
            code = run(["agents", *map(str, arguments), "--url", toy.url])
        finally:
            logging.disable(logging.NOTSET)
        said = capsys.readouterr()
        return code, said.out, said.err

    return tenure


@pytest.fixture
def agent_file(tmp_path):
    def write(*replies, **fields):
        path = tmp_path / "agent.yaml"
        agent = {"model": "toy", "instructions": transcript(*replies), "input": "Go.", **fields}
        path.write_text(yaml.safe_dump(agent))
        return path

    return write


def doubling(code=DOUBLES):
    number = {"type": "object", "properties": {"n": {"type": "integer"}}}
    command = [sys.executable, "-c", code]
    return {"type": "function", "name": "double", "parameters": number, "command": command}


def session_of(out):
    return next(line for line in out.splitlines() if line.startswith("session ")).partition(" ")[2]


def test_an_agent_runs_and_its_function_is_a_command(tenure, agent_file):
    file = agent_file(calling(("double", {"n": 21})), "It is 42.", tools=[doubling()])
    code, out, err = tenure("run", file)
    assert (code, err) == (0, "")
    assert out.splitlines()[1:] == ['-> double {"n": 21}', "<- 42", "It is 42."]


def test_a_command_that_fails_is_told_to_the_agent(tenure, agent_file):
    file = agent_file(calling(("double", {"n": 1})), "So be it.", tools=[doubling(FAILS)])
    code, out, _ = tenure("run", file)
    assert code == 0
    assert out.splitlines()[-2:] == ["<- There is no such number.", "So be it."]


def test_a_session_goes_on_with_another_message_and_is_read_again(tenure, agent_file):
    file = agent_file("One.", "Two.")
    session = session_of(tenure("run", file)[1])
    assert tenure("run", file, "And?", "--session", session)[1].splitlines()[1:] == ["Two."]
    assert tenure("run", "--session", session)[1].splitlines()[1:] == ["One.", "Two."]
    events = [json.loads(line) for line in tenure("events", session, "--json")[1].splitlines()]
    assert [event["sequence_number"] for event in events] == list(range(len(events)))
    last = events[-1]["sequence_number"]
    assert events[-1]["type"] == "agent.session.idle"
    assert tenure("run", "--session", session, "--starting-after", last)[1].splitlines()[1:] == []
    shown = tenure("events", session, "--starting-after", last - 1)[1]
    assert shown.split() == [str(last), "agent.session.idle"]
    assert session in tenure("list", "--json")[1]


def test_events_are_printed_as_they_are(tenure, agent_file):
    lines = tenure("run", agent_file("Yes."), "--json")[1].splitlines()
    types = [json.loads(line)["type"] for line in lines]
    assert (types[0], types[-1]) == ("agent.session.created", "agent.session.idle")
    assert "agent.session.turn.output_text.delta" in types


def test_a_turn_that_fails_is_an_exit_code(tenure, agent_file):
    code, _, err = tenure("run", agent_file("word " * 50), "Go on.", "--yes")
    assert (code, err) == (0, "")
    code, _, err = tenure("run", agent_file("word " * 50, max_output_tokens=5))
    assert code == 1
    assert "output token limit" in err


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"instruction": "x"}, "there is no field `instruction`. Did you mean `instructions`?"),
        ({"tools": [{"type": "function", "name": "f"}]}, "the function f has no `command`"),
        ({"tools": [{**doubling(), "command": "double"}]}, "`tools.0`.command must be a list of words"),
        ({"mcp_servers": ["notes"]}, "`mcp_servers` must have names and values"),
        ({"mcp_servers": {"notes": None}}, 'names the server "notes", and --mcp-servers has none'),
        ({"tools": [{"type": "computer_use"}]}, "tools of type computer_use are not supported"),
        ({"input": 7}, "`input` must be a text, got 7"),
        ({"input": None}, "Say something to the agent"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tenure, agent_file, fields, sentence):
    code, out, err = tenure("run", agent_file("Yes.", **fields))
    assert code in (1, 2)
    assert out == ""
    assert sentence in err


def test_without_a_file_or_a_session_there_is_nothing_to_run(tenure):
    code, _, err = tenure("run")
    assert code == 2
    assert "Give a FILE with an agent, or a --session to go on with." in err


def test_what_the_server_does_not_know_is_said(tenure):
    for command in ("events", "approve"):
        code, _, err = tenure(command, "asession_none")
        assert code == 1
        assert "asession_none" in err


def test_a_server_that_is_not_there_is_named(capsys):
    assert run(["agents", "list", "--url", "http://127.0.0.1:9"]) == 1
    assert "No server answers at http://127.0.0.1:9." in capsys.readouterr().err
