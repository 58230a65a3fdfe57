"""Of a model that sees images too, the text's part: its configuration, and its tensors' names."""

from __future__ import annotations

from models.keys import Keys

# What names may begin with, and what they begin with where the text stands alone.
PREFIXES = {"model.language_model.": "model.", "language_model.": ""}
UNUSED_PREFIXES = (
    "model.vision_tower.",
    "vision_tower.",
    "model.multi_modal_projector.",
    "multi_modal_projector.",
)


def text_keys(keys: Keys) -> Keys:
    """Its `text_config`; the keys themselves where there is none.

    What the part does not say of tokens, the whole does; and a whole that is tied has no output projection,
    whatever its part says. Raises CheckpointError naming the key.
    """
    if not keys.has("text_config"):
        return keys
    text = keys.section("text_config")
    shared = {
        key: keys.values[key]
        for key in ("bos_token_id", "eos_token_id", "tie_word_embeddings", "quantization_config")
        if keys.has(key) and not text.has(key)
    }
    if keys.flag("tie_word_embeddings", False):
        shared["tie_word_embeddings"] = True
    return Keys({**text.values, **shared}, text.file, text.prefix)
