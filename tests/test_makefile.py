"""The Makefile where something is missing, and what it installs for whom; nothing is installed here."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What `make` looks at before it runs anything, in a folder that may be emptied."""
    (tmp_path / "infra").mkdir()
    for name in ("Makefile", "pyproject.toml", "infra/constraints.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def make(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *arguments],
        cwd=checkout,
        env={"PATH": os.environ["PATH"], "HOME": str(checkout / "home"), **environment},
        capture_output=True,
        text=True,
    )


def a_python(checkout: Path, body: str) -> str:
    path = checkout / "a-python"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return str(path)


def test_without_python_it_says_what_to_install(checkout: Path) -> None:
    done = make(checkout, "serve", "PYTHON=no-such-python")
    assert done.returncode != 0
    assert "there is no no-such-python here" in done.stdout
    assert "apt install python3-venv" in done.stdout
    assert "not found" not in done.stdout + done.stderr


def test_an_old_python_is_named_with_its_version(checkout: Path) -> None:
    python = a_python(checkout, 'if [ "$1" = --version ]; then echo Python 3.9.2; else exit 1; fi')
    done = make(checkout, "serve", f"PYTHON={python}")
    assert f"{python} is Python 3.9.2" in done.stdout


def test_without_venv_the_hint_is_all_there_is(checkout: Path) -> None:
    python = a_python(checkout, 'case "$2" in *ensurepip*) echo Traceback >&2; exit 1;; esac')
    done = make(checkout, "serve", f"PYTHON={python}")
    assert "apt install python3-venv" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_serving_installs_what_serving_needs_and_tests_the_rest(checkout: Path) -> None:
    serving, testing = (make(checkout, "-n", target).stdout for target in ("serve", "test"))
    assert "tenure serve --port 8000" in serving
    for extra in ("dev", "ray", "postgres", "s3"):
        assert extra not in installed_extras(serving)
        assert extra in installed_extras(testing)


def installed_extras(commands: str) -> set[str]:
    """Each from the exact versions."""
    lines = [line for line in commands.splitlines() if "pip" in line and " -e " in line]
    assert lines
    assert all("-c infra/constraints.txt" in line for line in lines)
    return {extra for line in lines for extra in line.partition("[")[2].partition("]")[0].split(",")}


def test_clean_says_what_it_leaves_and_clean_cache_removes_the_cache(checkout: Path) -> None:
    cache, data = checkout / "home/.cache/tenure", checkout / "home/.local/share/tenure"
    for folder in (cache, data):
        folder.mkdir(parents=True)
    said = make(checkout, "clean").stdout
    assert f"{cache} (" in said
    assert f"{data} (" in said
    assert cache.exists()
    assert make(checkout, "clean-cache").returncode == 0
    assert not cache.exists()
    assert data.exists()


def test_the_folders_may_be_elsewhere(checkout: Path) -> None:
    said = make(checkout, "clean", XDG_CACHE_HOME="/some/cache", TENURE_DATA_DIR="/some/data").stdout
    assert "/some/cache/tenure (" in said
    assert "/some/data (" in said
