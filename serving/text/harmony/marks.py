"""The special tokens of harmony, between which everything stands."""

from __future__ import annotations

from dataclasses import dataclass

from models.tokenizer import Tokenizer

START, MESSAGE, CHANNEL, CONSTRAIN = "<|start|>", "<|message|>", "<|channel|>", "<|constrain|>"
END, CALL, RETURN = "<|end|>", "<|call|>", "<|return|>"
ENDERS = (END, CALL, RETURN)  # of a message; the latter two end the reply too
FUNCTIONS = "functions."  # before the name of a function that is called


@dataclass(frozen=True, slots=True)
class Marks:
    """One tokenizer's."""

    spelling: dict[int, str]

    @classmethod
    def of(cls, tokenizer: Tokenizer) -> Marks | None:
        """None: it lacks one of them."""
        ids = {mark: tokenizer.token_id(mark) for mark in (START, MESSAGE, CHANNEL, CONSTRAIN, *ENDERS)}
        found = {token_id: mark for mark, token_id in ids.items() if token_id is not None}
        return cls(found) if len(found) == len(ids) and all(map(tokenizer.is_special, found)) else None

    @property
    def inner_ids(self) -> frozenset[int]:
        """Those that do not end a reply."""
        return frozenset(i for i, mark in self.spelling.items() if mark not in (CALL, RETURN))

    def token_id(self, mark: str) -> int:
        return next(i for i, spelled in self.spelling.items() if spelled == mark)
