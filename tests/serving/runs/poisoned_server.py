"""`tenure` with a fault injected for tests: a sequence that reaches a position ends the process with SIGKILL.

python poisoned_server.py POSITION serve toy ...
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from serving.cli import main
from serving.engine.toy_runner import ToyRunner

POSITION = int(sys.argv.pop(1))
submit = ToyRunner.submit


def submit_or_die(self: ToyRunner, batch: Any) -> Any:
    if POSITION in batch.positions:
        os.kill(os.getpid(), signal.SIGKILL)
    return submit(self, batch)


ToyRunner.submit = submit_or_die  # type: ignore[method-assign]
main()
