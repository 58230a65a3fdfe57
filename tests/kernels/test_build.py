from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kernels import build
from kernels.build import BuildError, unavailable_reason

needs_compiler = pytest.mark.skipif(unavailable_reason() is not None, reason="no C++ compiler here")

ONE_CALL = (
    "import torch; from kernels.silu_mul.cpu import silu_mul; from kernels.capabilities import capabilities;"
    "print(silu_mul(torch.zeros(1, 2)).item(), capabilities().chosen_isa)"
)


@pytest.fixture
def empty_cache(tmp_path, monkeypatch) -> Path:
    """An empty cache, to be filled with one instruction set: all the others take seconds each."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(build, "ISA_FLAGS", {"scalar": ()})
    return tmp_path / "tenure" / "kernels"


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


@needs_compiler
def test_the_first_build_shows_its_progress_and_the_second_is_already_there(empty_cache):
    steps: list[tuple[str, int, int]] = []
    path = build.build(lambda *step: steps.append(step))
    assert path.parent.parent == empty_cache
    assert [num_done for _, num_done, _ in steps] == list(range(1, steps[-1][2] + 1))
    assert sorted(each.name for each in path.parent.iterdir()) == [build.LIBRARY_NAME]

    seen = len(steps)
    assert build.build(lambda *step: steps.append(step)) == path
    assert len(steps) == seen


@needs_compiler
def test_an_image_built_with_a_compiler_runs_without_one(empty_cache, monkeypatch):
    path = build.build()
    monkeypatch.setenv("CXX", "no-such-compiler")
    assert build.unavailable_reason() is None
    assert build.build() == path


def test_without_a_compiler_the_reason_says_what_to_do(empty_cache, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CXX", raising=False)
    with pytest.raises(BuildError, match=r"No C\+\+ compiler .* apt install g\+\+\) or set CXX"):
        build.build()


def test_a_wrong_cxx_is_named(empty_cache, monkeypatch):
    monkeypatch.setenv("CXX", "no-such-compiler")
    with pytest.raises(BuildError, match="'no-such-compiler', which CXX names"):
        build.build()


@needs_compiler
def test_a_failed_build_shows_the_compilers_words_and_leaves_nothing_behind(empty_cache, monkeypatch):
    monkeypatch.setattr(build, "COMMON_SOURCES", ("native/no_such_source.cpp",))
    with pytest.raises(BuildError, match="no_such_source"):
        build.build()
    assert not [each for each in empty_cache.iterdir() if each.is_dir()]


def test_without_a_compiler_torch_does_the_work_and_a_warning_says_so(tmp_path):
    result = run(ONE_CALL, CXX="no-such-compiler", XDG_CACHE_HOME=str(tmp_path))
    assert result.stdout.split() == ["0.0", "torch"]
    assert "The fast kernels are not there" in result.stderr


@pytest.mark.parametrize("name", ["scalar", "torch"])
def test_the_environment_chooses_the_instruction_set(name):
    if name != "torch" and unavailable_reason() is not None:
        pytest.skip("no C++ compiler here")
    assert run(ONE_CALL, TENURE_KERNEL_ISA=name).stdout.split() == ["0.0", name]


def test_an_unknown_instruction_set_is_refused_with_the_choices():
    assert "must be auto, torch or one of amx, " in run(ONE_CALL, TENURE_KERNEL_ISA="mmx").stderr


@needs_compiler
def test_a_cache_that_cannot_be_written_is_named(empty_cache):
    empty_cache.parent.mkdir()
    empty_cache.write_text("a file where the folder should be")
    with pytest.raises(BuildError, match=r"cannot be written: .*Make room there, or set XDG"):
        build.build()


@needs_compiler
def test_without_a_cache_torch_does_the_work_and_a_warning_says_so(tmp_path):
    (tmp_path / "tenure").write_text("a file where the folder should be")
    result = run(ONE_CALL, XDG_CACHE_HOME=str(tmp_path))
    assert result.stdout.split() == ["0.0", "torch"]
    assert "cache cannot be written" in result.stderr


STOPPED_BUILD = """
import signal, sys
from kernels import build
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
print("ready", flush=True)
build.build()
"""


@needs_compiler
@pytest.mark.parametrize("wanted", [signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_stopped_leaves_no_compiler_running(tmp_path, wanted):
    process = subprocess.Popen(
        [sys.executable, "-c", STOPPED_BUILD],
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    while not commands_that_name(tmp_path):
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(wanted)
    _, said = process.communicate(timeout=60)  # the whole build takes minutes
    assert process.returncode == (143 if wanted == signal.SIGTERM else -signal.SIGINT)
    assert "Exception ignored" not in said
    assert commands_that_name(tmp_path) == []
    assert list((tmp_path / "tenure" / "kernels").glob("*/")) == []


def commands_that_name(folder: Path) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes().replace(b"\0", b" ").decode()
        except OSError:  # it has ended
            continue
        if str(folder) in command:
            found.append(command)
    return found
