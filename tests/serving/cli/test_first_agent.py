"""The first agent of the front page, as a person runs it: its server is killed while it asks."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.serving.cli.test_terminal import Terminal

pytest.importorskip("mcp", reason="mcp is not installed: pip install 'tenure[agents]'")

ROOT = Path(__file__).parents[3]
TENURE = Path(sys.executable).parent / "tenure"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The files of the page."""
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    files = dict(re.findall(r"```\w+\n# (\w+\.\w+)\n(.*?)```", page, re.DOTALL))
    assert set(files) == {"notes.py", "servers.yaml", "agent.yaml"}
    for name, text in files.items():
        (tmp_path / name).write_text(text.replace(".venv/bin/python", sys.executable))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@contextmanager
def serving(port):
    """(URL, process)"""
    command = [TENURE, "serve", "--port", port, "--log-level", "warning", "--data-dir", "data"]
    command += ["--kv-memory", "64MiB", "--mcp-servers", "servers.yaml"]
    with subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True) as process:
        try:
            line = next((line for line in process.stdout if line.startswith("Serving ")), "")
            yield line.split(" at ")[1].strip(), process
        finally:
            process.kill()


@pytest.mark.slow  # on the toy's server: end_to_end/test_agents_command.py
def test_the_first_agent_goes_on_after_its_server_was_killed_while_it_asked(folder):
    program = "from serving.cli import main; main()"
    with ExitStack() as stack:
        with serving(0) as (url, server):
            agent = Terminal(program, "agents", "run", "agent.yaml", "--url", url)
            stack.callback(agent.close)
            agent.wait_for(r"Let it call notes\.write .*\? \[y/N\] ")
            server.send_signal(signal.SIGKILL)
            server.wait()
        with serving(url.rpartition(":")[2]):
            agent.press("y\n" * 5)  # it may ask again
            assert agent.wait() == 0
    assert "<- The note is written." in agent.shown
    calls = re.findall(r"^-> notes\.write (.*)$", agent.shown, re.MULTILINE)
    written = "".join(f"{json.loads(arguments)['text']}\n" for arguments in calls)
    assert (folder / "notes.txt").read_text() == written
