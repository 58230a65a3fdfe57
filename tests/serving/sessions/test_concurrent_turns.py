"""Several turns on one head, several processes on one file, and processes that die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture
def url(empty_url):
    return empty_url


def user(content):
    return {"role": "user", "content": content}


def assistant(content):
    return {"role": "assistant", "content": content}


def in_threads(*functions):
    results = [None] * len(functions)
    errors = []

    def run(index):
        try:
            results[index] = functions[index]()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(i,)) for i in range(len(functions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    return results


def test_of_two_turns_on_one_head_the_second_forks(client):
    client.turn([user("Hello")], "Hi")
    history = [user("Hello"), assistant("Hi")]
    from serving.principal import Principal
    from serving.request import ChatInput

    prepared = [
        client.log.prepare(Principal("ann"), "s", ChatInput((*history, user(word))), client.renderer)
        for word in ("left", "right")
    ]
    left, right = (client.log.open(p) for p in prepared)
    assert (left.match.forked, right.match.forked) == (False, True)
    assert left.branch_id != right.branch_id
    client.close(left, "L")
    client.close(right, "R")
    for word, reply in (("left", "L"), ("right", "R")):
        messages = [*history, user(word), assistant(reply), user("More")]
        turn = client.turn(messages)
        assert turn.token_ids == client.whole(messages)
        assert not turn.match.forked


def test_a_newer_turn_takes_the_branch_and_the_older_one_forks_at_its_end(client):
    older = client.open([user("Hello")])
    newer = client.open([user("Hello")])
    assert newer.branch_id == older.branch_id
    (newer_branch,) = client.close(newer, "new")
    (older_branch,) = client.close(older, "old")
    assert newer_branch == newer.branch_id
    assert older_branch != newer_branch
    for reply in ("new", "old"):
        messages = [user("Hello"), assistant(reply), user("More")]
        assert client.turn(messages).token_ids == client.whole(messages)


@pytest.mark.parametrize("is_new_session", [True, False])
def test_threads_on_one_session_never_fail_or_mix(client, is_new_session):
    history = []
    if not is_new_session:
        client.turn([user("Hello")], "Hi")
        history = [user("Hello"), assistant("Hi")]

    def run(word):
        messages = [*history]
        for i in range(3):
            messages.append(user(f"{word}{i}"))
            turn = client.turn(messages, f"reply to {word}{i}")
            assert turn.token_ids == client.whole(messages)
            messages.append(assistant(f"reply to {word}{i}"))
        return turn.branch_id

    branch_ids = in_threads(*(lambda word=word: run(word) for word in "abcd"))
    assert len(set(branch_ids)) == 4


def test_two_logs_on_one_file_see_each_other(open_log, new_client):
    one, two = new_client(open_log()), new_client(open_log())
    messages = []
    for i in range(3):
        for client in (one, two):
            messages.append(user(f"turn {i}"))
            turn = client.turn(messages, "ok")
            assert not turn.match.forked
            assert turn.match.num_matched_messages == len(messages) - 1
            assert turn.token_ids == client.whole(messages)
            messages.append(assistant("ok"))


def test_a_log_that_was_closed_goes_on(open_log, new_client):
    client = new_client(open_log())
    client.turn([user("Hello")], "Hi")
    client.log.close()
    again = new_client(open_log())
    turn = again.turn([user("Hello"), assistant("Hi"), user("More")])
    assert turn.match.num_matched_messages == 2


WRITER = """
import sys
sys.path.insert(0, {folder!r})
from conftest import Client, assistant, user
from serving.sessions.log import SessionLog

client = Client(SessionLog({url!r}), session={session!r})
messages = []
while len(messages) < {num_messages}:
    messages.append(user(f"{session} says {{len(messages)}}"))
    turn = client.open(messages)
    assert turn.token_ids == client.whole(messages)
    print("open", flush=True)
    if {hangs}:
        sys.stdin.read()
    client.close(turn, "ok")
    messages.append(assistant("ok"))
"""


def start_writer(url, *, session="s", num_messages=20, hangs=False):
    program = WRITER.format(
        folder=str(Path(__file__).parent), url=url, session=session, num_messages=num_messages, hangs=hangs
    )
    return subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_processes_write_to_one_new_file(url, open_log, new_client):
    writers = [start_writer(url, session=name) for name in ("one", "two")]
    for writer in writers:
        writer.communicate(timeout=120)
        assert writer.returncode == 0
    log = open_log()
    for name in ("one", "two"):
        (branch,) = new_client(log, session=name).branches()
        assert branch.num_messages == 20


def test_a_process_killed_in_mid_turn_leaves_its_input(url, open_log, new_client):
    writer = start_writer(url, hangs=True)
    assert writer.stdout.readline() == "open\n"
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    client = new_client(open_log())
    (branch,) = client.branches()
    assert branch.num_messages == 1
    turn = client.turn([user("s says 0")], "ok")
    assert turn.match.num_matched_messages == 1
    assert not turn.match.forked
    assert len(client.branches()) == 1
