"""A Tokenizer from the files of a Hugging Face directory.

tokenizer.json is read whole, its normaliser, pre-tokenizer, post-processor and decoder too. transformers 5
builds these anew for some classes (LlamaTokenizer, Qwen2Tokenizer, GPT2Tokenizer); here, as in its version 4,
the file says how the model was trained.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import tokenizers

from models.declared_tokens import CONFIG_FILE, STANDARD_NAMES, DeclaredTokens
from models.errors import CheckpointError
from models.keys import Keys, read_keys
from models.prefix_space import apply_prefix_space
from models.tokenizer import Tokenizer, mark_special, turn_enders

TOKENIZER_FILE = "tokenizer.json"


def hf_tokenizer(
    directory: Path,
    *,
    eos_token_ids: Iterable[int] = (),
    bos_token_id: int | None = None,
    template: str | None,
    vocab_size: int | None = None,
) -> Tokenizer:
    """`eos_token_ids`: of config.json and generation_config.json; `template`: the chat template's source;
    `vocab_size`: the model's.

    What is put around a raw prompt is tokenizer.json's post-processor's. `add_bos_token` and `add_eos_token`
    of tokenizer_config.json are for directories without that file; so transformers has it too.

    Raises: CheckpointError naming the file.
    """
    path = directory / TOKENIZER_FILE
    backend = _backend(path)
    config = read_keys(directory / CONFIG_FILE)
    _refuse_options(config)
    apply_prefix_space(backend, config, read_keys(directory / "config.json").text("model_type", ""))
    declared = DeclaredTokens.read(directory)
    declared.add_to(backend, vocab_size)
    texts = declared.texts()
    standard = [texts[name] for name in STANDARD_NAMES if name in texts]
    mark_special(backend, (text for text in standard if backend.token_to_id(text) is not None))
    bos, eos = (backend.token_to_id(texts[name]) if name in texts else None for name in STANDARD_NAMES[:2])
    enders = {*eos_token_ids, *turn_enders(backend, template)}
    if eos is not None and (template is not None or not enders):
        enders.add(eos)
    return Tokenizer(
        backend, bos_token_id=bos_token_id if bos is None else bos, eos_token_ids=enders, file=str(path)
    )


def _refuse_options(keys: Keys) -> None:
    if keys.flag("split_special_tokens", False):
        raise keys.error(
            "split_special_tokens",
            "is true: no special token would be recognised, nor a chat template's markup. Set it to false.",
        )


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
