import importlib.util
import os
import warnings
from pathlib import Path

import pytest

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"

if importlib.util.find_spec("ray") is not None:
    with warnings.catch_warnings():
        # Ray 2.60's own models are written for an older pydantic; the warnings come with the import.
        warnings.filterwarnings("ignore", message="Using extra keyword arguments on `Field`")
        import ray.serve  # noqa: F401

ROOT = Path(__file__).parents[2]


@pytest.fixture
def infra() -> Path:
    return ROOT / "infra"
