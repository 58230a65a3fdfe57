"""A result that says how it was made."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.machine import command_line, describe_machine, git_commit


def write_result(path: Path | None, module: str, **content: Any) -> None:
    """Print the content, and write it with command, commit and machine where a path is given."""
    print(json.dumps(content, indent=1))
    if path is None:
        return
    about = {
        "command": command_line(module, sys.argv[1:]),
        "commit": git_commit(),
        "machine": describe_machine(),
    }
    path.write_text(json.dumps({**about, **content}, indent=1) + "\n")
