"""A server goes on with what earlier versions have logged: see tests/data/logs/record.py.

By default with those that differ in kind, and with the newest in both databases. What the others have differs
from one of these only until it is migrated, which `sessions/test_migrations.py` compares row by row.
"""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import httpx
import numpy as np
import pytest
from sqlalchemy import MetaData, Row, create_engine, make_url, select

ENDED = ("completed", "incomplete", "failed", "cancelled")
LOGS = sorted(path.name for path in (Path(__file__).parents[2] / "data" / "logs").glob("*.sql"))
NEWEST = max(int(name.split(".")[0].split("_")[1]) for name in LOGS)
DEFAULT = {f"schema_{NEWEST}.postgresql.sql"} | {
    f"schema_{schema}.sqlite.sql"
    for schema in (1, 2, "2_of_runs", 3, NEWEST)  # without responses, without runs, with runs
}

pytestmark = pytest.mark.parametrize(
    "old_log",
    [pytest.param(name, marks=() if name in DEFAULT else pytest.mark.slow) for name in LOGS],
    indirect=True,
    scope="module",
)


@dataclass
class Upgraded:
    """What an old log had, and a client of a server that has taken it over."""

    rows: dict[str, list[Row]]
    http: httpx.Client
    url: str

    @property
    def interrupted(self):
        """The response that was under way."""
        return [row for row in self.rows["responses"] if row.status not in ENDED]


def read(url):
    """Table to its rows, in the order of their keys; no rows of tables that there are not."""
    engine, metadata = create_engine(url), MetaData()
    with engine.connect() as connection:
        metadata.reflect(connection)
        rows = {
            name: connection.execute(select(table).order_by(*table.primary_key.columns)).all()
            for name, table in metadata.tables.items()
        }
    engine.dispose()
    return defaultdict(list, rows)


@pytest.fixture(scope="module")
def upgraded(old_log, start_server, tmp_path_factory):
    with old_log() as url:
        rows = read(url)
        if url.startswith("sqlite"):
            served = start_server(Path(make_url(url).database).parent, "toy")
        else:
            served = start_server(tmp_path_factory.mktemp("data"), "toy", database_url=url)
        with served as server, server.http as http:
            yield Upgraded(rows, http, url)


