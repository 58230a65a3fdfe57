"""What idle KV is worth: how soon somebody comes back for it x the time that it saves / its bytes.

All blocks have the same size and take about the same time to compute again, so what is left of it is the
first. It is learnt for each kind of wait: whose session it is, and what that waits for (return_times.py). One
whose function call is outstanding comes back in seconds or not at all; a person takes longer, and is longer
expected. Within a kind the longest idle goes first, and of one chain its end.

Two things come before that. What a session has left behind by going back is worth nothing, and goes first;
what is leased goes last, until the lease ends.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Literal

from serving.kv.return_times import ReturnTimes

MAX_KINDS = 1024  # of waits; of more, those that were seen last
SESSION_SHARE, ANONYMOUS_SHARE = 0.8, 0.2  # that are thought to come back before any has been seen

PERSON = "person"
Standing = Literal["superseded", "ordinary", "leased"]


@dataclass(frozen=True, slots=True)
class Wait:
    """What is between two turns of a session."""

    tenant: str
    awaited: str  # PERSON, or the function whose result it waits for


SOME_SESSION = Wait("", "session")  # it is not known yet what it waits for: all kinds together
ANONYMOUS = Wait("", "prompt")  # of no session: nobody says that there will be another turn


class Retention:
    """Belongs to the engine thread."""

    def __init__(self) -> None:
        self._sessions = ReturnTimes(SESSION_SHARE)
        self._anonymous = ReturnTimes(ANONYMOUS_SHARE)
        self._kinds: OrderedDict[Wait, ReturnTimes] = OrderedDict()

    def note_wait(self, wait: Wait) -> None:
        """A session has ended a turn, and waits."""
        self._times(wait).note_wait()
        self._sessions.note_wait()

    def note_return(self, wait: Wait, seconds: float) -> None:
        """It has come back after so long."""
        self._times(wait).note_return(seconds)
        self._sessions.note_return(seconds)

    def rate(self, wait: Wait, waited_s: float) -> float:
        """Returns per second of holding KV whose last use was so long ago."""
        if wait == ANONYMOUS:
            return self._anonymous.rate(waited_s)
        return self._kinds.get(wait, self._sessions).rate(waited_s)

    def _times(self, wait: Wait) -> ReturnTimes:
        if wait not in self._kinds:
            self._kinds[wait] = self._sessions.like()
            if len(self._kinds) > MAX_KINDS:
                self._kinds.popitem(last=False)
        self._kinds.move_to_end(wait)
        return self._kinds[wait]
