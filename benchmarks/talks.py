"""Sessions that talk to servers which move, are cut off or die, and what became of them.

Nothing may be lost: each reply must be what a server says that nobody disturbs, and each session one branch
with all of its messages; but the beginning of a reply that died with its server stays on a branch of its own.
There may never be two writers: an epoch of a placement names one replica, and never goes back.
"""

from __future__ import annotations

import itertools
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from benchmarks.server_process import ServerProcess, free_port

TENURE = [sys.executable, "-c", "from serving.cli import main; main()"]
TIMEOUT_S = 300.0
RETRY_S = 1.0
QUESTION = "How many ships have passed the lighthouse in the night, and who has counted them? "


@dataclass(slots=True)
class Talk:
    """One session, and what its client was told."""

    name: str
    messages: list[dict[str, Any]] = field(default_factory=list)
    placements: list[tuple[int, str]] = field(default_factory=list)  # (epoch, replica) behind each turn
    num_retries: int = 0

    def say(self, http: httpx.Client, patience_s: float = 0.0) -> dict[str, Any]:
        """One more turn: its usage. What fails is sent again for so long, with the same key."""
        number = len(self.messages) // 2
        question = {"role": "user", "content": f"{self.name}, {number}: {QUESTION * (number == 0)}"}
        body = {
            "model": "toy",
            "messages": [*self.messages, question],
            "session_id": self.name,
            "max_tokens": 24,
            "temperature": 0,
            "ignore_eos": True,
        }
        headers = {"Idempotency-Key": uuid.uuid4().hex}
        answer = self._answered(
            lambda: http.post("/v1/chat/completions", json=body, headers=headers), patience_s
        )
        self.messages += [question, answer["choices"][0]["message"]]
        usage: dict[str, Any] = answer["usage"]
        return usage

    def look(self, http: httpx.Client, patience_s: float = 0.0) -> None:
        """Notes where it is."""
        path = f"/v1/sessions/{self.name}/state"
        placement = self._answered(lambda: http.get(path), patience_s)["placement"]
        self.placements.append((placement["epoch"], placement["replica"]))

    def _answered(self, ask: Callable[[], httpx.Response], patience_s: float) -> dict[str, Any]:
        deadline_s = time.monotonic() + patience_s
        while True:
            try:
                answer: dict[str, Any] = ask().raise_for_status().json()
                return answer
            except httpx.HTTPError:
                if time.monotonic() > deadline_s:
                    raise
            self.num_retries += 1
            time.sleep(RETRY_S)

    @property
    def has_one_writer_at_a_time(self) -> bool:
        epochs = [epoch for epoch, _ in self.placements]
        return epochs == sorted(epochs) and len(set(self.placements)) == len(set(epochs))


@dataclass(frozen=True, slots=True)
class Phase:
    """The turns of all sessions in one state of the servers."""

    name: str
    num_turns: int
    num_retries: int
    num_moves: int  # turns whose session was elsewhere before
    num_prompt_tokens: int
    num_cached_tokens: int  # of them, on the device or restored
    restored_turns: dict[str, int]  # by tier
    cold_turns: dict[str, int]  # by reason

    @classmethod
    def of(
        cls, name: str, talks: Sequence[Talk], usages: Sequence[dict[str, Any]], num_retries: int
    ) -> Phase:
        """
        Args:
            usages: of each talk equally many turns, the last ones.
        """
        num_turns = len(usages) // len(talks)
        recent = [talk.placements[-num_turns - 1 :] for talk in talks]
        restored = Counter(usage["tenure:restored"]["tier"] for usage in usages if "tenure:restored" in usage)
        cold = Counter(usage["tenure:cold"]["reason"] for usage in usages if "tenure:cold" in usage)
        return cls(
            name,
            len(usages),
            num_retries,
            sum(after != before for places in recent for before, after in itertools.pairwise(places)),
            sum(usage["prompt_tokens"] for usage in usages),
            sum(usage["prompt_tokens_details"]["cached_tokens"] for usage in usages),
            dict(restored),
            dict(cold),
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What may not be, and what a death leaves."""

    num_wrong_replies: int
    num_forked_sessions: int  # beyond the branches of replies that were cut
    num_lost_messages: int
    num_sessions_with_two_writers: int
    num_cut_replies: int  # may be, where a server died in the middle of one

    @property
    def is_good(self) -> bool:
        return not (
            self.num_wrong_replies
            or self.num_forked_sessions
            or self.num_lost_messages
            or self.num_sessions_with_two_writers
        )

    @classmethod
    def of(cls, talks: Sequence[Talk], http: httpx.Client, folder: Path) -> Outcome:
        """What the server has of them, beside what an undisturbed one says; `folder` is that one's."""
        sessions = [http.get(f"/v1/sessions/{talk.name}").json() for talk in talks]
        branches = [session["branches"] for session in sessions]
        num_kept = [sum(len(branch["items"]) for branch in own) for own in branches]
        num_more = [num - len(talk.messages) for talk, num in zip(talks, num_kept, strict=True)]
        return cls(
            num_wrong_replies=_count_wrong(talks, folder),
            num_forked_sessions=sum(
                len(own) > 1 + max(0, more) for own, more in zip(branches, num_more, strict=True)
            ),
            num_lost_messages=sum(max(0, -more) for more in num_more),
            num_sessions_with_two_writers=sum(not talk.has_one_writer_at_a_time for talk in talks),
            num_cut_replies=sum(max(0, more) for more in num_more),
        )


def _count_wrong(talks: Sequence[Talk], folder: Path) -> int:
    port = free_port()
    command = [*TENURE, "serve", "toy", "--port", str(port), "--data-dir", str(folder / "undisturbed")]
    with (
        ServerProcess(command, port=port, log=folder / "undisturbed.log") as server,
        httpx.Client(base_url=server.base_url, timeout=TIMEOUT_S) as http,
    ):
        num_wrong = 0
        for talk in talks:
            again = Talk(talk.name)
            while len(again.messages) < len(talk.messages):
                again.say(http)
            num_wrong += sum(one != other for one, other in zip(again.messages, talk.messages, strict=True))
    return num_wrong
