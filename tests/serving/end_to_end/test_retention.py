"""What is not to be kept is in no file of the data directory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

SECRET = "xyzzyplugh"
SAY = {"max_output_tokens": 32, "temperature": 0}


def is_found(data_dir: Path):
    return any(SECRET.encode() in path.read_bytes() for path in data_dir.rglob("*") if path.is_file())


def say(server: Any, **fields: Any) -> Any:
    return server.sdk.responses.create(model="toy", input=f"The word is {SECRET}.", **SAY, **fields)


def test_a_response_that_is_not_stored_leaves_nothing(tmp_path, start_server):
    with start_server(tmp_path, "toy") as server:
        say(server, store=False)
        for _ in say(server, store=False, stream=True):
            pass
        kept = say(server, instructions="Keep this one.")
        assert is_found(tmp_path), "a stored one is found: the test can see"
        server.sdk.responses.delete(kept.id)
        say(server, store=False)
    assert not is_found(tmp_path)


def delete_response(server: Any):
    first = say(server)
    second = say(server, previous_response_id=first.id)
    server.sdk.responses.delete(first.id)
    server.sdk.responses.delete(second.id)


def delete_conversation(server: Any):
    conversation = server.sdk.conversations.create(
        items=[{"type": "message", "role": "user", "content": SECRET}]
    )
    response = say(server, conversation=conversation.id)
    server.sdk.conversations.delete(conversation.id)
    server.sdk.responses.delete(response.id)


def delete_session(server: Any):
    server.sdk.chat.completions.create(
        model="toy",
        messages=[{"role": "user", "content": SECRET}],
        max_tokens=32,
        extra_headers={"x-session-id": "s"},
    )
    with server.http as http:
        assert http.delete("/v1/sessions/s").status_code == 200


@pytest.mark.parametrize("say_and_delete", [delete_response, delete_conversation, delete_session])
def test_what_is_deleted_is_gone_from_the_files(tmp_path, start_server, say_and_delete):
    with start_server(tmp_path, "toy") as server:
        say_and_delete(server)
    assert list(tmp_path.glob("*.sqlite")), "there is a log to look into"
    assert not is_found(tmp_path)
