"""The time that decodes get for themselves between prompts.

Without it a burst of prompts runs back to back, each step of it with one token for every decode. Replies that
began in one burst then end within a few steps of each other, their sessions come back together, and wait for
each other's prompts again: the burst never dissolves. A few steps of decodes alone after each prompt set the
replies apart by more than the time that a returning turn takes, so that it finds the runner free. The work is
the same; what a burst's last prompt waits longer, the decodes beside it wait less.
"""

from __future__ import annotations

# Of a prompt's time in a step that decodes shared. Measured and simulated: infra/decisions/0005.
DECODE_SHARE = 0.2


class DecodeShare:
    """What the decodes are owed, in predicted seconds."""

    def __init__(self) -> None:
        self._owed_s = 0.0

    def is_due(self, decode_s: float) -> bool:
        """Whether a step of `decode_s` for the decodes alone is nearer to what they are owed than none."""
        return self._owed_s > decode_s / 2

    def count_step(self, decode_s: float, prefill_s: float) -> None:
        """A step takes `decode_s` for its decodes, 0 without any, and `prefill_s` more for prompts."""
        if decode_s == 0.0:
            self._owed_s = 0.0  # nobody was kept waiting
        elif prefill_s > 0.0:
            self._owed_s += DECODE_SHARE * prefill_s
        else:
            self._owed_s = max(0.0, self._owed_s - decode_s)
