"""The table in the README is the one of the result that is checked in."""

import json
from pathlib import Path

import pytest

from benchmarks.quality_report import COLUMNS, markdown

ROOT = Path(__file__).parents[2]
RESULT = json.loads((ROOT / "benchmarks/results/quality-smollm2.json").read_text(encoding="utf-8"))


def test_the_readme_has_the_table_of_the_checked_in_result() -> None:
    assert markdown(RESULT) in (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")


def test_a_table_has_one_line_for_each_configuration() -> None:
    lines = markdown(RESULT).splitlines()
    assert len(lines) == 2 + len(RESULT["rows"])
    assert {line.count(" | ") for line in lines} == {len(COLUMNS) - 1}


def test_one_row_is_the_reference_and_one_is_what_auto_means() -> None:
    assert [row["is_reference"] for row in RESULT["rows"]].count(True) == 1
    assert [row["is_auto"] for row in RESULT["rows"]].count(True) == 1


@pytest.mark.parametrize("row", RESULT["rows"], ids=lambda row: f"{row['weights']}/{row['kv']}")
def test_every_row_is_of_the_same_text(row) -> None:
    sizes = {name: RESULT["rows"][0][name]["num_tokens"] for name in ("all", "long")}
    assert {name: row[name]["num_tokens"] for name in sizes} == sizes
