"""A byte-level vocabulary of any size, made of nothing: the words that benchmarks send, and random ones.

Each word of WORDS is one token, alone and behind a space, as it is to a vocabulary of a trained model of this
size. All others are an earlier token and a letter, so that nearly every token has its merge.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from string import ascii_lowercase

from tokenizers import pre_tokenizers

from benchmarks.prompts import WORDS

SPACE = "\u0120"  # how a byte-level vocabulary spells it
BOS, END_OF_TURN = 0, 4  # places among the special tokens
_NAMED = (
    *("<|begin_of_text|>", "<|end_of_text|>"),
    *("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"),
)
NUM_SPECIAL = 256
CHAT_TEMPLATE = (
    "{% for message in messages %}"
    "{{ '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n' }}"
    "{{ message['content'] + '<|eot_id|>' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}"
)
_TEMPLATE_WORDS = ("system", "user", "assistant", "Tool", "result", "You", "are", "agent", "of", "run")
_MAX_LENGTH = 12  # characters of a random token


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`tokens` in the order of their ids, the special ones last; `merges` as "LEFT RIGHT", first to last."""

    tokens: list[str]
    merges: list[str]

    @property
    def first_special(self) -> int:
        return len(self.tokens) - NUM_SPECIAL

    @property
    def is_text(self) -> list[bool]:
        """Of each token: no special one, and no byte of a longer character."""
        texts = [token.removeprefix(SPACE).isascii() for token in self.tokens[: self.first_special]]
        return texts + [False] * NUM_SPECIAL


def make_vocabulary(num_tokens: int, *, seed: int = 0) -> Vocabulary:
    """Raises ValueError for fewer tokens than bytes, words and special tokens need."""
    tokens = dict.fromkeys(sorted(pre_tokenizers.ByteLevel.alphabet()))
    merges: list[str] = []

    def join(left: str, right: str) -> None:
        if left + right not in tokens:
            tokens[left + right] = None
            merges.append(f"{left} {right}")

    for word in (*WORDS, *_TEMPLATE_WORDS):
        for text in (word, SPACE + word):
            for length in range(1, len(text)):
                join(text[:length], text[length])
    num_text = num_tokens - NUM_SPECIAL
    if len(tokens) > num_text:
        raise ValueError(f"num_tokens must be at least {len(tokens) + NUM_SPECIAL}, got {num_tokens}.")
    choice = random.Random(seed).choice
    lefts = [*ascii_lowercase, SPACE]
    while len(tokens) < num_text:
        left, right = choice(lefts), choice(ascii_lowercase)
        if left + right not in tokens:
            join(left, right)
            if len(left) < _MAX_LENGTH - 1:
                lefts.append(left + right)
    reserved = (f"<|reserved_{i}|>" for i in range(NUM_SPECIAL - len(_NAMED)))
    return Vocabulary([*tokens, *_NAMED, *reserved], merges)
