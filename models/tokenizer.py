"""Text to token ids and back, over the `tokenizers` library."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

import tokenizers
from tokenizers import AddedToken, processors

from models.errors import CheckpointError

# Tokens that end a turn, by the text that models of these families give them.
TURN_ENDERS = ("<|im_end|>", "<|eot_id|>", "<|eom_id|>", "<|end|>", "<end_of_turn>", "<|endoftext|>", "</s>")
DOCUMENT_ENDERS = ("<|endoftext|>", "<|end_of_text|>")
_WORD_BOUNDARY = "\u2581"  # how SentencePiece spells a space


class Tokenizer:
    """One model's vocabulary. Thread-safe: nothing changes after birth."""

    def __init__(
        self,
        backend: tokenizers.Tokenizer,
        *,
        bos_token_id: int | None = None,
        eos_token_ids: Iterable[int] = (),
        file: str = "the tokenizer",
    ) -> None:
        # A limit from training would cut prompts without a word.
        backend.no_truncation()
        backend.no_padding()
        self._backend = backend
        self._added = backend.get_added_tokens_decoder()
        self._special_ids = frozenset(i for i, token in self._added.items() if token.special)
        self._spell = _speller(backend, file)
        self.vocab_size: int = backend.get_vocab_size(with_added_tokens=True)
        self.bos_token_id = bos_token_id
        self.eos_token_ids: frozenset[int] = frozenset(eos_token_ids)

    def encode(self, text: str, *, add_special_tokens: bool = True) -> list[int]:
        """Special tokens written out in the text are recognised, whatever `add_special_tokens` says.

        `add_special_tokens` puts BOS (and EOS) where the model wants it around a raw prompt. Half a
        surrogate pair, which JSON can carry and UTF-8 cannot, counts as U+FFFD.
        """
        # As a batch of one: only a batch lets go of the interpreter's lock, and a long prompt takes seconds.
        batch = self._backend.encode_batch_fast([_well_formed(text)], add_special_tokens=add_special_tokens)
        return list(batch[0].ids)

    def decode(self, ids: Sequence[int], *, skip_special_tokens: bool = True) -> str:
        """The text; bytes that are no UTF-8 become U+FFFD, ids outside the vocabulary nothing."""
        return str(self._backend.decode(ids, skip_special_tokens=skip_special_tokens))

    def token_bytes(self, token_id: int) -> bytes:
        """What this token adds in mid-text: joined and decoded as UTF-8, these are the text.

        A special token gives its own text; an id that the vocabulary does not use gives nothing.
        """
        added = self._added.get(token_id)
        if added is not None:
            return str(added.content).encode("utf-8")
        token = self._backend.id_to_token(token_id) if token_id >= 0 else None
        return b"" if token is None else self._spell(token)

    def token_id(self, token: str) -> int | None:
        """The id of a token by its exact spelling in the vocabulary."""
        token_id: int | None = self._backend.token_to_id(token)
        return token_id

    def token_text(self, token_id: int | None) -> str:
        """The spelling in the vocabulary; empty for None. Templates get BOS and EOS in this form."""
        token = None if token_id is None else self._backend.id_to_token(token_id)
        return token or ""

    def is_special(self, token_id: int) -> bool:
        return token_id in self._special_ids

    def to_json(self) -> str:
        """The content of a tokenizer.json that makes the same ids of every text."""
        return str(self._backend.to_str())

    @cached_property
    def fingerprint(self) -> str:
        """Changes when any text could be tokenised differently."""
        return hashlib.blake2b(self.to_json().encode("utf-8"), digest_size=16).hexdigest()


def _well_formed(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def set_special_affixes(
    backend: tokenizers.Tokenizer, *, bos: tuple[str, int] | None, eos: tuple[str, int] | None
) -> None:
    """Make `add_special_tokens` put these (token, id) before and after a prompt."""
    single = " ".join([*([f"{bos[0]}:0"] if bos else []), "$A:0", *([f"{eos[0]}:0"] if eos else [])])
    pair = f"{single} " + single.replace(":0", ":1").replace("$A", "$B")
    backend.post_processor = processors.TemplateProcessing(
        single=single, pair=pair, special_tokens=[affix for affix in (bos, eos) if affix]
    )


def mark_special(backend: tokenizers.Tokenizer, tokens: Iterable[str]) -> None:
    """Recognise these whole in any text, and leave them out of decoded text."""
    # One that was added already keeps its options: adding it again replaces them.
    known = {token.content: token for token in backend.get_added_tokens_decoder().values()}
    plain = {token: known.get(token, AddedToken(token, normalized=False)) for token in tokens}
    backend.add_special_tokens([_special(token) for token in plain.values() if not token.special])


def _special(token: AddedToken) -> AddedToken:
    return AddedToken(
        token.content,
        single_word=token.single_word,
        lstrip=token.lstrip,
        rstrip=token.rstrip,
        normalized=token.normalized,
        special=True,
    )


def turn_enders(backend: tokenizers.Tokenizer, template: str | None) -> set[int]:
    """The ids of special tokens with which this chat template ends a turn."""
    added = backend.get_added_tokens_decoder()
    return {
        token_id
        for token_id, token in added.items()
        if token.special and template and token.content in TURN_ENDERS and token.content in template
    }


def _byte_alphabet() -> dict[str, int]:
    """GPT-2's spelling of bytes as printable characters: those that print stand for themselves."""
    printable = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    return {chr(byte): byte for byte in printable} | {chr(256 + i): byte for i, byte in enumerate(others)}


_BYTE_OF = _byte_alphabet()


def _spell_byte_level(token: str) -> bytes:
    try:
        return bytes([_BYTE_OF[character] for character in token])
    except KeyError:
        return token.encode("utf-8")  # no spelling of bytes: the token is its own text


def _spell_sentencepiece(token: str) -> bytes:
    if len(token) == 6 and token.startswith("<0x") and token.endswith(">"):
        try:
            return bytes([int(token[3:5], 16)])
        except ValueError:
            pass  # a token that only looks like a byte
    return token.replace(_WORD_BOUNDARY, " ").encode("utf-8")


def _spell_wordpiece(token: str) -> bytes:
    return (token[2:] if token.startswith("##") else " " + token).encode("utf-8")


def _spell_word(token: str) -> bytes:
    return (" " + token).encode("utf-8")


def _speller(backend: tokenizers.Tokenizer, file: str) -> Callable[[str], bytes]:
    """How this decoder turns a token into bytes."""
    if backend.decoder is None:
        return _spell_word  # `decode` joins with spaces
    steps = _decoder_steps(json.loads(backend.decoder.__getstate__()))
    kinds = {step["type"] for step in steps}
    if "ByteLevel" in kinds:
        return _spell_byte_level
    if kinds & {"ByteFallback", "Metaspace"} or any(
        step.get("pattern") == {"String": _WORD_BOUNDARY} for step in steps
    ):
        return _spell_sentencepiece
    if "WordPiece" in kinds:
        return _spell_wordpiece
    raise CheckpointError(
        f"{file}: `decoder` is of the kind {', '.join(sorted(kinds))}; supported are ByteLevel, Metaspace, "
        "ByteFallback and WordPiece."
    )


def _decoder_steps(decoder: dict[str, Any]) -> list[dict[str, Any]]:
    nested = decoder.get("decoders")
    if isinstance(nested, list):
        return [step for inner in nested for step in _decoder_steps(inner)]
    return [decoder]
