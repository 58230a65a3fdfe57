"""Ray, quiet and to itself."""

from __future__ import annotations

import importlib.util
import os
import warnings

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
os.environ["RAY_AUTH_MODE"] = "disabled"  # or Ray writes a token into the home directory
os.environ["OMP_NUM_THREADS"] = "1"

if importlib.util.find_spec("ray") is not None:
    with warnings.catch_warnings():
        # Ray 2.60's own models are written for an older pydantic; the warnings come with the import.
        warnings.filterwarnings("ignore", message="Using extra keyword arguments on `Field`")
        import ray.serve  # noqa: F401
