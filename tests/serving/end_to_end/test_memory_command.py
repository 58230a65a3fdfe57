"""`tenure memory` against a real server."""

from __future__ import annotations

import json

import pytest

from serving.cli.app import run


@pytest.fixture
def memory(toy, capsys):
    """Runs a command; gives its exit code, and what it printed on both streams."""

    def memory(*arguments):
        code = run(["memory", *arguments, "--url", toy.url])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    yield memory
    memory("forget", "--user", "cli-ada")


ADA = ("--user", "cli-ada")


def test_added_searched_listed_and_forgotten(memory):
    code, out, _ = memory("add", "Ada lives in Oslo", *ADA, "--expires-after", "30d")
    assert (code, out.split(maxsplit=1)[1]) == (0, "is added.\n")
    assert memory("add", "ada lives in OSLO", *ADA)[1] == f"{out.split()[0]} is confirmed.\n"
    old = out.split()[0]
    new, _, rest = memory("add", "Ada lives in Rome", *ADA)[1].partition(" ")
    assert rest == f"is added, and replaces {old}.\n"
    found = json.loads(memory("search", "Where does Ada live? Rome?", *ADA, "--json")[1])
    assert [(one["id"], one["text"]) for one in found] == [(new, "Ada lives in Rome")]
    assert "Ada lives in Rome" in memory("search", "Rome", *ADA)[1]
    listed = json.loads(memory("list", *ADA, "--replaced", "--json")[1])
    assert [(one["id"], one["replaced_by"]) for one in listed] == [(new, None), (old, new)]
    assert listed[1]["expires_after"] == {"anchor": "confirmed_at", "seconds": 30 * 24 * 3600}
    memory("add", "Ada likes tea", *ADA)
    assert "There are more: --after mem_" in memory("list", *ADA, "--limit", "1")[1]
    assert memory("forget", new)[:2] == (0, f"{new} is forgotten.\n")
    assert memory("forget", *ADA)[1] == "All 1 memories of cli-ada are forgotten.\n"


def test_what_is_wrong_is_told_in_a_sentence(memory):
    code, _, err = memory("add", "Hello!", *ADA)
    assert (code, "must be a statement" in err) == (1, True)
    code, _, err = memory("forget", "mem_0")
    assert (code, "There is no memory `mem_0`" in err) == (1, True)
    assert memory("forget")[0] == 2
    assert memory("forget", "mem_0", *ADA)[0] == 2
