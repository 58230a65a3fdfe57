"""A client whose server keeps nothing has its tokens exactly: OpenAI's SDK, real servers, killed."""

import base64
import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import openai
import pytest

from benchmarks.forked_command import ForkedCommand

KEYS = {"ann": "key-of-ann", "bob": "key-of-bob"}
ASKED = {"model": "toy", "store": False, "include": ["reasoning.encrypted_content"], "temperature": 0}
TOOL = {"type": "function", "name": "look_up", "parameters": {"type": "object", "properties": {}}}


class Server:
    """`tenure serve toy`."""

    def __init__(self, url: str) -> None:
        self._url = url

    def sdk(self, tenant: str = "ann") -> openai.OpenAI:
        return openai.OpenAI(base_url=f"{self._url}/v1", api_key=KEYS[tenant], max_retries=0)

    def token_ids(self, session_id: str, tenant: str = "ann") -> list[int]:
        """Of the session's branch."""
        headers = {"authorization": f"Bearer {KEYS[tenant]}"}
        path = f"{self._url}/v1/sessions/{session_id}?include=token_ids"
        (branch,) = httpx.get(path, headers=headers, timeout=60).raise_for_status().json()["branches"]
        return [token_id for item in branch["items"] for token_id in item["token_ids"]]

    def metric(self, name: str) -> float:
        lines = httpx.get(f"{self._url}/metrics", timeout=60).text.splitlines()
        return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith(f"tenure:{name}"))


@contextlib.contextmanager
def killed_server(data_dir: Path) -> Iterator[Server]:
    variables = {name: value for name, value in os.environ.items() if not name.startswith("TENURE_")}
    keys = ",".join(f"{tenant}:{key}" for tenant, key in KEYS.items())
    arguments = ["serve", "toy", "--port", "0", "--seed", "0", "--data-dir", str(data_dir)]
    with ForkedCommand(arguments, {**variables, "TENURE_API_KEY": keys}) as server:
        serving = next(line for line in server.stdout if line.startswith("Serving "))
        yield Server(serving.strip().rpartition(" at ")[2])


def say(sdk: openai.OpenAI, history: list, text: str, **fields) -> openai.types.responses.Response:
    """One turn; the history then has it, as the SDK's own examples keep it."""
    history.append({"role": "user", "content": text})
    response = sdk.responses.create(**{**ASKED, "input": history, "max_output_tokens": 24, **fields})
    history += response.output
    return response


def carriers(response: openai.types.responses.Response) -> list[str]:
    items = (item for item in response.output if item.type == "reasoning")
    return [item.encrypted_content for item in items if item.encrypted_content is not None]


def without_carriers(history: list) -> list:
    return [item for item in history if getattr(item, "type", "message") != "reasoning"]


def in_session(name: str) -> dict:
    return {"extra_headers": {"x-session-id": name}}


@dataclass(frozen=True)
class Told:
    data_dir: Path
    history: list
    token_ids: list[int]


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> Told:
    """Two turns on a server that was killed then, and whose log is lost."""
    data_dir = tmp_path_factory.mktemp("data")
    history: list = []
    with killed_server(data_dir) as server, server.sdk() as sdk:
        for text in ("Hello", "More"):
            response = say(sdk, history, text, **in_session("s"))
            assert [item.type for item in response.output] == ["message", "reasoning"]
            assert len(carriers(response)) == 1
        ids = server.token_ids("s")
    (data_dir / "sessions.sqlite").unlink()
    return Told(data_dir, history, ids)


@pytest.fixture(scope="module")
def next_server(told) -> Iterator[Server]:
    """In the same place."""
    with killed_server(told.data_dir) as server:
        yield server


def test_a_server_whose_log_is_empty_goes_on_token_for_token(told, next_server):
    with next_server.sdk() as sdk:
        for session_id, given in (("with", told.history), ("without", without_carriers(told.history))):
            response = say(sdk, list(given), "And?", **in_session(session_id))
            assert "tenure:ignored_carriers" not in response.to_dict()
            goes_on = next_server.token_ids(session_id)[: len(told.token_ids)] == told.token_ids
            assert goes_on == (session_id == "with")  # the toy's replies are no text that gives their ids


def test_nothing_is_stored_and_nothing_computed_twice(told, next_server):
    with next_server.sdk() as sdk:
        history = list(told.history)
        first = say(sdk, history, "And now?")
        second = say(sdk, history, "And then?")
        assert second.usage.input_tokens_details.cached_tokens == first.usage.total_tokens - 1
        assert "tenure:ignored_carriers" not in second.to_dict()


def test_two_tenants_cannot_open_each_others(told, next_server):
    with next_server.sdk("bob") as sdk:
        before = next_server.metric("ignored_carriers_total")
        response = say(sdk, list(told.history), "And?", **in_session("s"))
        assert response.to_dict()["tenure:ignored_carriers"] == {"seal": 2}
        assert next_server.metric("ignored_carriers_total") == before + 2
        assert response.usage.input_tokens_details.cached_tokens == 0
        assert next_server.token_ids("s", "bob")[: len(told.token_ids)] != told.token_ids


def test_of_an_edited_history_only_what_comes_before_is_used(told, next_server):
    with next_server.sdk() as sdk:
        edited = [*told.history[:3], {"role": "user", "content": "Less"}, *told.history[4:]]
        response = say(sdk, edited, "And?")
        assert response.to_dict()["tenure:ignored_carriers"] == {"history": 1}


def test_a_call_is_carried_with_its_reply(next_server):
    history: list = []
    with next_server.sdk() as sdk:
        use = {"tools": [TOOL], "parallel_tool_calls": False, "max_output_tokens": 200}
        called = say(sdk, history, "Look up a word", **use, tool_choice="required")
        assert [item.type for item in called.output] == ["function_call", "reasoning"]
        output = {"type": "function_call_output", "call_id": called.output[0].call_id, "output": "a word"}
        history.append(output)
        told = say(sdk, history, "And?", **use)
        assert told.usage.input_tokens_details.cached_tokens == called.usage.total_tokens - 1


def test_a_stream_tells_the_carrier_as_its_last_item(next_server):
    with next_server.sdk() as sdk:
        asked = {**ASKED, "input": "Hello", "max_output_tokens": 24}
        with sdk.responses.create(**asked, stream=True) as stream:
            events = list(stream)
        done = [event for event in events if event.type == "response.output_item.done"]
        assert [(event.output_index, event.item.type) for event in done] == [(0, "message"), (1, "reasoning")]
        assert done[-1].item == events[-1].response.output[-1]
        assert done[-1].item.encrypted_content
        for fields in ({"include": []}, {"store": True}):
            response = sdk.responses.create(**{**asked, **fields})
            assert [item.type for item in response.output] == ["message"]


def test_another_server_needs_the_same_keys(start_server, tmp_path):
    """With a newer key above the old one it opens what the old one has sealed."""
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text(line_of(b"o" * 32))
    new.write_text(f"# this week's\n{line_of(b'n' * 32)}{line_of(b'o' * 32)}")
    history: list = []
    with start_server(tmp_path / "a", "toy", carrier_key_file=old) as first:
        say(first.sdk, history, "Hello")
    for name, key_file, ignored in (("b", new, None), ("c", None, {"key": 1})):
        with start_server(tmp_path / name, "toy", carrier_key_file=key_file) as other:
            response = say(other.sdk, list(history), "And?")
            assert response.to_dict().get("tenure:ignored_carriers") == ignored


def line_of(key: bytes) -> str:
    return base64.b64encode(key).decode() + "\n"
