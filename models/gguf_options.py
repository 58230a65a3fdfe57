"""The options of a GGUF's architecture: which are read, which change no result, and no others.

What llama.cpp reads for the architectures that are served here is read here. The rest of an architecture's
namespace, most of which it ignores, is refused by name, unless the value is the one that changes nothing:
whoever wrote a key meant something by it.
"""

from __future__ import annotations

from collections.abc import Collection

from models.keys import Keys

_READ = {
    "attention.head_count",
    "attention.head_count_kv",
    "attention.key_length",
    "attention.layer_norm_rms_epsilon",
    "attention.value_length",
    "block_count",
    "context_length",
    "embedding_length",
    "feed_forward_length",
    "rope.dimension_count",
    "rope.freq_base",
    "rope.scale_linear",
    "rope.scaling.attn_factor",
    "rope.scaling.factor",
    "rope.scaling.original_context_length",
    "rope.scaling.type",
    "vocab_size",
}
_WITHOUT_EFFECT = {  # on the tokens of these architectures
    "attention.layer_norm_epsilon",  # of LayerNorm; these have RMS norms
    "classifier.output_labels",
    "pooling_type",  # of embeddings
    "rope.scaling.finetuned",
    "tensor_data_layout",
}
_NEUTRAL: dict[str, tuple[object, ...]] = {  # values that say what is computed anyway; 1 equals 1.0 and True
    "attention.causal": (True,),
    "attention.clamp_kqv": (0,),
    "attention.max_alibi_bias": (0,),
    "attention.scale": (0,),
    "attn_logit_softcapping": (0,),
    "embedding_scale": (0, 1),
    "expert_count": (0,),
    "expert_used_count": (0,),
    "final_logit_softcapping": (0,),
    "hidden_activation": ("silu",),
    "logit_scale": (0, 1),
    "nextn_predict_layers": (0,),
    "residual_scale": (0, 1),
    "rope.scaling.yarn_attn_factor": (1,),
    "rope.scaling.yarn_beta_fast": (32,),
    "rope.scaling.yarn_beta_slow": (1,),
    "rope.scaling.yarn_ext_factor": (1,),
    "rope.scaling.yarn_log_multiplier": (0,),
    "swin_norm": (False,),
    "use_parallel_residual": (False,),
}
_SENTENCEPIECE_IDS = {"bos": (1,), "eos": (2,)}
_WINDOW = "attention.sliding_window"


def refuse_unread_options(keys: Keys, arch: str, also_read: Collection[str] = ()) -> None:
    """Raises: CheckpointError naming the first key of `arch` that would change results and is not read.

    `also_read`: by this architecture alone.
    """
    prefix = f"{arch}."
    for key, value in keys.values.items():
        option = key.removeprefix(prefix)
        if option == key or value is None or option in _READ | _WITHOUT_EFFECT | set(also_read):
            continue
        if option == _WINDOW:
            _refuse_narrow_window(keys, key, context_length=keys.positive(f"{prefix}context_length"))
        elif value not in _NEUTRAL.get(option, ()):
            raise keys.error(
                key,
                f"is {_short(value)}, and is not among the options of {arch} that are supported here; "
                "ignoring it could change the result. Use a file without it.",
            )


def _refuse_narrow_window(keys: Keys, key: str, *, context_length: int) -> None:
    if 0 < keys.integer(key) < context_length:
        raise keys.error(
            key,
            f"is {keys.integer(key)}, less than the context of {context_length} tokens; llama.cpp gives the "
            "layers of this architecture no window, so the file's result is uncertain. Use the Hugging Face "
            "checkpoint.",
        )


def special_token_ids(keys: Keys, which: str) -> tuple[int, ...]:
    """The ids of "bos", "eos", "eot" or "eom"; SentencePiece's own where its vocabulary does not say."""
    ids = keys.ids(f"tokenizer.ggml.{which}_token_id")
    is_sentencepiece = keys.values.get("tokenizer.ggml.model") == "llama"
    return ids or (_SENTENCEPIECE_IDS.get(which, ()) if is_sentencepiece else ())


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}..."
