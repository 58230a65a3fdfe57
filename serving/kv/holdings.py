"""How much KV each session and each tenant has in one tier, and for how long: units x seconds.

What several sessions share counts for the one that used it last: so a tenant's sessions never come to more
than the tenant. A unit is whatever is counted, blocks or bytes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

MAX_SESSIONS = 1 << 16  # of more, those that have nothing and have not come back are forgotten


class Account(NamedTuple):
    """Whose KV it is."""

    folder: str  # of the tenant: see KeySpace
    session: str = ""  # as its client calls it; empty: of none, or it is not known of which


NOBODY = Account("")


@dataclass(slots=True)
class _Held:
    units: int = 0
    unit_seconds: float = 0.0  # until `since_s`, and since they were taken last
    since_s: float = 0.0

    def settle(self, now_s: float) -> None:
        self.unit_seconds += self.units * (now_s - self.since_s)
        self.since_s = now_s

    def take(self, now_s: float) -> float:
        self.settle(now_s)
        taken, self.unit_seconds = self.unit_seconds, 0.0
        return taken


class Holdings:
    """Belongs to whoever has the lock of what is held."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._sessions: OrderedDict[Account, _Held] = OrderedDict()  # by last change
        self._tenants: dict[str, _Held] = {}

    def add(self, account: Account, units: int) -> None:
        """So many more are there for this account; fewer, if negative."""
        now_s = self._clock()
        self._change(self._tenants.setdefault(account.folder, _Held()), units, now_s)
        if account.session:
            self._change(self._sessions.setdefault(account, _Held()), units, now_s)
            self._sessions.move_to_end(account)
            self._forget_idle()

    @staticmethod
    def _change(held: _Held, units: int, now_s: float) -> None:
        held.settle(now_s)
        held.units += units

    def _forget_idle(self) -> None:
        if len(self._sessions) > MAX_SESSIONS:
            account, held = self._sessions.popitem(last=False)
            if held.units:  # there are no more of those than units
                self._sessions[account] = held

    def move(self, before: Account, after: Account, units: int) -> None:
        """They are another account's from now on; NOBODY's are not counted."""
        if before != after:
            for account, change in ((before, -units), (after, units)):
                if account != NOBODY:
                    self.add(account, change)

    def take(self, account: Account) -> float:
        """A session's unit-seconds since this was asked last."""
        held = self._sessions.get(account)
        if held is None:
            return 0.0
        taken = held.take(self._clock())
        if not held.units:
            del self._sessions[account]
        return taken

    def by_tenants(self) -> dict[str, float]:
        """Each tenant's in all, by folder."""
        now_s = self._clock()
        for held in self._tenants.values():
            held.settle(now_s)
        return {folder: held.unit_seconds for folder, held in self._tenants.items()}
