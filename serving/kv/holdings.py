"""How much KV each session and each tenant has in one tier, and for how long: units x seconds.

What several sessions share counts for the one that used it last: so a tenant's sessions never come to more
than the tenant. A unit is whatever is counted, blocks or bytes.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

MAX_SESSIONS = 1 << 16  # of more, those that have nothing and have not come back are forgotten


class Account(NamedTuple):
    """Whose KV it is."""

    folder: str  # of the tenant: see KeySpace
    session: str = ""  # as its client calls it; empty: of none, or it is not known of which


NOBODY = Account("")


@dataclass(frozen=True, slots=True)
class HeldSoFar:
    """Unit-seconds: what one process tells the next one."""

    sessions: Mapping[Account, float]  # since they were taken last
    tenants: Mapping[str, float]  # by folder, in all

    def times(self, factor: float) -> HeldSoFar:
        """In other units."""
        return HeldSoFar(
            {account: factor * held for account, held in self.sessions.items()},
            {folder: factor * held for folder, held in self.tenants.items()},
        )


NOTHING_HELD = HeldSoFar({}, {})


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

    def credit(self, account: Account, unit_seconds: float) -> None:
        """So much of what its tenant has held was this session's, as is known only now."""
        self._sessions.setdefault(account, _Held(since_s=self._clock())).unit_seconds += unit_seconds
        self._sessions.move_to_end(account)
        self._forget_idle()

    def so_far(self) -> HeldSoFar:
        now_s = self._clock()
        for held in self._sessions.values():
            held.settle(now_s)
        sessions = {account: held.unit_seconds for account, held in self._sessions.items()}
        return HeldSoFar(sessions, self.by_tenants())

    def go_on_from(self, before: HeldSoFar) -> None:
        """What was held until another process ended."""
        for account, unit_seconds in before.sessions.items():
            self.credit(account, unit_seconds)
        for folder, unit_seconds in before.tenants.items():
            self._tenants.setdefault(folder, _Held(since_s=self._clock())).unit_seconds += unit_seconds

    def by_tenants(self) -> dict[str, float]:
        """Each tenant's in all, by folder."""
        now_s = self._clock()
        for held in self._tenants.values():
            held.settle(now_s)
        return {folder: held.unit_seconds for folder, held in self._tenants.items()}


class LockedHoldings:
    """The same for those who have not the lock: what a store tells of its files."""

    def __init__(self, holdings: Holdings, lock: threading.Lock) -> None:
        self._holdings = holdings
        self._lock = lock

    def take(self, account: Account) -> float:
        """See `Holdings.take`."""
        with self._lock:
            return self._holdings.take(account)

    def so_far(self) -> HeldSoFar:
        with self._lock:
            return self._holdings.so_far()

    def go_on_from(self, before: HeldSoFar) -> None:
        """See `Holdings.go_on_from`."""
        with self._lock:
            self._holdings.go_on_from(before)

    def by_tenants(self) -> dict[str, float]:
        """See `Holdings.by_tenants`."""
        with self._lock:
            return self._holdings.by_tenants()
