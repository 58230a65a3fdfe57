"""A Tokenizer from the vocabulary that a GGUF's metadata holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tokenizers
from tokenizers import AddedToken, Regex, decoders, models, normalizers, pre_tokenizers

from models.errors import CheckpointError
from models.gguf_options import special_token_ids
from models.keys import Keys
from models.tokenizer import (
    DOCUMENT_ENDERS,
    TURN_ENDERS,
    Tokenizer,
    set_special_affixes,
    turn_enders,
)

_NORMAL, _UNKNOWN, _CONTROL, _USER_DEFINED = 1, 2, 3, 4  # values of tokenizer.ggml.token_type
# Control tokens by their text, also where a file has them as normal ones; so llama.cpp takes them.
_CONTROL_TEXTS = frozenset(TURN_ENDERS) - {"</s>"} | frozenset(DOCUMENT_ENDERS)
_BOUNDARY = "\u2581"
# Space behind Phi-3's whole tokens belongs to them, but for these. llama.cpp knows the file by its name, too.
_PHI3_NAMES = ("phi-3", "phi3")
_PHI3_PLAIN = ("<unk>", "<s>", "<|endoftext|>")

_OF_OTHER_KINDS = (
    "normalizer.lowercase",
    "normalizer.strip_accents",
    "precompiled_charsmap",
    "remove_extra_whitespaces",
    "suppress_tokens",
)
_GPT2_WORDS = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
_LLAMA3_WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_QWEN2_WORDS = _LLAMA3_WORDS.replace(r"\p{N}{1,3}", r"\p{N}")
_QWEN35_WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}"
    r"| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_TEKKEN_WORDS = (
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"
    r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"
    r"|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_CONTRACTION = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
_GPT4O_WORDS = (
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"
    + _CONTRACTION
    + r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"
    + _CONTRACTION
    + r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)


@dataclass(frozen=True, slots=True)
class PreTokenizer:
    """How text is cut before merging: `tokenizer.ggml.pre` names one."""

    words: tuple[str, ...] = ()  # regexes, each over what the one before made; (): GPT-2's own
    single_digits: bool = False
    nfc: bool = False
    ignore_merges: bool = False  # a word that is a token needs no merges to become it
    adds_bos: bool = False  # where the file does not say


_GPT2 = PreTokenizer()
_LLAMA3 = PreTokenizer((_LLAMA3_WORDS,), ignore_merges=True, adds_bos=True)
_QWEN2 = PreTokenizer((_QWEN2_WORDS,), nfc=True)
_GPT4O = PreTokenizer((_GPT4O_WORDS,))
_LLAMA3_MERGED = PreTokenizer((_LLAMA3_WORDS,))
_SINGLE_DIGITS = PreTokenizer(single_digits=True)
PRE_TOKENIZERS = {
    "default": PreTokenizer((r"[\p{P}$+<=>^~|]+", _GPT2_WORDS, r"\p{N}+", "[0-9]{3}")),
    "gpt-2": _GPT2,
    "phi-2": _GPT2,
    "olmo": _GPT2,
    "smollm": _SINGLE_DIGITS,
    "starcoder": _SINGLE_DIGITS,
    "refact": _SINGLE_DIGITS,  # Granite's
    "command-r": _SINGLE_DIGITS,
    "llama-bpe": _LLAMA3,
    "llama3": _LLAMA3,
    "llama-v3": _LLAMA3,
    "pixtral": _LLAMA3,
    "falcon3": _LLAMA3,
    "dbrx": _LLAMA3_MERGED,  # Phi-4's, OLMo 2's
    "smaug-bpe": _LLAMA3_MERGED,
    "gpt-4o": _GPT4O,  # gpt-oss's, Phi-4-mini's
    "llama4": _GPT4O,
    "kanana2": _GPT4O,
    "qwen2": _QWEN2,
    "deepseek-r1-qwen": _QWEN2,
    "stablelm2": PreTokenizer((_QWEN2_WORDS,)),
    "qwen35": PreTokenizer((_QWEN35_WORDS,), nfc=True),
    "tekken": PreTokenizer((_TEKKEN_WORDS,), ignore_merges=True, adds_bos=True),
}


def gguf_tokenizer(metadata: Mapping[str, Any], eos_token_ids: Iterable[int] = (), *, file: str) -> Tokenizer:
    """Raises: CheckpointError naming the key."""
    keys = Keys(metadata, file)
    _refuse_options(keys)
    kind = keys.text("tokenizer.ggml.model")
    if kind == "gpt2":
        pre = _pre_tokenizer(keys)
        backend, adds_bos = _byte_level(keys, pre), pre.adds_bos
    elif kind == "llama":
        backend, adds_bos = _sentencepiece(keys), True
    else:
        raise keys.error("tokenizer.ggml.model", f"is {kind!r}; supported are gpt2 and llama.")
    _add_whole_tokens(keys, backend)
    bos, eos = _affix(keys, "bos"), _affix(keys, "eos")
    set_special_affixes(
        backend,
        bos=bos if keys.flag("tokenizer.ggml.add_bos_token", adds_bos) else None,
        eos=eos if keys.flag("tokenizer.ggml.add_eos_token", False) else None,
    )
    return Tokenizer(
        backend,
        bos_token_id=bos[1] if bos else None,
        eos_token_ids={*eos_token_ids, *([eos[1]] if eos else []), *_enders(keys, backend)},
        file=file,
    )


def token_text(metadata: Mapping[str, Any], ids: Iterable[int | None]) -> str:
    """The first one's, as the file has it; empty where it has none."""
    tokens: Sequence[str] = metadata.get("tokenizer.ggml.tokens", ())
    first = next(iter(ids), None)
    return tokens[first] if first is not None and first < len(tokens) else ""


