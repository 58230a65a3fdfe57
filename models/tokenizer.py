"""Text to token ids and back, over the `tokenizers` library."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from typing import Any

import tokenizers
from tokenizers import AddedToken, decoders, processors

from models.errors import CheckpointError
from models.markup import Markup, is_markup, well_formed
from models.prompt_encoder import PromptEncoder

# Tokens that end a turn, by the text that models of these families give them.
TURN_ENDERS = ("<|im_end|>", "<|eot_id|>", "<|eom_id|>", "<|end|>", "<end_of_turn>", "<|endoftext|>", "</s>")
# Those of harmony, OpenAI's format: a reply has several messages there, and each ends with <|end|>.
HARMONY_ENDERS = ("<|return|>", "<|call|>")
HARMONY_CHANNEL = "<|channel|>"  # in the templates that write it
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
        added = backend.get_added_tokens_decoder()
        self._special_ids = frozenset(i for i, token in added.items() if token.special)
        self._spell = _speller(backend, file)
        self.markup = _markup(backend)
        self._prompts = PromptEncoder(backend, self.markup)
        self._num_leading_spaces = _num_leading_spaces(backend)
        # SentencePiece's user-defined tokens are spelled as its others are.
        self._literal = {
            i: token.content
            for i, token in added.items()
            if token.special or self._spell is not _spell_sentencepiece
        }
        self.vocab_size: int = backend.get_vocab_size(with_added_tokens=True)
        self.bos_token_id = bos_token_id
        self.eos_token_ids: frozenset[int] = frozenset(eos_token_ids)

    def encode(self, text: str, *, add_special_tokens: bool = True) -> list[int]:
        """A raw prompt: special tokens written out in it are recognised, whatever `add_special_tokens` says.

        `add_special_tokens` puts BOS (and EOS) where the model wants it around a raw prompt. Half a
        surrogate pair, which JSON can carry and UTF-8 cannot, counts as U+FFFD.
        """
        # As a batch of one: only a batch lets go of the interpreter's lock, and a long prompt takes seconds.
        batch = self._backend.encode_batch_fast([well_formed(text)], add_special_tokens=add_special_tokens)
        return list(batch[0].ids)

    def guard(self, text: str) -> str:
        """A client's text as it may stand in a rendered prompt: `encode_rendered` finds no markup in it."""
        return self._prompts.guard(text)

    def encode_rendered(self, text: str) -> list[int]:
        """What a chat template wrote around guarded text, or a piece of it."""
        return self._prompts.encode(text)

    def decode(self, ids: Sequence[int], *, skip_special_tokens: bool = True) -> str:
        """The text: what `token_bytes` joins to, without the space that SentencePiece puts in front.

        Bytes that are no UTF-8 become U+FFFD, as in `bytes.decode`; ids outside the vocabulary nothing.
        """
        shown = [i for i in ids if not (skip_special_tokens and i in self._special_ids)]
        text = b"".join(map(self.token_bytes, shown))
        if shown and shown[0] not in self._literal:  # behind one of those, a space is the text's own
            num_spaces = len(text) - len(text.lstrip(b" "))
            text = text[min(num_spaces, self._num_leading_spaces) :]
        return text.decode("utf-8", errors="replace")

    def token_bytes(self, token_id: int) -> bytes:
        """What this token adds in mid-text: joined and decoded as UTF-8, these are the text.

        A special token gives its own text; an id that the vocabulary does not use gives nothing.
        """
        literal = self._literal.get(token_id)
        if literal is not None:
            return literal.encode("utf-8")
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


def _markup(backend: tokenizers.Tokenizer) -> Markup:
    added = backend.get_added_tokens_decoder().values()
    spellings = {token.content for token in added if is_markup(token.content, is_special=token.special)}
    # A character of the model's own alphabet is the only spelling that text has for it.
    return Markup(s for s in spellings if len(s) > 1 or backend.model.token_to_id(s) is None)


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
    if not template:
        return set()
    enders = HARMONY_ENDERS if HARMONY_CHANNEL in template else TURN_ENDERS
    added = backend.get_added_tokens_decoder()
    return {
        token_id
        for token_id, token in added.items()
        if token.special and token.content in enders and token.content in template
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


def _spell_behind_another(decoder: decoders.Decoder, token: str) -> bytes:
    return str(decoder.decode(["", token])).encode("utf-8")


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
        return partial(_spell_behind_another, backend.decoder)
    raise CheckpointError(
        f"{file}: `decoder` is of the kind {', '.join(sorted(kinds))}; supported are ByteLevel, Metaspace, "
        "ByteFallback and WordPiece."
    )


def _num_leading_spaces(backend: tokenizers.Tokenizer) -> int:
    """How many the first token of a text may have that are not the text's own."""
    if backend.decoder is None:
        return 1
    for step in _decoder_steps(json.loads(backend.decoder.__getstate__())):
        if step["type"] == "Strip" and step["content"] == " ":
            return int(step["start"])
        if step["type"] == "Metaspace":
            return int(step["prepend_scheme"] != "never")
        if step["type"] == "WordPiece":
            return 1
    return 0


def _decoder_steps(decoder: dict[str, Any]) -> list[dict[str, Any]]:
    nested = decoder.get("decoders")
    if isinstance(nested, list):
        return [step for inner in nested for step in _decoder_steps(inner)]
    return [decoder]
