"""Three packages with common names, in one distribution: what decision 0001 asks for."""

import ast
import importlib.metadata
import importlib.util
import pkgutil
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

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


def test_everything_but_the_cluster_imports_without_the_extras() -> None:
    """An import that only `dev`, `ray` or `hub` would satisfy breaks the plain installation."""
    modules = [
        module.name
        for package in PACKAGES
        for module in pkgutil.walk_packages([str(ROOT / package)], f"{package}.", onerror=lambda name: None)
        if not module.name.startswith("serving.cluster")
    ]
    program = f"""
import importlib, sys
for absent in ("hypothesis", "huggingface_hub", "pytest", "ray", "transformers"):
    sys.modules[absent] = None
for name in {modules!r}:
    importlib.import_module(name)
"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


@dataclass(frozen=True)
class Build:
    """A wheel of a checkout, and what building it printed."""

    checkout: Path
    names: set[str]
    output: str


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    directory = tmp_path_factory.mktemp("build")
    checkout = directory / "checkout"
    for name in (*PACKAGES, "tests", "benchmarks"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, checkout)
    command = [sys.executable, "-m", "pip", "-v", "wheel", "--no-deps", "-w", str(directory), str(checkout)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    (wheel,) = directory.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return Build(checkout, set(archive.namelist()), done.stdout)


@pytest.mark.slow
def test_the_wheel_has_every_source_that_the_kernels_are_built_from(build: Build) -> None:
    wanted = {
        str(path.relative_to(build.checkout))
        for package in PACKAGES
        for path in (build.checkout / package).rglob("*")
        if path.suffix in (".py", ".cpp", ".h", ".json")
    }
    assert any(name.endswith(".cpp") for name in wanted)
    assert wanted <= build.names
    assert not any(name.startswith(("tests/", "benchmarks/")) for name in build.names)


@pytest.mark.slow
def test_the_wheel_is_built_without_a_warning(build: Build) -> None:
    assert "Building wheel for tenure" in build.output
    assert "Warning" not in build.output
