"""The same work for every configuration: the reference's answers, and how far each other's are from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.quality_metrics import TokenScores, compare, end_at, joined, summarize, summarize_replies
from benchmarks.quality_subjects import Logits, Subject, blocks_of
from benchmarks.quality_texts import LONG, Texts, Window, digest
from models.loader import LoadedModel

LogitsOf = Callable[[int], Iterator[Logits]]  # of the window with this index


@dataclass(frozen=True, slots=True)
class Sizes:
    num_windows_each: int  # of each of the three kinds of text
    window_length: int  # tokens
    long_length: int
    num_long_scored: int
    num_prompts_each: int
    num_reply_tokens: int


FULL = Sizes(8, 512, 4352, 256, 8, 128)
QUICK = Sizes(1, 256, 512, 64, 1, 32)


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    windows: list[Window]
    prompts: list[list[int]]
    num_reply_tokens: int
    end_ids: frozenset[int]

    @classmethod
    def of(cls, model: LoadedModel, sizes: Sizes) -> Work:
        texts = Texts(model)
        windows = texts.windows(sizes.num_windows_each, sizes.window_length)
        windows += texts.long_windows(sizes.long_length, sizes.num_long_scored)
        prompts = texts.prompts(sizes.num_prompts_each)
        return cls(windows, prompts, sizes.num_reply_tokens, model.tokenizer.eos_token_ids)

    @property
    def num_blocks(self) -> int:
        longest = max(len(window.token_ids) for window in self.windows)
        of_replies = len(self.prompts) * blocks_of(max(map(len, self.prompts)) + self.num_reply_tokens)
        return max(blocks_of(longest), of_replies)

    @property
    def description(self) -> dict[str, Any]:
        return {
            "windows": [len(window.token_ids) for window in self.windows],
            "windows_digest": digest([window.token_ids for window in self.windows]),
            "prompts": [len(prompt) for prompt in self.prompts],
            "prompts_digest": digest(self.prompts),
        }

    def replies_of(self, subject: Subject) -> list[list[int]]:
        return self.ended(subject.replies(self.prompts, self.num_reply_tokens))

    def ended(self, replies: Sequence[Sequence[int]]) -> list[list[int]]:
        """What follows an end of text is no part of a reply: two that end alike are equal."""
        return [end_at(reply, self.end_ids) for reply in replies]


class Reference:
    """The reference's logits, one file for each window, and its replies."""

    def __init__(self, work: Work, subject: Subject, directory: Path) -> None:
        self._work = work
        self._directory = directory
        for i, window in enumerate(work.windows):
            np.save(self._file(i), np.concatenate([part.copy() for part in subject.logits(window)]))
        self.replies = work.replies_of(subject)

    def compared_with(self, logits_of: LogitsOf, replies: Sequence[Sequence[int]]) -> dict[str, Any]:
        """Over all windows of the usual length, over those of each kind, over the long ones; and replies."""
        scores = [self._scores(i, logits_of(i)) for i in range(len(self._work.windows))]
        kinds = [window.kind for window in self._work.windows]
        long_kinds = {kind for kind in kinds if kind.startswith(LONG)}
        return {
            "all": _of_kinds(scores, kinds, set(kinds) - long_kinds),
            "long": _of_kinds(scores, kinds, long_kinds),
            "by_kind": {kind: _of_kinds(scores, kinds, {kind}) for kind in dict.fromkeys(kinds)},
            "replies": summarize_replies(self.replies, replies),
        }

    def with_itself(self) -> dict[str, Any]:
        """The same numbers for the reference: its perplexities, no differences."""
        return self.compared_with(lambda i: iter([self._logits(i)]), self.replies)

    def _scores(self, index: int, parts: Iterator[Logits]) -> TokenScores:
        kept, targets = self._logits(index), self._work.windows[index].targets
        scores, first = [], 0
        for part in parts:
            rows = slice(first, first + len(part))
            scores.append(compare(kept[rows], part, targets[rows]))
            first = rows.stop
        assert first == len(targets), "every scored row has logits"
        return joined(scores)

    def _logits(self, index: int) -> Logits:
        # Copy on write: torch has no read-only tensors.
        logits: Logits = np.load(self._file(index), mmap_mode="c")
        return logits

    def _file(self, index: int) -> Path:
        return self._directory / f"{index}.npy"


def _of_kinds(scores: Sequence[TokenScores], kinds: Sequence[str], wanted: set[str]) -> dict[str, Any]:
    return summarize([each for each, kind in zip(scores, kinds, strict=True) if kind in wanted])
