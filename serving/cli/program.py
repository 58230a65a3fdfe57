"""How a person calls this program from where they are: `tenure`, or `.venv/bin/tenure`, say."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from functools import cache
from pathlib import Path

NAME = "tenure"
# A command as messages, hints and examples write it.
_COMMAND = re.compile(
    rf"\b{NAME}(?= (?:serve|chat|models|sessions|agents|doctor|plan|compile|deploy|COMMAND|--help)\b)"
)


@cache
def program() -> str:
    script = Path(sys.argv[0])
    if script.name != NAME:  # started by a test, or as a module
        return NAME
    found = shutil.which(NAME)
    if found is not None and Path(found).resolve() == script.resolve():
        return NAME
    relative = os.path.relpath(script)
    if relative.startswith(".."):
        return shlex.quote(str(script))
    return shlex.quote(relative if "/" in relative else f"./{relative}")


def as_typed(text: str) -> str:
    """`text` with each command of ours as it can be typed here."""
    return _COMMAND.sub(lambda _: program(), text)
