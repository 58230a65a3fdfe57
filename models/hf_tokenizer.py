"""A Tokenizer from the files of a Hugging Face directory."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tokenizers
from tokenizers import AddedToken

from models.errors import CheckpointError
from models.tokenizer import Tokenizer, mark_special, set_special_affixes, turn_enders

TOKENIZER_FILE = "tokenizer.json"
CONFIG_FILE = "tokenizer_config.json"
SPECIAL_TOKENS = ("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token")


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object; empty where there is no such file. Raises CheckpointError where it is damaged."""
    if not path.is_file():
        return {}
    try:
        content = json.loads(path.read_text("utf-8"))
    except ValueError as exc:
        raise CheckpointError(f"{path}: the file is no JSON ({exc}). Get it again.") from exc
    if not isinstance(content, dict):
        raise CheckpointError(f"{path}: the file must hold a JSON object. Get it again.")
    return content


def hf_tokenizer(
    directory: Path,
    *,
    eos_token_ids: Iterable[int] = (),
    bos_token_id: int | None = None,
    template: str | None,
) -> Tokenizer:
    """`eos_token_ids`: of config.json and generation_config.json; `template`: the chat template's source.

    Raises: CheckpointError naming the file.
    """
    path = directory / TOKENIZER_FILE
    backend = _backend(path)
    config = read_json(directory / CONFIG_FILE)
    _add_missing_tokens(backend, config)
    special = special_tokens(directory)
    mark_special(backend, (token for token in special.values() if backend.token_to_id(token) is not None))
    bos, eos = _affix(backend, special.get("bos_token")), _affix(backend, special.get("eos_token"))
    if "add_bos_token" in config or "add_eos_token" in config:
        set_special_affixes(
            backend,
            bos=bos if config.get("add_bos_token") else None,
            eos=eos if config.get("add_eos_token") else None,
        )
    enders = {*eos_token_ids, *turn_enders(backend, template)}
    if eos is not None and (template is not None or not enders):
        enders.add(eos[1])
    return Tokenizer(
        backend, bos_token_id=bos[1] if bos else bos_token_id, eos_token_ids=enders, file=str(path)
    )


def special_tokens(directory: Path) -> dict[str, str]:
    """`bos_token`, `eos_token` and so on, by name, as a chat template may use them."""
    config = read_json(directory / "special_tokens_map.json") | read_json(directory / CONFIG_FILE)
    named = {name: _content(config.get(name)) for name in SPECIAL_TOKENS}
    return {name: token for name, token in named.items() if token}


def _content(token: Any) -> str | None:
    """A token is a string, or an object that has one."""
    content = token.get("content") if isinstance(token, dict) else token
    return content if isinstance(content, str) else None


def _backend(path: Path) -> tokenizers.Tokenizer:
    if not path.is_file():
        raise CheckpointError(
            f"{path}: the file is missing. Save the tokenizer in the fast format, as {TOKENIZER_FILE}, or "
            "use a GGUF."
        )
    try:
        return tokenizers.Tokenizer.from_file(str(path))
    except Exception as exc:  # the library raises plain Exception
        raise CheckpointError(
            f"{path}: the file cannot be read as a tokenizer ({exc}). Get it again."
        ) from exc


def _add_missing_tokens(backend: tokenizers.Tokenizer, config: dict[str, Any]) -> None:
    """Tokens that were added after tokenizer.json was written stand only in tokenizer_config.json."""
    added = config.get("added_tokens_decoder")
    if not isinstance(added, dict):
        return
    for _, token in sorted(added.items(), key=lambda item: int(item[0])):
        content = _content(token)
        if content is not None and backend.token_to_id(content) is None:
            flags = {
                key: bool(token.get(key, False))
                for key in ("single_word", "lstrip", "rstrip", "normalized", "special")
            }
            add = backend.add_special_tokens if flags["special"] else backend.add_tokens
            add([AddedToken(content, **flags)])


def _affix(backend: tokenizers.Tokenizer, token: str | None) -> tuple[str, int] | None:
    token_id = None if token is None else backend.token_to_id(token)
    return None if token is None or token_id is None else (token, token_id)