def _refuse_options(keys: Keys) -> None:
    for option in _OF_OTHER_KINDS:
        key = f"tokenizer.ggml.{option}"
        if keys.values.get(key):
            raise keys.error(key, "is an option of other kinds of vocabulary, and is not supported.")


def _pre_tokenizer(keys: Keys) -> PreTokenizer:
    name = keys.text("tokenizer.ggml.pre", "default")
    if name not in PRE_TOKENIZERS:
        raise keys.error("tokenizer.ggml.pre", f"is {name!r}; supported are {', '.join(PRE_TOKENIZERS)}.")
    return PRE_TOKENIZERS[name]


def _tokens(keys: Keys) -> dict[str, int]:
    tokens = keys.items("tokenizer.ggml.tokens", of=str)
    if not tokens:
        raise keys.error("tokenizer.ggml.tokens", "is empty.")
    ids: dict[str, int] = {}
    for token_id, token in enumerate(tokens):
        ids.setdefault(token, token_id)
    return ids


def _byte_level(keys: Keys, pre: PreTokenizer) -> tokenizers.Tokenizer:
    ids = _tokens(keys)
    own = {token: token for token in ids}
    # The first space separates, but never the first character: "  a" is (" ", "a").
    cuts = ((merge, merge.find(" ", 1)) for merge in keys.items("tokenizer.ggml.merges", of=str))
    halves = ((merge[:cut], merge[cut + 1 :]) for merge, cut in cuts)
    # Of the vocabulary's own strings: others would be twice as many, and leave holes in memory behind them.
    pairs = [(own.get(left, left), own.get(right, right)) for left, right in halves]
    backend = _bpe(keys, ids, pairs, ignore_merges=pre.ignore_merges)
    if pre.nfc:
        backend.normalizer = normalizers.NFC()
    steps: list[Any] = [pre_tokenizers.Digits(individual_digits=True)] if pre.single_digits else []
    steps += [pre_tokenizers.Split(Regex(words), behavior="isolated") for words in pre.words]
    steps.append(pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=not pre.words))
    backend.pre_tokenizer = pre_tokenizers.Sequence(steps)
    backend.decoder = decoders.ByteLevel()
    return backend


def _sentencepiece(keys: Keys) -> tokenizers.Tokenizer:
    ids = _tokens(keys)
    types = _types(keys)
    unknown = next((token for token, i in ids.items() if types[i] == _UNKNOWN), None)
    merges = _merges_by_score(keys, ids, types)
    backend = _bpe(keys, ids, merges, unk_token=unknown, fuse_unk=True, byte_fallback=True)
    has_prefix = keys.flag("tokenizer.ggml.add_space_prefix", True)
    spaces = normalizers.Replace(" ", _BOUNDARY)
    backend.normalizer = normalizers.Sequence(
        [normalizers.Prepend(_BOUNDARY), spaces] if has_prefix else [spaces]
    )
    backend.decoder = decoders.Sequence(
        [
            decoders.Replace(_BOUNDARY, " "),
            decoders.ByteFallback(),
            decoders.Fuse(),
            *([decoders.Strip(" ", 1, 0)] if has_prefix else []),
        ]
    )
    return backend


