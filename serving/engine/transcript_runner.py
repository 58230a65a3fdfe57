"""The toy as an actor: in a chat whose prompt has a transcript, it says what stands there, reply after reply.

    <transcript>["Hello.", "<tool_call>\\n{...}\\n</tool_call>", "Done."]</transcript>

The last one counts, and the replies behind it: so a subagent, whose prompt goes on from its agent's, has a
part of its own. It reads its part, and how far it is, from its own cache, as it reads all else: what is lost
there is lost to it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from serving.engine.batch import Int32Array
from serving.engine.toy_runner import ToyRunner

OPENING, CLOSING = b"<transcript>", "</transcript>"
_DECODER = json.JSONDecoder()
_CERTAIN = 1000.0  # a logit above all others


class TranscriptRunner(ToyRunner):
    """A toy otherwise."""

    def __init__(
        self,
        num_blocks: int,
        block_size: int,
        *,
        token_bytes: Sequence[bytes],
        reply_header: bytes,
        end_id: int,
    ) -> None:
        """
        Args:
            token_bytes: of each token of the vocabulary.
            reply_header: what every reply begins behind.
            end_id: the token that ends a reply.
        """
        super().__init__(len(token_bytes), num_blocks, block_size)
        self._token_bytes = token_bytes
        self._reply_header = reply_header
        self._end_id = end_id
        self._id_of = {one: token_id for token_id, one in enumerate(token_bytes)}

    def _next_token(self, block_table: Int32Array, num_tokens: int) -> int:
        token_ids = self._cache[block_table][:, 0].reshape(-1)[:num_tokens]
        said = self._said_next(token_ids.tolist())
        # Beyond the vocabulary: nothing else may be said.
        return super()._next_token(block_table, num_tokens) if said is None else self.vocab_size + said

    def _said_next(self, token_ids: list[int]) -> int | None:
        """The transcript's next token; None: there is none."""
        text = b"".join(self._token_bytes[token_id] for token_id in token_ids)
        found = _last_transcript(text)
        if found is None:
            return None
        replies, behind = found
        _, *begun = behind.split(self._reply_header)
        if not 1 <= len(begun) <= len(replies):
            return None
        reply, so_far = replies[len(begun) - 1], begun[-1]
        if not reply.startswith(so_far) or reply == so_far:
            return self._end_id
        return self._id_of[reply[len(so_far) : len(so_far) + 1]]

    def _logits(self, next_ids: list[int]) -> NDArray[np.float32]:
        logits = super()._logits([next_id % self.vocab_size for next_id in next_ids])
        for row, next_id in enumerate(next_ids):
            if next_id >= self.vocab_size:
                logits[row, next_id - self.vocab_size] = _CERTAIN
        return logits


def _last_transcript(text: bytes) -> tuple[list[bytes], bytes] | None:
    """(replies, what comes behind it). One within another is escaped, and therefore none."""
    end = len(text)
    while (start := text.rfind(OPENING, 0, end)) >= 0:
        end = start
        behind = text[start + len(OPENING) :].decode(errors="surrogateescape")
        try:
            replies, length = _DECODER.raw_decode(behind)
            said = [reply.encode() for reply in replies]
        except (ValueError, TypeError, AttributeError):  # it only looks like one: other words of a prompt's
            continue
        if behind.startswith(CLOSING, length):
            return said, behind[length:].encode(errors="surrogateescape")
    return None
