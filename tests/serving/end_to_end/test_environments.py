"""Environments of agents' sessions with OpenAI's own client: real sandboxes, below a real server."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from openai import BadRequestError, ConflictError, HttpxBinaryResponseContent, NotFoundError, OpenAI
from openai.types.beta import AgentSessionEvent, AgentSessionItem
from pydantic import TypeAdapter

from benchmarks.forked_command import ForkedCommand
from benchmarks.transcripts import calling, transcript
from serving.api_keys import parse_keys
from serving.config import ApiConfig

HOSTED = {"type": "openai_hosted"}
INLINE = {"type": "inline", "path": "/workspace/x", "data": ""}
EVENT, ITEM = TypeAdapter(AgentSessionEvent), TypeAdapter(AgentSessionItem)

pytestmark = pytest.mark.usefixtures("sandboxes")


def shell(command, **arguments):
    return calling(("shell", {"command": command, **arguments}))


def python(code):
    return calling(("python", {"code": code}))


class Agent:
    """A session whose agent says these replies, one after the other, of a server."""

    def __init__(self, server, *replies, environment=HOSTED, **fields):
        self.server = server
        self.sessions = server.sdk.beta.agents.sessions
        agent = {"model": "toy", "instructions": transcript(*replies), **fields}
        self.begun = self.sessions.create(environment=environment, agent=agent)
        self.id = self.begun.id

    @property
    def environment_id(self):
        return self.begun.environment.id

    def send(self, text="Go on."):
        message = {"role": "user", "content": text}
        self.tell({"type": "agent.session.input.message", "input": [message]})

    def tell(self, event):
        self.sessions.events.create(self.id, events=[event])

    def ask(self, text="Go on."):
        """A turn. Its command, the last one if there are several."""
        self.send(text)
        self.until("idle")
        return self.commands[-1] if self.commands else None

    def until(self, status):
        wait_for(lambda: self.sessions.retrieve(self.id).status == status)

    @property
    def commands(self):
        items = list(self.sessions.items.list(self.id, order="asc"))
        for item in items:
            ITEM.validate_python(item.model_dump())
        return [item for item in items if item.type == "command_execution"]

    @property
    def events(self):
        with self.server.http as http:
            query = {"format": "json", "limit": 1000}
            found = http.get(f"/v1/agents/sessions/{self.id}/events", params=query).json()["data"]
        for event in found:
            EVENT.validate_python(event)
        return found

    @property
    def of_environment(self):
        prefix = "agent.session.environment."
        return [e["type"].removeprefix(prefix) for e in self.events if e["type"].startswith(prefix)]


def wait_for(condition, timeout_s=60):
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    return tmp_path_factory.mktemp("environments")


@pytest.fixture(scope="module")
def server(data_dir, start_server):
    with start_server(data_dir, "toy", environments="local", max_environments=2) as server:
        yield server


@pytest.fixture(scope="module")
def environments(server):
    return server.sdk.beta.agents.environments


# ---- commands -------------------------------------------------------------------------------------


def test_a_session_runs_commands_and_its_files_stay_from_turn_to_turn(server):
    agent = Agent(
        server,
        shell("echo one > notes; cat notes; exit 3"),
        "Noted.",
        python("print(open('notes').read() * 2)"),
        "Read.",
    )
    first = agent.ask()
    assert (first.command, first.cwd) == ("echo one > notes; cat notes; exit 3", "/workspace")
    assert (first.status, first.exit_code, first.output) == ("completed", 3, "one\n")
    assert first.duration_ms >= 0
    second = agent.ask()
    assert second.command == """python3 -c 'print(open('"'"'notes'"'"').read() * 2)'"""
    assert second.output == "one\none\n\n"
    assert agent.of_environment == ["ready", "connected"]
    assert agent.begun.environment.network.access == "disabled"


def test_commands_of_one_step_run_one_after_the_other(server):
    command = "test ! -e busy && touch busy && sleep 0.2 && rm busy"
    calls = [("shell", {"command": command})] * 3
    agent = Agent(server, calling(*calls), "Done.")
    agent.ask()
    assert [item.exit_code for item in agent.commands] == [0, 0, 0]


def test_a_command_that_takes_too_long_ends_with_all_that_it_began(server):
    agent = Agent(
        server,
        shell("echo begun; setsid sleep 600 & sleep 600", timeout_s=3),
        shell("ps -e -o args= | grep -c 'sleep 60[0]'"),
        "Done.",
    )
    agent.ask()
    late, after = agent.commands
    assert (late.status, late.output, late.error["type"]) == ("failed", "begun\n", "timeout")
    assert after.output == "0\n"


def test_output_beyond_the_bound_is_cut_and_says_so(server):
    command = Agent(server, shell("head -c 1000000 /dev/zero | tr '\\0' x"), "Done.").ask()
    assert command.output.startswith("x" * 65536 + "\n[The output has 1,000,000 bytes")


def test_cancelling_a_turn_kills_what_its_command_began(server):
    agent = Agent(
        server,
        shell("echo $$ > began; sleep 600 & sleep 600"),
        shell("ps -e -o args= | grep -c 'sleep 60[0]'"),
        "Done.",
    )
    agent.send()
    environments = server.sdk.beta.agents.environments
    wait_for(lambda: [file.path for file in environments.files.list(agent.environment_id)])
    agent.tell({"type": "agent.session.input.cancel"})
    agent.until("idle")
    assert agent.commands[0].error["type"] == "cancelled"
    assert agent.ask().output == "0\n"


def test_more_sandboxes_than_may_run_wait_for_each_other(server):
    agents = [Agent(server, shell("echo here > x; sleep 0.3; cat x"), "Done.") for _ in range(4)]
    for agent in agents:
        agent.send()
    for agent in agents:
        agent.until("idle")
        assert agent.commands[0].output == "here\n"


# ---- what is there at first -------------------------------------------------------------------------


def test_files_variables_and_setup_commands_are_there_before_the_first_command(server, environments):
    data = base64.b64encode(b"hello\n").decode()
    environment = HOSTED | {
        "files": [{"type": "inline", "path": "/workspace/in/data", "data": data}],
        "env": {"COLOUR": "blue"},
        "setup_commands": [
            {"command": "echo $COLOUR > colour"},
            {"command": "pwd > ../where", "cwd": "/workspace/in"},
        ],
    }
    agent = Agent(server, shell("cat in/data colour where"), "Done.", environment=environment)
    assert [(file.path, file.size_bytes) for file in agent.begun.environment.files] == [
        ("/workspace/in/data", 6)
    ]
    assert agent.ask().output == "hello\nblue\n/workspace/in\n"
    shown = environments.retrieve(agent.environment_id).model_dump_json()
    assert "blue" not in shown
    assert data not in shown


def test_a_setup_command_that_fails_is_told_and_nothing_runs(server, environments):
    environment = HOSTED | {"setup_commands": [{"command": "exit 9"}]}
    agent = Agent(server, shell("touch ran"), "Oh.", environment=environment)
    command = agent.ask()
    assert command.error["type"] == "sandbox_error"
    assert "setup_commands.0 did not end well (exit code 9)" in command.error["message"]
    assert agent.of_environment == ["ready", "connected", "failed"]
    assert list(environments.files.list(agent.environment_id)) == []


def test_set_up_commands_that_failed_are_run_again_before_the_next_command(server):
    environment = HOSTED | {"setup_commands": [{"command": "test -e tried || { touch tried; exit 9; }"}]}
    agent = Agent(server, shell("touch ran"), "Oh.", shell("ls"), "Done.", environment=environment)
    agent.ask()
    assert agent.ask().output == "tried\n"
    assert agent.of_environment == ["ready", "connected", "failed", "connected"]


def test_another_tenant_finds_no_environment_file_or_artifact(start_server, tmp_path):
    api = ApiConfig(api_keys=parse_keys(["alice:a", "bob:b"]))
    with (
        start_server(tmp_path, "toy", api, environments="local") as server,
        server.sdk_of("a") as alice,
        server.sdk_of("b") as bob,
    ):
        agent = Agent(SimpleNamespace(sdk=alice), shell("mkdir artifacts; echo mine > artifacts/x"), "Done.")
        agent.ask()
        (artifact,) = agent.sessions.artifacts.list(agent.id)
        mine, his = alice.beta.agents, bob.beta.agents
        file = {"type": "inline", "path": "/workspace/x", "data": ""}
        waiting = mine.environments.create(environment=HOSTED)
        for ask in (
            lambda: his.environments.retrieve(agent.environment_id),
            lambda: his.environments.files.list(agent.environment_id),
            lambda: his.environments.files.create(agent.environment_id, **file),
            lambda: his.sessions.create(
                environment=HOSTED | {"environment_id": waiting.id}, agent={"model": "toy"}
            ),
            lambda: his.sessions.artifacts.list(agent.id),
            lambda: his.sessions.artifacts.retrieve(artifact.id, session_id=agent.id),
            lambda: his.sessions.artifacts.delete(artifact.id, session_id=agent.id),
            lambda: his.sessions.delete(agent.id),
        ):
            with pytest.raises(NotFoundError):
                ask()
        assert list(his.environments.list()) == []
        contents = (
            f"/agents/environments/{agent.environment_id}/files/content?path=/workspace/artifacts/x",
            f"/agents/sessions/{agent.id}/artifacts/{artifact.id}/content",
        )
        for content in contents:
            with pytest.raises(NotFoundError):
                bob.get(content, cast_to=HttpxBinaryResponseContent)
            assert alice.get(content, cast_to=HttpxBinaryResponseContent).text == "mine\n"


def test_an_environment_may_be_made_before_its_session(server, environments):
    made = environments.create(environment=HOSTED | {"env": {"A": "b"}})
    environments.files.create(
        made.id, type="inline", path="/workspace/x", data=base64.b64encode(b"x").decode()
    )
    given = HOSTED | {"environment_id": made.id}
    agent = Agent(server, shell("cat x; echo $A"), "Done.", environment=given)
    assert agent.environment_id == made.id
    assert agent.ask().output == "xb\n"
    assert environments.retrieve(made.id).session_id == agent.id
    with pytest.raises(ConflictError, match="belongs to another session"):
        Agent(server, "No.", environment=given)
    assert made.id in [one.id for one in environments.list()]


def test_a_tenant_has_so_many_environments_and_a_session_without_one_is_not_begun(start_server, tmp_path):
    options = {"environments": "local", "max_tenant_environments": 1}
    with start_server(tmp_path, "toy", **options) as server:
        agents = server.sdk.beta.agents
        agent = Agent(server, "Done.")
        for make in (lambda: Agent(server, "No."), lambda: agents.environments.create(environment=HOSTED)):
            with pytest.raises(ConflictError, match="has 1 environments and may have 1") as refused:
                make()
            assert refused.value.code == "environment_limit_reached"
        assert [one.id for one in agents.sessions.list()] == [agent.id]
        agents.sessions.delete(agent.id)
        assert agents.environments.create(environment=HOSTED).status == "ready"


# ---- files and artifacts --------------------------------------------------------------------------


def test_files_go_in_and_out(server, environments):
    agent = Agent(
        server, shell("mkdir -p out && rev < in/word > out/word && ln -s /etc/passwd out/link"), "Done."
    )
    files = environments.files
    put = files.create(
        agent.environment_id,
        type="inline",
        path="/workspace/in/word",
        data=base64.b64encode(b"stressed").decode(),
    )
    assert (put.path, put.size_bytes) == ("/workspace/in/word", 8)
    agent.ask()
    assert [file.path for file in files.list(agent.environment_id, order="asc", limit=1)] == [
        "/workspace/in/word",
        "/workspace/out/word",
    ]
    assert [file.path for file in files.list(agent.environment_id, path="/workspace/out")] == [
        "/workspace/out/word"
    ]
    with server.http as http:
        content = f"/v1/agents/environments/{agent.environment_id}/files/content"
        assert http.get(content, params={"path": "/workspace/out/word"}).text == "desserts"
        for path in ("/workspace/out/link", "/workspace/none", "/workspace/out"):
            assert http.get(content, params={"path": path}).status_code == 404
        for path in ("/etc/passwd", "/workspace/../etc/passwd", "out/word"):
            refused = http.get(content, params={"path": path})
            assert refused.status_code == 400
            assert "below /workspace" in refused.json()["error"]["message"]


def test_what_a_turn_leaves_below_artifacts_is_published_once(server):
    agent = Agent(
        server,
        shell("mkdir artifacts; cd artifacts; echo 1 > a; echo 2 > b; ln -s /etc/passwd c; mkfifo d"),
        "First.",
        shell("echo 3 > artifacts/b"),
        "Second.",
        shell("rm -r artifacts"),
        "Third.",
    )
    artifacts = agent.sessions.artifacts
    for _ in range(3):
        agent.ask()
    found = list(artifacts.list(agent.id, order="asc"))
    told = [(one.path, artifacts.content(one.id, session_id=agent.id).read()) for one in found]
    published = [
        ("/workspace/artifacts/a", b"1\n"),
        ("/workspace/artifacts/b", b"2\n"),
        ("/workspace/artifacts/b", b"3\n"),
    ]
    assert told == published
    turns = [turn.id for turn in agent.sessions.turns.list(agent.id, order="asc")]
    assert [one.turn_id for one in found] == [turns[0], turns[0], turns[1]]
    assert artifacts.retrieve(found[0].id, session_id=agent.id) == found[0]
    artifacts.delete(found[0].id, session_id=agent.id)
    with pytest.raises(NotFoundError):
        artifacts.content(found[0].id, session_id=agent.id)
    assert len(list(artifacts.list(agent.id))) == 2


# ---- suspended, lost, ended -------------------------------------------------------------------------


def test_an_idle_environment_is_suspended_and_comes_back(start_server, tmp_path):
    with start_server(tmp_path, "toy", environments="local", environment_idle_s=0.2) as server:
        agent = Agent(
            server,
            shell("echo kept > x; chmod 700 x; ln -s x y; mkdir -m 500 d"),
            "Done.",
            shell("cat y; stat -c %a x d"),
            "Done.",
        )
        agent.ask()
        environments = server.sdk.beta.agents.environments
        wait_for(lambda: environments.retrieve(agent.environment_id).status == "suspended")
        folder = tmp_path / "environments" / agent.environment_id
        assert sorted(one.name for one in folder.iterdir()) == ["checkpoint.tar.gz", "prepared"]
        assert agent.ask().output == "kept\n700\n700\n"
        assert agent.of_environment[:3] == ["ready", "connected", "suspended"]


def test_files_outlive_the_server_and_lost_ones_are_told_of(start_server, tmp_path):
    with start_server(tmp_path, "toy", environments="local") as server:
        agent = Agent(server, shell("echo kept > x"), "Done.", shell("cat x"), "Done.", shell("ls"), "Done.")
        agent.ask()
    with start_server(tmp_path, "toy", environments="local") as server:
        agent.server, agent.sessions = server, server.sdk.beta.agents.sessions
        assert agent.ask().output == "kept\n"
    shutil.rmtree(tmp_path / "environments" / agent.environment_id)
    with start_server(tmp_path, "toy", environments="local") as server:
        agent.server, agent.sessions = server, server.sdk.beta.agents.sessions
        output = agent.ask().output
        assert output.startswith("[The files in /workspace were lost")
        assert "Reset 1." in output
        resets = [event for event in agent.events if event["type"] == "agent.session.environment.reset"]
        assert [event["reset_count"] for event in resets] == [1]
        assert server.sdk.beta.agents.environments.retrieve(agent.environment_id).reset_count == 1


def test_a_deleted_session_takes_its_files_along(server, data_dir, environments):
    agent = Agent(server, shell("echo x > x; sleep 600"), "Never.")
    agent.send()
    folder = data_dir / "environments" / agent.environment_id
    wait_for(lambda: (folder / "workspace" / "x").exists())
    agent.sessions.delete(agent.id)
    assert not folder.exists()
    with pytest.raises(NotFoundError):
        environments.retrieve(agent.environment_id)


class _Serving:
    """A server in a process of its own, which can be killed."""

    def __init__(self, data_dir):
        command = ["serve", "toy", "--port", "0", "--data-dir", str(data_dir), "--environments", "local"]
        self.process = ForkedCommand(command, os.environ)
        line = next(line for line in self.process.stdout if "http://" in line)
        self.url = "http://" + line.split("http://")[1].split()[0].rstrip("/").removesuffix("/v1")
        self.sdk = OpenAI(base_url=f"{self.url}/v1", api_key="none", timeout=60)

    @property
    def http(self):
        import httpx

        return httpx.Client(base_url=self.url, timeout=60)

    def kill(self):
        self.sdk.close()
        with self.process:
            self.process.kill()


@contextmanager
def serving(data_dir):
    server = _Serving(data_dir)
    try:
        yield server
    finally:
        server.kill()


def test_a_killed_server_ends_what_runs_and_does_not_run_it_again(tmp_path):
    with serving(tmp_path) as server:
        agent = Agent(server, shell("echo x >> times; sleep 987654"), "Done.", shell("cat times"), "Done.")
        agent.send()
        times = tmp_path / "environments" / agent.environment_id / "workspace" / "times"
        wait_for(times.exists)
    wait_for(
        lambda: (
            "987654" not in subprocess.run(("ps", "-e", "-o", "args="), capture_output=True, text=True).stdout
        )
    )
    with serving(tmp_path) as server:
        agent.server, agent.sessions = server, server.sdk.beta.agents.sessions
        agent.until("idle")
        (command,) = agent.commands
        assert (command.status, command.error["type"]) == ("incomplete", "unknown_outcome")
        assert agent.ask().output == "x\n"


# ---- templates --------------------------------------------------------------------------------------


def text_file(path, text):
    return {"type": "inline", "path": path, "data": base64.b64encode(text.encode()).decode()}


def test_sessions_begin_with_what_their_template_has_and_what_they_say_goes_before(server, environments):
    templates = environments.templates
    template = templates.create(
        name="Tea",
        env={"DRINK": "tea", "CUPS": "2"},
        files=[text_file("/workspace/notes/ada", "Ada likes tea.")],
        setup_commands=[{"command": "echo ready > set_up"}],
    )
    assert template.to_dict() == templates.retrieve(template.id).to_dict()
    (file,) = template.files
    assert (file.path, file.size_bytes) == ("/workspace/notes/ada", 14)
    assert "likes" not in template.to_json()
    hosted = HOSTED | {"environment_template_id": template.id}
    look = shell("cat notes/ada set_up; echo $DRINK $CUPS")
    whole = Agent(server, look, "Done.", environment=hosted)
    assert whole.ask().output == "Ada likes tea.ready\ntea 2\n"
    own = {"env": {"DRINK": "coffee"}, "files": None, "setup_commands": []}
    part = Agent(server, look, "Done.", environment=hosted | own).ask()
    assert part.output.endswith("coffee\n")
    assert "Ada likes tea." in part.output
    assert "ready" not in part.output
    assert environments.create(environment=hosted).files[0].path == file.path


def test_an_update_makes_a_version_and_each_may_be_named(server, environments):
    templates = environments.templates
    template = templates.create(name="First", env={"DRINK": "tea"}, files=[text_file("/workspace/x", "x")])
    changed = templates.update(template.id, name=None, files=None, env={"DRINK": "coffee"})
    assert (changed.name, changed.files, changed.created_at) == (None, [], template.created_at)
    assert [template.to_dict()["tenure:version"], changed.to_dict()["tenure:version"]] == [1, 2]
    old = templates.retrieve(template.id, extra_query={"version": 1})
    assert old.to_dict() == template.to_dict()
    said = []
    for version in ({}, {"tenure:template_version": 1}):
        hosted = HOSTED | {"environment_template_id": template.id} | version
        said.append(Agent(server, shell("echo $DRINK"), "Done.", environment=hosted).ask().output)
    assert said == ["coffee\n", "tea\n"]
    with pytest.raises(NotFoundError, match="of version 3"):
        Agent(server, "No.", environment=hosted | {"tenure:template_version": 3})
    listed = [one.id for one in templates.list(limit=1)]  # the pages of all
    assert listed[0] == template.id
    assert templates.delete(template.id).deleted
    assert template.id not in [one.id for one in templates.list()]
    with pytest.raises(NotFoundError) as gone:
        Agent(server, "No.", environment=hosted)
    assert gone.value.code == "environment_template_not_found"


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"network": {"access": "enabled"}}, "network.access"),
        ({"packages": {"npm": ["x"]}}, "packages.npm"),
        ({"skills": [{}]}, "skills"),
        ({"files": [{"type": "file_id", "file_id": "f"}]}, "files.0.type"),
        ({"files": [INLINE, INLINE | {"path": "/workspace/x/y"}]}, "files.1.path"),
        ({"env": {"A=B": "c"}}, "env"),
        ({"setup_commands": [{"command": "\0"}]}, "setup_commands.0.command"),
        ({"setup_commands": [{"command": "a"}, {"command": "a", "cwd": "/etc"}]}, "setup_commands.1.cwd"),
        ({"name": "x" * 257}, "name"),
    ],
)
def test_a_template_may_have_no_more_than_an_environment(environments, fields, param):
    with pytest.raises(BadRequestError) as refused:
        environments.templates.create(**fields)
    assert refused.value.param == param


# ---- what is refused --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"type": "local"}, "`environment.type` may be none or openai_hosted, got \"local\""),
        ({"type": "self_hosted", "workspace_directory": "/w"}, "`environment.type` is not supported"),
        (HOSTED | {"network": {"access": "enabled"}}, "`environment.network.access` is not supported"),
        (HOSTED | {"packages": {"python": ["x"]}}, "`environment.packages.python` is not supported"),
        (HOSTED | {"container_size": "small"}, "`environment.container_size` is not supported"),
        (HOSTED | {"desktop": {"enabled": True}}, "`environment.desktop.enabled` is not supported"),
        (HOSTED | {"skills": [{}]}, "`environment.skills` is not supported"),
        (HOSTED | {"tenure:template_version": 1}, "template_version` needs `environment_template_id`"),
        (HOSTED | {"files": [{"type": "file_id", "file_id": "f"}]}, "`environment.files.0.type` is not"),
        (HOSTED | {"files": [INLINE | {"data": "?"}]}, "`environment.files.0.data` must be"),
        (HOSTED | {"files": [INLINE | {"path": "/etc/x"}]}, "below /workspace"),
        (HOSTED | {"files": [INLINE | {"path": f"/workspace/{'x' * 256}"}]}, "names of at most 255 bytes"),
        (HOSTED | {"files": [INLINE, INLINE | {"path": "/workspace/x/y"}]}, "files.1.path` is below"),
        (HOSTED | {"env": {"A=B": "c"}}, "no variable can have"),
        (HOSTED | {"env": {"A": "\0"}}, "`environment.env.A` may have 100,000 bytes and no NUL"),
        (HOSTED | {"setup_commands": [{"command": "\0"}]}, "`environment.setup_commands.0.command` must not"),
        (HOSTED | {"setup_commands": [{"command": ""}]}, "`environment.setup_commands.0.command` must be"),
        (HOSTED | {"environment_id": "env_1", "env": {}}, "cannot be set of an environment that"),
    ],
)  # fmt: skip
def test_what_environments_have_not_is_refused_by_name(server, environment, message):
    with pytest.raises(BadRequestError) as refused:
        Agent(server, "No.", environment=environment)
    assert message in refused.value.message


def test_a_tool_whose_type_is_no_text_is_refused(toy):
    with pytest.raises(BadRequestError, match=r"tools\.0\.type` may be function"):
        Agent(toy, "No.", environment={"type": "none"}, tools=[{"type": []}])


def test_a_function_may_not_have_the_name_of_a_command(server):
    tool = {"type": "function", "name": "shell", "description": "Mine.", "parameters": {"type": "object"}}
    with pytest.raises(BadRequestError, match="may not be shell"):
        Agent(server, "No.", tools=[tool])


def test_a_server_without_environments_says_how_to_have_them(toy):
    with pytest.raises(BadRequestError, match="start it with --environments local") as refused:
        Agent(toy, "No.")
    assert refused.value.code == "environment_unavailable"


def test_a_server_that_cannot_have_them_says_so_and_runs_nothing(start_server, tmp_path, monkeypatch):
    monkeypatch.setattr("serving.agents.environments.local.PATH", str(tmp_path))
    with start_server(tmp_path, "toy", environments="local") as server:
        with pytest.raises(BadRequestError, match="there is no sh in") as refused:
            Agent(server, "No.")
        assert refused.value.code == "environment_unavailable"
        Agent(server, "Yes.", environment={"type": "none"}).ask()
