"""Which instruction set Tenure's kernels use on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

_ASK = "from kernels import library; chosen = library.current(); print(chosen.name if chosen else 'torch')"


def kernel_isa(environment: Mapping[str, str]) -> str:
    """That of a server with these environment variables; `torch` where it has no built kernels.

    Asked of the library, for the server does not say; builds the kernels where that has not happened yet.
    Raises: CalledProcessError where TENURE_KERNEL_ISA names what this machine cannot run.
    """
    # -P: the checkout that the environment names, and not the one in the current directory.
    done = subprocess.run(
        [sys.executable, "-P", "-c", _ASK],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout.strip()
