"""What an idle block is worth: P(its prefix returns soon) x time saved / bytes.

All blocks have the same size and cost about the same to compute again, so the order among them is
that of P(return). We take P to fall with time constant `tau_s` since the last use, from a weight that
a session's blocks start higher with, and that grows with the number of uses:

    P ~ weight * exp(-(now - last_used) / tau_s)

All scores fall at the same rate, so log P + now / tau_s is a constant of each block, and the order
of two idle blocks never changes while they lie idle: a heap holds it.

Two things come before that order. What a session has left behind by going back is worth nothing, and goes
first; what is leased goes last, until the lease ends.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

SESSION_WEIGHT = 4.0  # a named session comes back; an anonymous prompt rarely does
_APART_S = 1e9  # more than any two uses are apart
Standing = Literal["superseded", "ordinary", "leased"]
_BEFORE_ORDER_S: dict[Standing, float] = {"superseded": -_APART_S, "ordinary": 0.0, "leased": _APART_S}


@dataclass(frozen=True, slots=True)
class RetentionPolicy:
    tau_s: float = 300.0  # a session idle for this long is worth 1/e of a fresh one

    def score(
        self, last_used_s: float, num_uses: int, *, has_session: bool, standing: Standing = "ordinary"
    ) -> float:
        """Higher is kept longer. In seconds: how much later the last use would have to be to equal it."""
        weight = (SESSION_WEIGHT if has_session else 1.0) * num_uses
        return last_used_s + self.tau_s * math.log(weight) + _BEFORE_ORDER_S[standing]