def _merges_by_score(keys: Keys, ids: dict[str, int], types: Sequence[int]) -> list[tuple[str, str]]:
    """SentencePiece joins the neighbours whose union scores best: each cut of a token into two is a merge.

    Text never merges into a control token or an unknown one.
    """
    scores = keys.items("tokenizer.ggml.scores", of=(int, float))
    if len(scores) != len(keys.items("tokenizer.ggml.tokens")):
        raise keys.error("tokenizer.ggml.scores", f"has {len(scores)} entries, not one per token.")
    ranked = []
    for token, token_id in ids.items():
        cuts = [(token[:i], token[i:]) for i in range(1, len(token))]
        is_text = types[token_id] not in (_UNKNOWN, _CONTROL)
        known = [cut for cut in cuts if is_text and cut[0] in ids and cut[1] in ids]
        ranked += [(-scores[token_id], ids[left], ids[right], left, right) for left, right in known]
    return [(left, right) for *_, left, right in sorted(ranked)]


def _bpe(
    keys: Keys, ids: dict[str, int], merges: list[tuple[str, str]], **options: Any
) -> tokenizers.Tokenizer:
    try:
        return tokenizers.Tokenizer(models.BPE(vocab=ids, merges=merges, **options))
    except Exception as exc:  # the library raises plain Exception for a merge of unknown tokens
        raise CheckpointError(
            f"{keys.file}: `tokenizer.ggml.merges` and `tokenizer.ggml.tokens` do not fit together ({exc}). "
            "Convert the model again."
        ) from exc


def _types(keys: Keys) -> Sequence[int]:
    """What each token is; all are text where the file does not say."""
    tokens = keys.items("tokenizer.ggml.tokens", of=str)
    if not keys.has("tokenizer.ggml.token_type"):
        return [_NORMAL] * len(tokens)
    types = keys.items("tokenizer.ggml.token_type", of=int)
    if len(types) != len(tokens):
        raise keys.error("tokenizer.ggml.token_type", f"has {len(types)} entries for {len(tokens)} tokens.")
    return [_CONTROL if t in _CONTROL_TEXTS else kind for t, kind in zip(tokens, types, strict=True)]


def _add_whole_tokens(keys: Keys, backend: tokenizers.Tokenizer) -> None:
    """Control tokens and the unknown one are special; user-defined ones are found whole, but are text."""
    tokens = [
        (token, kind)
        for token, kind in zip(keys.items("tokenizer.ggml.tokens"), _types(keys), strict=True)
        if token and kind in (_CONTROL, _UNKNOWN, _USER_DEFINED)
    ]
    takes_spaces = any(name in keys.text("general.name", "").lower() for name in _PHI3_NAMES)

    def whole(token: str, *, special: bool) -> AddedToken:
        rstrip = takes_spaces and token not in _PHI3_PLAIN
        return AddedToken(token, rstrip=rstrip, normalized=False, special=special)

    special = [whole(token, special=True) for token, kind in tokens if kind in (_CONTROL, _UNKNOWN)]
    backend.add_special_tokens(special)
    backend.add_tokens([whole(token, special=False) for token, kind in tokens if kind == _USER_DEFINED])


def _affix(keys: Keys, which: str) -> tuple[str, int] | None:
    key = f"tokenizer.ggml.{which}_token_id"
    ids = special_token_ids(keys, which)
    if not ids:
        return None
    tokens = keys.items("tokenizer.ggml.tokens")
    if ids[0] >= len(tokens):
        raise keys.error(key, f"is {ids[0]} and there are {len(tokens)} tokens.")
    return tokens[ids[0]], ids[0]


def _enders(keys: Keys, backend: tokenizers.Tokenizer) -> set[int]:
    """A GGUF names one EOS; like llama.cpp, take what ends a turn or a document by its name as well."""
    template = keys.text("tokenizer.chat_template", "")
    added = backend.get_added_tokens_decoder()
    documents = {i for i, token in added.items() if token.special and token.content in DOCUMENT_ENDERS}
    return turn_enders(backend, template) | (documents if template else set())
