"""Log lines: an event name, then fields, on one line whatever a client put into them."""

import json
import logging
import re

import pytest

from serving.logs import JsonFormatter, TextFormatter, configure, get_logger


def line(formatter: logging.Formatter, caplog: pytest.LogCaptureFixture) -> str:
    return formatter.format(caplog.records[-1])


@pytest.fixture(autouse=True)
def everything(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")


def test_a_line_is_time_level_logger_event_and_fields(caplog):
    get_logger("serving.kv").info("session_evicted", session_id="s1", num_blocks=12, idle_s=40.123456789)
    text = line(TextFormatter(), caplog)
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INFO serving\.kv session_evicted "
        r"session_id=s1 num_blocks=12 idle_s=40\.1235",
        text,
    )


def test_a_value_cannot_forge_a_line(caplog):
    get_logger("x").warning("refused", path='/a b"\n2026 INFO x fine')
    text = line(TextFormatter(), caplog)
    assert "\n" not in text
    assert text.endswith(r'path="/a b\"\n2026 INFO x fine"')


def test_json_lines_hold_the_fields_as_they_are(caplog):
    get_logger("x").error("failed", count=3, path="/ö\n", where=object)
    entry = json.loads(line(JsonFormatter(), caplog))
    assert (entry["level"], entry["logger"], entry["event"]) == ("error", "x", "failed")
    assert (entry["count"], entry["path"], entry["where"]) == (3, "/ö\n", "<class 'object'>")


def test_an_exception_brings_its_traceback(caplog):
    try:
        raise ValueError("why")
    except ValueError:
        get_logger("x").exception("failed", step=1)
    assert line(TextFormatter(), caplog).splitlines()[-1] == "ValueError: why"
    assert "ValueError: why" in json.loads(line(JsonFormatter(), caplog))["exception"]


def test_lines_of_other_libraries_are_formatted_too(caplog):
    logging.getLogger("another.library").info("Started %s", "now")
    assert line(TextFormatter(), caplog).endswith("INFO another.library Started now")


def test_an_unknown_level_is_refused():
    with pytest.raises(ValueError, match="must be one of critical, error, warning, info, debug, got 'loud'"):
        configure("loud")


@pytest.mark.parametrize("as_json", [False, True])
def test_configure_sends_lines_to_standard_error(capsys, as_json):
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers = []
    try:
        configure("warning", json=as_json)
        get_logger("x").info("too_quiet")
        get_logger("x").warning("loud_enough")
    finally:
        root.handlers = handlers
        root.setLevel(level)
    out, err = capsys.readouterr()
    assert out == ""
    assert "loud_enough" in err
    assert "too_quiet" not in err
    assert err.startswith("{") == as_json