def post(http, path, **body):
    answer = http.post(path, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def turn_of_response(rows, response):
    """The id of its turn, which was its own before there were steps; None where the log has none."""
    ids = [run.id for run in rows["runs"] if run.id == response.id]
    ids += [step.turn_id for step in rows["steps"] if step.run_id == response.id]
    return ids[0] if ids else None


def first_branch(rows, session_name):
    """The items of a session's oldest branch."""
    (session,) = [session for session in rows["sessions"] if session.name == session_name]
    branches = [branch for branch in rows["branches"] if branch.session_id == session.id]
    oldest = min(branches, key=lambda branch: branch.created_at)
    return [item for item in rows["items"] if item.branch_id == oldest.id]


def ids_of(rows):
    return np.frombuffer(b"".join(row.token_ids for row in rows), dtype="<i4").tolist()


def has_met_all(answer, items):
    return answer["session"]["matched_tokens"] == items[-1].end_seq and not answer["session"]["forked"]


def test_a_returning_turn_finds_its_messages(upgraded):
    rows, http = upgraded.rows, upgraded.http
    items = first_branch(rows, "talk")
    messages = [item.content for item in items]
    next_turn = [*messages, {"role": "user", "content": "Go on"}]
    answer = post(http, "/v1/chat/completions", messages=next_turn, session_id="talk", max_tokens=4)
    assert answer["session"]["matched_messages"] == len(messages) == 6
    assert has_met_all(answer, items)


def test_a_returning_turn_finds_its_text(upgraded):
    rows, http = upgraded.rows, upgraded.http
    items = first_branch(rows, "text")
    text = "".join(item.content for item in items)
    answer = post(http, "/v1/completions", prompt=text + " more", session_id="text", max_tokens=4)
    assert has_met_all(answer, items)


def test_a_returning_turn_finds_its_token_ids(upgraded):
    rows, http = upgraded.rows, upgraded.http
    items = first_branch(rows, "ids")
    spans = [span for span in rows["spans"] if span.branch_id == items[0].branch_id]
    prompt = [*ids_of(spans), 1, 2]
    answer = post(http, "/v1/completions", prompt=prompt, session_id="ids", max_tokens=4)
    assert has_met_all(answer, items)


def test_a_session_moves_to_another_name_by_its_file(upgraded):
    rows, http = upgraded.rows, upgraded.http
    packed = http.get("/v1/sessions/talk/export")
    assert packed.status_code == 200, packed.text
    answer = http.post("/v1/sessions/import", content=packed.content, params={"session_id": "copy"})
    assert answer.status_code in (200, 201), answer.text
    items = first_branch(rows, "talk")
    messages = [*(item.content for item in items), {"role": "user", "content": "Elsewhere"}]
    answer = post(http, "/v1/chat/completions", messages=messages, session_id="copy", max_tokens=4)
    assert answer["session"]["matched_messages"] == len(items)


def output_of(rows, response):
    items = [item for item in rows["response_items"] if item.response_id == response.id]
    return [item.item for item in items if item.is_output]


def test_responses_are_there_and_can_be_continued(upgraded):
    rows, http = upgraded.rows, upgraded.http
    for response in rows["responses"]:
        path = f"/v1/responses/{response.id}"
        if response.is_deleted:
            assert http.get(path).status_code == 404
        elif response.status in ENDED:
            shown = http.get(path).json()
            assert (shown["status"], shown["output"]) == (response.status, output_of(rows, response))
            after = post(
                http, "/v1/responses", input="Go on", previous_response_id=response.id, max_output_tokens=16
            )
            assert after["usage"]["input_tokens"] > shown["usage"]["total_tokens"]


def test_conversations_are_there_and_go_on(upgraded):
    rows, http = upgraded.rows, upgraded.http
    for conversation in rows["conversations"]:
        path = f"/v1/conversations/{conversation.id}"
        assert http.get(path).json()["metadata"] == {"topic": "migrations"}
        stored = [row.item for row in rows["conversation_items"]]
        assert http.get(f"{path}/items", params={"order": "asc"}).json()["data"] == stored
        post(http, "/v1/responses", input="Go on", conversation=conversation.id, max_output_tokens=16)
        items = http.get(f"{path}/items", params={"order": "asc"}).json()["data"]
        assert items[: len(stored)] == stored
        assert len(items) == len(stored) + 2


def turn_of(row):
    """A turn was called a run, and had the id of its response."""
    return row.turn_id if hasattr(row, "turn_id") else row.run_id


def test_a_turn_that_was_under_way_goes_on_from_its_tokens(upgraded):
    for response in upgraded.interrupted:
        turn_id = turn_of_response(upgraded.rows, response)
        if turn_id is not None:
            shown = wait_for(upgraded.http, response.id)
            assert shown["status"] in ("completed", "incomplete")
            told, made = (
                [row for row in rows["turn_tokens"] or rows["run_tokens"] if turn_of(row) == turn_id]
                for rows in (upgraded.rows, read(upgraded.url))
            )
            before, now = ids_of(told), ids_of(made)
            had_last = any(getattr(row, "finish_reason", None) for row in told)  # and lacked its end alone
            assert 0 < len(before) <= len(now) - (not had_last)
            assert len(now) == shown["usage"]["output_tokens"]
            assert now[: len(before)] == before


def test_a_response_without_its_turn_fails_and_says_why(upgraded):
    for response in upgraded.interrupted:
        if turn_of_response(upgraded.rows, response) is None:
            shown = wait_for(upgraded.http, response.id)
            assert shown["status"] == "failed"
            assert "the log has nothing to make it from" in shown["error"]["message"]


def test_a_session_whose_turn_was_under_way_goes_on(upgraded):
    messages = [{"role": "user", "content": "Interrupted"}]
    names = [response.session_name for response in upgraded.interrupted] or ["interrupted"]
    for name in names:
        answer = post(upgraded.http, "/v1/chat/completions", messages=messages, session_id=name, max_tokens=4)
        assert answer["session"]["matched_messages"] == 1


def wait_for(http, response_id):
    while (shown := http.get(f"/v1/responses/{response_id}").json())["status"] not in ENDED:
        time.sleep(0.02)
    return shown
