"""Three packages with common names, in one distribution: what decision 0001 asks for."""

import ast
import importlib.metadata
import importlib.util
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kernels.build import unavailable_reason
from kernels.isa import of_this_architecture
from serving.errors import StartupError
from serving.origins import PACKAGES, check_package_origins

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("package", PACKAGES)
def test_the_package_that_is_imported_is_ours(package: str) -> None:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).is_relative_to(ROOT)


def test_no_distribution_named_kernels_is_installed() -> None:
    with pytest.raises(importlib.metadata.PackageNotFoundError):
        importlib.metadata.version("kernels")
    check_package_origins()


def test_a_foreign_kernels_distribution_is_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    metadata = tmp_path / "kernels-0.10.0.dist-info" / "METADATA"
    metadata.parent.mkdir()
    metadata.write_text("Metadata-Version: 2.1\nName: kernels\nVersion: 0.10.0\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(StartupError, match="pip uninstall kernels"):
        check_package_origins()


def test_a_foreign_package_in_front_of_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kernels").mkdir()
    (tmp_path / "kernels" / "__init__.py").touch()
    program = "from serving.origins import check_package_origins as check; check()"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(ROOT)!r}]; {program}"],
        capture_output=True,
        text=True,
    )
    assert f"The package `kernels` is imported from {tmp_path}" in done.stderr


@pytest.mark.parametrize("package", PACKAGES)
def test_a_stranger_who_imports_one_of_them_runs_nothing(package: str) -> None:
    tree = ast.parse((ROOT / package / "__init__.py").read_text(encoding="utf-8"))
    assert [type(statement) for statement in tree.body] == [ast.Expr]
    assert ast.get_docstring(tree)


def test_the_version_stays_below_the_one_that_transformers_would_take_for_hugging_faces() -> None:
    assert re.fullmatch(r"0\.1\.\d+", PROJECT["version"])


def test_transformers_is_needed_by_tests_only() -> None:
    assert not any(name.startswith("transformers") for name in PROJECT["dependencies"])


def imports_at_once(statements: Iterable[ast.stmt]) -> Iterator[str]:
    """The top-level packages whose absence would keep a module with these statements from being imported."""
    for statement in statements:
        match statement:
            case ast.Import(names=names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.If(test=ast.Name(id="TYPE_CHECKING")):
                pass
            case ast.Try(
                handlers=[ast.ExceptHandler(type=ast.Name(id="ImportError" | "ModuleNotFoundError"))]
            ):
                pass
            case _:
                for field in ("body", "orelse", "finalbody"):
                    yield from imports_at_once(getattr(statement, field, []))


def test_everything_but_the_cluster_imports_without_the_extras() -> None:
    """An import that only `dev`, `ray` or `hub` would satisfy breaks the plain installation."""
    extras = {"hypothesis", "huggingface_hub", "pytest", "ray", "transformers"}
    paths = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    needed = {
        path.relative_to(ROOT).as_posix(): extras & set(imports_at_once(ast.parse(path.read_bytes()).body))
        for path in paths
    }
    assert needed["serving/cluster/app.py"] == {"ray"}, "they are seen"
    assert {
        path for path, names in needed.items() if names and not path.startswith("serving/cluster/")
    } == set()


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy, because building leaves things behind."""
    checkout = tmp_path_factory.mktemp("build") / "checkout"
    for name in (*PACKAGES, "tests", "benchmarks"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE", "Makefile"):
        shutil.copy(ROOT / name, checkout)
    return checkout


@dataclass(frozen=True)
class Build:
    """A wheel, and what building it printed."""

    wheel: Path
    names: set[str]
    output: str


def run(*command: object, **options: Any) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **options,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def built(directory: Path, output: str) -> Build:
    (wheel,) = directory.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return Build(wheel, set(archive.namelist()), output)


@pytest.fixture(scope="module")
def plain(checkout: Path) -> Build:
    directory = checkout.parent / "plain"
    output = run(sys.executable, "-m", "pip", "-v", "wheel", "--no-deps", "-w", directory, checkout)
    return built(directory, output)


@pytest.fixture(scope="module")
def with_kernels(checkout: Path) -> Build:
    output = run("make", "wheel", f"PIP={sys.executable} -m pip -v", "-o", ".venv/bin/pip", cwd=checkout)
    return built(checkout / "dist", output)


@pytest.mark.slow
def test_the_wheel_has_every_source_that_the_kernels_are_built_from(checkout: Path, plain: Build) -> None:
    wanted = {
        str(path.relative_to(checkout))
        for package in PACKAGES
        for path in (checkout / package).rglob("*")
        if path.suffix in (".py", ".cpp", ".h", ".json", ".html", ".css", ".js", ".png")
    }
    assert any(name.endswith(".cpp") for name in wanted)
    assert wanted <= plain.names
    assert not any(name.startswith(("tests/", "benchmarks/")) for name in plain.names)
    assert plain.wheel.name.endswith("-py3-none-any.whl")


@pytest.mark.slow
def test_the_wheel_is_built_without_a_warning(plain: Build) -> None:
    assert "Building wheel for tenure" in plain.output
    assert "Warning" not in plain.output


@pytest.mark.slow
@pytest.mark.timeout(1200)  # all instruction sets are compiled
@pytest.mark.skipif(unavailable_reason("amx") is not None, reason="no compiler for all instruction sets")
def test_a_wheel_with_kernels_needs_no_compiler_where_it_is_installed(
    checkout: Path, plain: Build, with_kernels: Build, tmp_path: Path
) -> None:
    libraries = with_kernels.names - plain.names
    assert {Path(name).name.partition("-")[0] for name in libraries} >= set(of_this_architecture())
    assert "-py3-none-manylinux_" in with_kernels.wheel.name
    assert "Warning" not in with_kernels.output

    venv = tmp_path / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", venv)
    (site,) = venv.glob("lib/python*/site-packages")
    run(sys.executable, "-m", "pip", "install", "--no-deps", "--target", site, with_kernels.wheel)
    program = "from kernels import isa, library; print(library.current().name, isa.usable()[0])"
    bare = {"PATH": "/nowhere", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    chosen, best = run(venv / "bin/python", "-c", program, cwd=tmp_path, env=bare).split()
    assert chosen == best
    assert not (tmp_path / "cache").exists()
