"""Sessions that are drawn, and sessions that a trace has."""

import json

import numpy as np
import pytest

from serving.errors import StartupError
from serving.planning.fleet.sessions import DrawnSessions, TracedSessions, cut, read_trace
from serving.planning.workload import Script

DRAWN = DrawnSessions(turns=6, first_tokens=900, new_tokens=200, reply_tokens=100, gap_s=20, variation=0.8)


def test_drawn_sessions_have_the_means_that_were_asked_for():
    scripts = DRAWN.scripts(4000, 2.0, 10**9, 0)
    assert np.mean([s.num_turns for s in scripts]) == pytest.approx(6, rel=0.04)
    assert np.mean([s.new_tokens[0] for s in scripts]) == pytest.approx(900, rel=0.04)
    assert np.mean([t for s in scripts for t in s.new_tokens[1:]]) == pytest.approx(200, rel=0.04)
    assert np.mean([t for s in scripts for t in s.reply_tokens]) == pytest.approx(100, rel=0.04)
    assert np.mean([g for s in scripts for g in s.gap_s]) == pytest.approx(20, rel=0.04)
    assert scripts[-1].start_s == pytest.approx(2000, rel=0.05)


def test_without_variation_all_sessions_are_alike():
    scripts = DrawnSessions(3, 900, 200, 100, 20, 0.0).scripts(2, 1.0, 10**9, 0)
    assert [list(s.new_tokens) for s in scripts] == [[900, 200, 200]] * 2
    assert [list(s.gap_s) for s in scripts] == [[20.0] * 3] * 2


def test_another_rate_or_number_changes_no_session():
    few, many = DRAWN.scripts(10, 1.0, 8000, 3), DRAWN.scripts(50, 4.0, 8000, 3)
    for one, other in zip(few, many, strict=False):
        assert one.new_tokens == other.new_tokens
        assert one.start_s == pytest.approx(4 * other.start_s)


def test_a_session_ends_before_it_outgrows_the_model():
    script = Script(0.0, [100, 50, 50], [10, 10, 10], [1.0, 1.0, 1.0])
    assert cut(script, 229) == Script(0.0, [100, 50], [10, 10], [1.0, 1.0])
    assert cut(script, 230) == script
    assert cut(script, 60) == Script(0.0, [50], [10], [0.0])


def write(tmp_path, *rows):
    file = tmp_path / "trace.jsonl"
    file.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return file


def request(at_ms, num_input, num_output, *hash_ids):
    return {
        "timestamp": at_ms,
        "input_length": num_input,
        "output_length": num_output,
        "hash_ids": list(hash_ids),
    }


def test_requests_of_a_trace_that_go_on_from_each_other_are_a_session(tmp_path):
    file = write(
        tmp_path,
        request(0, 1100, 60, 0, 1, 2),
        request(500, 700, 20, 0, 9),  # the same system prompt, another session
        request(4000, 1500, 30, 0, 1, 3),  # goes on from the first: its whole blocks, 0 and 1
        request(9000, 1600, 40, 0, 1, 4, 5),
        request(9500, 300, 5, 11),
    )
    assert read_trace(file) == [
        Script(0.0, [1100, 340, 70], [60, 30, 40], [4.0, 5.0, 0.0]),
        Script(0.0, [700], [20], [0.0]),
        Script(0.0, [300], [5], [0.0]),
    ]
    drawn = TracedSessions(file).scripts(50, 1.0, 10**6, 0)
    assert {tuple(s.new_tokens) for s in drawn} == {(1100, 340, 70), (700,), (300,)}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{", "line 2: it is no JSON"),
        ([1], r"line 2: it must be an object, got \[1\]"),
        (request(-1, 5, 5), "line 2: `timestamp` must be milliseconds, got -1"),
        (request(True, 5, 5), "line 2: `timestamp` must be milliseconds, got True"),
        (request(3, 5, 5), "line 2: `timestamp` is 3, before 7 of the line above: sort it"),
        (request(8, 0, 5), "line 2: `input_length` must be at least 1, got 0"),
        (request(8, 5, "5"), "line 2: `output_length` must be at least 1, got '5'"),
        (request(8, 5, 5, "a"), r"line 2: `hash_ids` must be whole numbers, got \['a'\]"),
    ],
)
def test_a_line_that_is_no_request_is_refused(tmp_path, row, message):
    with pytest.raises(StartupError, match=message):
        read_trace(write(tmp_path, request(7, 5, 5, 1), row))


def test_a_trace_without_requests_is_refused(tmp_path):
    with pytest.raises(StartupError, match="has no requests"):
        read_trace(write(tmp_path))
    with pytest.raises(StartupError, match="cannot be read"):
        read_trace(tmp_path / "none")
