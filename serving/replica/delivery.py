"""What each step sampled, on its way to those who wait for it: through the log first, where there is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from serving.engine.engine import Message
from serving.engine.messages import AbortSequence, EngineStats, SequenceUpdate, SetPaused
from serving.errors import RunTakenOver
from serving.metrics import Metrics
from serving.replica.choice import Choice
from serving.replica.engine_loop import StepReport
from serving.replica.followers import Followers
from serving.replica.log_writer import LoggedUpdate, Step, WrittenSteps
from serving.replica.running import Running
from serving.replica.turn import Turn

MAX_UNWRITTEN_STEPS = 64  # then the engine waits for the log


class Delivery:
    """Told by the engine and by the log's writer, on the event loop."""

    def __init__(
        self,
        running: Running,
        followers: Followers,
        metrics: Metrics,
        *,
        post: Callable[[Message], None],
        write: Callable[[Step], None],
    ) -> None:
        """`post` tells the engine; `write` hands a step to the log's writer, which tells `on_written`."""
        self._running = running
        self._followers = followers
        self._metrics = metrics
        self._post = post
        self._write = write
        self.num_unwritten_steps = 0
        self.stats: EngineStats | None = None  # the engine's latest

    def on_step(self, report: StepReport) -> None:
        gaps_s: list[float] = []
        to_log: list[LoggedUpdate] = []
        for update in report.updates:
            found = self._running.find(update.seq_id)
            if found is None:
                continue  # it was aborted while this step ran
            turn, choice = found
            if turn.run is None:
                gaps_s.extend(self._take(turn, choice, update))
            else:
                to_log.append(LoggedUpdate(turn, choice, update, turn.to_log(choice, update)))
        if to_log:
            self._log_step(tuple(to_log))
        self._observe_step(report.stats, gaps_s)

    def _log_step(self, step: Step) -> None:
        for entry in step:
            entry.turn.note_unwritten(1)
        self.num_unwritten_steps += 1
        if self.num_unwritten_steps == MAX_UNWRITTEN_STEPS:
            self._post(SetPaused(True))
        self._write(step)

    def on_written(self, written: WrittenSteps) -> None:
        """Now whoever waits for these tokens may have them."""
        was_paused = self.num_unwritten_steps >= MAX_UNWRITTEN_STEPS
        self.num_unwritten_steps -= len(written.steps)
        if was_paused and self.num_unwritten_steps < MAX_UNWRITTEN_STEPS:
            self._post(SetPaused(False))
        gaps_s: list[float] = []
        for entry in chain.from_iterable(written.steps):
            gaps_s.extend(self._take_written(entry, written))
            self._followers.tell(entry.turn)
        self._metrics.observe_inter_token(gaps_s)

    def _take_written(self, entry: LoggedUpdate, written: WrittenSteps) -> list[float]:
        turn, run = entry.turn, entry.turn.run
        assert run is not None, "only logged turns come here"
        turn.note_unwritten(-1)
        if written.error is None and run.run_id not in written.lost_run_ids:
            return self._take(turn, entry.choice, entry.update)
        if turn.error is None:
            turn.fail(written.error or RunTakenOver())
        return []

    def _take(self, turn: Turn, choice: Choice, update: SequenceUpdate) -> list[float]:
        is_first = turn.ttft_s is None
        gaps_s = turn.take(choice, update)
        if is_first and turn.ttft_s is not None:
            self._metrics.observe_first_token(ttft_s=turn.ttft_s, queue_s=turn.queue_s)
        # After a stop string the engine does not know that it has ended.
        if choice.is_finished and self._running.remove(choice) and update.finish_reason is None:
            self._post(AbortSequence(choice.seq_id))
        return gaps_s

    def _observe_step(self, stats: EngineStats, gaps_s: Sequence[float]) -> None:
        before = self.stats
        self.stats = stats
        self._metrics.observe_step(
            step_s=stats.step_s,
            num_tokens=stats.num_step_tokens,
            num_running=stats.num_running,
            num_waiting=stats.num_waiting,
            kv_usage=stats.num_held_blocks / stats.num_blocks,
            num_preempted=stats.num_preemptions - (before.num_preemptions if before else 0),
            num_evicted_blocks=stats.num_evicted_blocks - (before.num_evicted_blocks if before else 0),
            num_drafts=stats.num_drafts - (before.num_drafts if before else 0),
            num_draft_tokens=stats.num_draft_tokens - (before.num_draft_tokens if before else 0),
            num_accepted_tokens=stats.num_accepted_tokens - (before.num_accepted_tokens if before else 0),
            inter_token_s=gaps_s,
        )

    def on_idle(self, stats: EngineStats) -> None:
        self.stats = stats
        self._metrics.set_load(
            num_running=stats.num_running,
            num_waiting=stats.num_waiting,
            kv_usage=stats.num_held_blocks / stats.num_blocks,
        )
