"""Sampled token ids to whole characters, and back: which tokens a part of the text is made of."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass

from models.tokenizer import Tokenizer
from serving.text.characters import Characters


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the visible text ends, in tokens: after the first `num_tokens`, then `remainder` of the next."""

    num_tokens: int
    remainder: str


class Detokenizer:
    """One choice's text, as its tokens arrive. The cost of a push does not grow with the text so far.

    A character whose last bytes are still to come is held back. Places in the text are counted in
    characters since the first token.
    """

    def __init__(self, tokenizer: Tokenizer, kept_ids: Collection[int] = ()) -> None:
        """`kept_ids`: special tokens that are shown all the same."""
        self._tokenizer = tokenizer
        self._kept_ids = kept_ids
        self._characters = Characters()
        self.token_start = 0  # place of the first character that the last token has part in
        self._ends: deque[int] = deque()  # places, of the tokens that are not wholly visible
        self._cut_tokens = 0  # tokens that are wholly visible
        self._cut_end = 0  # where the last of them ends
        self._rest = ""  # the text behind it
        self._num_visible = 0

    @property
    def num_chars(self) -> int:
        """That have come out."""
        return self._characters.num_whole

    @property
    def end(self) -> int:
        """Where the next token's text begins, if it does not go on with a character."""
        return self._characters.end

    @property
    def cut(self) -> Cut:
        """Where the visible text ends. After a stop or a hang-up the context must end here too."""
        return Cut(self._cut_tokens, self._rest[: self._num_visible - self._cut_end])

    def push(self, token_id: int) -> str:
        is_skipped = token_id not in self._kept_ids and self._tokenizer.is_special(token_id)
        data = b"" if is_skipped else self._tokenizer.token_bytes(token_id)
        self.token_start, text = self._characters.push(data)
        # A token that ends inside a character is visible when that character is.
        self._ends.append(self._characters.end)
        self._rest += text
        return text

    def finish(self) -> str:
        """What was held back: no more tokens come."""
        text = self._characters.finish()
        self._rest += text
        return text

    def show(self, num_chars: int) -> None:
        """So much of the text is visible now."""
        self._num_visible = num_chars
        before = self._cut_end
        while self._ends and self._ends[0] <= num_chars:
            self._cut_end = self._ends.popleft()
            self._cut_tokens += 1
        self._rest = self._rest[self._cut_end - before :]
