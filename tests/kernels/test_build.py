from __future__ import annotations

import itertools
import os
import platform
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kernels import build, isa
from kernels.build import BuildError, unavailable_reason
from kernels.kv_blocks import KV_FORMATS
from kernels.linear.quantized import QUANTIZED_FORMATS
from kernels.parts import CORE, LORA, PARTS, Part, attention_part, weights_part

needs_compiler = pytest.mark.skipif(unavailable_reason("scalar") is not None, reason="no C++ compiler here")

OTHER = "other"  # a second part

ONE_CALL = (
    "import torch; from kernels.gated_mul.cpu import gated_mul; "
    "from kernels.capabilities import capabilities; "
    "print(gated_mul(torch.zeros(1, 2)).item(), capabilities().chosen_isa)"
)


@pytest.fixture
def empty_cache(tmp_path, monkeypatch) -> Iterator[Path]:
    """An empty cache, to be filled with what a few lines make: a whole library takes half a minute."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    sources = [tmp_path / f"{name}.cpp" for name in ("one", "two", "three")]
    for path in sources:
        path.write_text(f"int {path.stem}() {{ return 0; }}")
    one, two, three = map(str, sources)
    parts = {CORE: Part((one, two)), OTHER: Part((three,))}
    monkeypatch.setattr(build, "PARTS", parts)
    build._source_hash.cache_clear()
    yield tmp_path / "tenure" / "kernels"
    build._source_hash.cache_clear()


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def libraries(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.so"))


@needs_compiler
def test_the_first_build_shows_its_progress_and_the_second_is_already_there(empty_cache):
    steps: list[tuple[str, int, int]] = []
    path = build.build("scalar", progress=lambda *step: steps.append(step))[CORE]
    assert [(num_done, num_steps) for _, num_done, num_steps in steps] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert libraries(empty_cache) == [path]
    assert [each for each in empty_cache.iterdir() if each.is_dir()] == []

    seen = len(steps)
    assert build.build("scalar", progress=lambda *step: steps.append(step)) == {CORE: path}
    assert len(steps) == seen


@needs_compiler
def test_a_part_is_built_when_it_is_needed_first(empty_cache):
    core = build.build("scalar")[CORE]
    built_at = core.stat().st_mtime_ns
    both = build.build("scalar", (CORE, OTHER))
    assert libraries(empty_cache) == sorted([core, both[OTHER]])
    assert both[CORE] == core
    assert core.stat().st_mtime_ns == built_at


@needs_compiler
def test_one_instruction_set_is_built_at_a_time(empty_cache):
    first = build.build("scalar")[CORE]
    assert libraries(empty_cache) == [first]
    if platform.machine() == "x86_64":
        second = build.build("avx2")[CORE]
        assert libraries(empty_cache) == sorted([first, second])


def test_there_is_a_part_for_every_format():
    wanted = {weights_part(name) for name in ("float32", "bfloat16", *QUANTIZED_FORMATS)}
    wanted |= {attention_part(dtype, kv) for dtype in ("float32", "bfloat16") for kv in KV_FORMATS}
    assert set(PARTS) == {CORE, LORA, *wanted}


def test_each_instruction_set_has_what_the_next_one_has_and_more():
    names = list(isa.ISAS)
    assert names[-1] == "scalar"
    beside = isa.ISAS["avxvnni"]  # of processors without AVX-512
    chain = [each for each in isa.ISAS.values() if each is not beside]
    for better, worse in [*itertools.pairwise(chain), (beside, isa.ISAS["avx2"])]:
        assert set(better.features) > set(worse.features)
        assert set(better.flags) > set(worse.flags)
    assert isa.usable()[-1] == "scalar"
    assert [name for name in names if name in isa.usable()] == list(isa.usable())


@pytest.mark.parametrize(
    ("flags", "names"),
    [
        ("fpu sse2", ("scalar",)),
        ("avx2 fma", ("scalar",)),
        ("avx2 fma f16c", ("avx2", "scalar")),
        ("avx2 fma f16c avx_vnni", ("avxvnni", "avx2", "scalar")),
        ("avx2 fma f16c avx512f avx512bw avx512vl avx512dq avx512_bf16", ("avx512", "avx2", "scalar")),
    ],
)
def test_an_instruction_set_needs_all_of_its_features(monkeypatch, flags, names):
    monkeypatch.setattr(isa, "cpuinfo", {"flags": flags}.get)
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    assert isa.usable.__wrapped__() == names


def test_amx_needs_the_kernels_leave_as_well(monkeypatch):
    monkeypatch.setattr(isa, "cpuinfo", {"flags": " ".join(isa.ISAS["amx"].features)}.get)
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    for may, best in ((True, "amx"), (False, "avx512bf16")):
        monkeypatch.setattr(isa, "_may_use_amx", lambda may=may: may)
        assert isa.usable.__wrapped__()[0] == best


@needs_compiler
def test_a_compiler_that_does_not_know_an_instruction_set_is_named(empty_cache, monkeypatch):
    monkeypatch.setattr(build, "_understands", lambda compiler, flags: not flags)
    assert build.unavailable_reason("scalar") is None
    with pytest.raises(BuildError, match=r"does not know .*-mamx-tile .*Install a newer one"):
        build.build("amx")


@needs_compiler
def test_an_image_built_with_a_compiler_runs_without_one(empty_cache, monkeypatch):
    built = build.build("scalar", (CORE, OTHER))
    monkeypatch.setenv("CXX", "no-such-compiler")
    assert build.unavailable_reason("scalar") is None
    assert build.unavailable_reason("avx2") is not None
    assert build.build("scalar", (CORE, OTHER)) == built


@needs_compiler
def test_what_came_with_the_package_is_taken_before_anything_is_built(empty_cache, tmp_path, monkeypatch):
    monkeypatch.setattr(build, "BUNDLE", tmp_path / "built")
    monkeypatch.setattr(build, "of_this_architecture", lambda: ("scalar",))
    build.bundle(build.BUNDLE)
    monkeypatch.setenv("CXX", "no-such-compiler")
    bundled = build.build("scalar", (CORE, OTHER))
    assert sorted(bundled.values()) == sorted(build.BUNDLE.iterdir())
    assert libraries(empty_cache) == []


def test_without_a_compiler_the_reason_says_what_to_do(empty_cache, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CXX", raising=False)
    with pytest.raises(BuildError, match=r"No C\+\+ compiler .* apt install g\+\+\) or set CXX"):
        build.build("scalar")


def test_a_wrong_cxx_is_named(empty_cache, monkeypatch):
    monkeypatch.setenv("CXX", "no-such-compiler")
    with pytest.raises(BuildError, match="'no-such-compiler', which CXX names"):
        build.build("scalar")


@needs_compiler
def test_a_failed_build_shows_the_compilers_words_and_leaves_nothing_behind(empty_cache, monkeypatch):
    monkeypatch.setattr(build, "PARTS", {CORE: Part(("native/no_such_source.cpp",))})
    with pytest.raises(BuildError, match="no_such_source"):
        build.build("scalar")
    assert not [each for each in empty_cache.iterdir() if each.is_dir()]


def test_without_a_compiler_torch_does_the_work_and_a_warning_says_so(tmp_path):
    result = run(ONE_CALL, CXX="no-such-compiler", XDG_CACHE_HOME=str(tmp_path))
    assert result.stdout.split() == ["0.0", "torch"]
    assert "The fast kernels are not there" in result.stderr


@pytest.mark.parametrize("name", ["scalar", "torch"])
def test_the_environment_chooses_the_instruction_set(name):
    if name != "torch" and unavailable_reason(name) is not None:
        pytest.skip("no C++ compiler here")
    assert run(ONE_CALL, TENURE_KERNEL_ISA=name).stdout.split() == ["0.0", name]


def test_an_unknown_instruction_set_is_refused_with_the_choices():
    assert "must be auto, torch or one of amx, " in run(ONE_CALL, TENURE_KERNEL_ISA="mmx").stderr


@needs_compiler
def test_a_cache_that_cannot_be_written_is_named(empty_cache):
    empty_cache.parent.mkdir()
    empty_cache.write_text("a file where the folder should be")
    with pytest.raises(BuildError, match=r"cannot be written: .*Make room there, or set XDG"):
        build.build("scalar")


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
build.build("scalar")
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
    _, said = process.communicate(timeout=60)
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
