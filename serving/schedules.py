"""When something is to happen: once, or again and again by a cron expression in a time zone.

Expressions are those of Debian's cron, five fields, as the package cronsim reads them. Where the clocks
change, an expression with a fixed hour and minute happens once a day: in the hour that is left out, when
that is over; in the hour that comes twice, the first time. Others go by time that passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from serving.errors import NotSupported


class InvalidSchedule(Exception):
    def __init__(self, field: str, message: str) -> None:
        """`field`: which one is wrong; `message`: what it must be."""
        super().__init__(field, message)
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True)
class Once:
    run_at: float  # seconds since the epoch, here and below

    def next_after(self, moment: float) -> float | None:
        return self.run_at if self.run_at > moment else None

    def last_until(self, moment: float, first: float) -> float:
        return first


@dataclass(frozen=True, slots=True)
class Periodic:
    expression: str
    timezone: str  # IANA's name

    def __post_init__(self) -> None:
        """Raises: InvalidSchedule; NotSupported without cronsim."""
        if len(self.expression.split()) != 5:
            needed = "minute, hour, day of the month, month, day of the week"
            raise InvalidSchedule("expression", f"must have five fields ({needed})")
        try:
            ZoneInfo(self.timezone)
        except (KeyError, ValueError, OSError):  # there is none, or it could be no name
            raise InvalidSchedule(
                "timezone", "must be the name of a time zone, as Europe/Berlin or UTC"
            ) from None
        if self.next_after(0.0) is None:
            raise InvalidSchedule("expression", "names no moment that ever comes")

    def next_after(self, moment: float) -> float | None:
        """The first time behind a moment; None: there is none within fifty years."""
        return next((time for time in self._times(moment) if time > moment), None)

    def last_until(self, moment: float, first: float) -> float:
        """The last time that is not behind a moment, of those that begin with `first`."""
        last = next(self._times(int(moment) + 1, is_backwards=True), first)
        for time in self._times(max(first, last)):  # the two directions differ where the clocks change
            if time > moment:
                break
            last = time
        return max(first, last)

    def _times(self, moment: float, *, is_backwards: bool = False) -> Iterator[float]:
        """In the order of the clock on the wall: where that is put back, one may lie before the moment."""
        try:
            from cronsim import CronSim, CronSimError
        except ImportError:
            raise NotSupported(
                "Periodic automations need the package cronsim: pip install 'tenure[agents]'."
            ) from None
        begin = datetime.fromtimestamp(moment, ZoneInfo(self.timezone))
        try:
            for found in CronSim(self.expression, begin, reverse=is_backwards):
                yield found.timestamp()
        except CronSimError as error:
            raise InvalidSchedule("expression", f"is no cron expression: {error}") from None


Schedule = Once | Periodic
