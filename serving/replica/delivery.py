"""What each step sampled, on its way to those who wait for it: through the log first, where there is one."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from itertools import chain

from serving.engine.messages import AbortSequence, EngineStats, SequenceUpdate, SetPaused
from serving.errors import TurnTakenOver
from serving.kv.block_totals import BlockTotals
from serving.metrics import Metrics
from serving.replica.choice import Choice
from serving.replica.followers import Followers
from serving.replica.hosting.link import EngineLink
from serving.replica.hosting.loop import StepReport
from serving.replica.log_writer import LoggedUpdate, LogWriter, Step, WrittenSteps
from serving.replica.running import Running
from serving.replica.turn import Turn

MAX_UNWRITTEN_STEPS = 64  # then the engine waits for the log
TOTALS = (  # of EngineStats, since the engine's start
    "num_preemptions",
    "num_evicted_blocks",
    "num_queried_tokens",
    "num_hit_tokens",
    "num_prefilled_tokens",
    "num_drafts",
    "num_draft_tokens",
    "num_accepted_tokens",
)


@dataclass(slots=True)
class _Taken:
    """What one step brought to its turns."""

    num_tokens: int = 0
    gaps_s: list[float] = field(default_factory=list)  # of each token: seconds since the one before it


class Delivery:
    """Told by the engine and by the log's writer, on the event loop."""

    def __init__(
        self,
        engine: EngineLink,
        writer: LogWriter,
        running: Running,
        followers: Followers,
        metrics: Metrics,
    ) -> None:
        self._engine = engine
        self._writer = writer
        self._running = running
        self._followers = followers
        self._metrics = metrics
        self.num_unwritten_steps = 0
        self.stats: EngineStats | None = None  # the engine's latest

    def on_step(self, report: StepReport) -> None:
        taken = _Taken()
        to_log: list[LoggedUpdate] = []
        for update in report.updates:
            found = self._running.find(update.seq_id)
            if found is None:
                continue  # it was aborted while this step ran
            turn, choice = found
            if turn.lease is None:
                self._take(turn, choice, update, taken)
            else:
                to_log.append(LoggedUpdate(turn, choice, update, turn.to_log(choice, update)))
        if to_log:
            self._log_step(tuple(to_log))
        self._metrics.observe_generated(taken.num_tokens, taken.gaps_s)
        self._metrics.observe_step(step_s=report.stats.step_s, num_tokens=report.stats.num_step_tokens)
        self._observe(report.stats)

    def _log_step(self, step: Step) -> None:
        for entry in step:
            entry.turn.note_unwritten(1)
        self.num_unwritten_steps += 1
        if self.num_unwritten_steps == MAX_UNWRITTEN_STEPS:
            self._engine.post(SetPaused(True))
        self._writer.put(step)

    def on_written(self, written: WrittenSteps) -> None:
        """Now whoever waits for these tokens may have them."""
        was_paused = self.num_unwritten_steps >= MAX_UNWRITTEN_STEPS
        self.num_unwritten_steps -= len(written.steps)
        if was_paused and self.num_unwritten_steps < MAX_UNWRITTEN_STEPS:
            self._engine.post(SetPaused(False))
        taken = _Taken()
        for entry in chain.from_iterable(written.steps):
            self._take_written(entry, written, taken)
            self._followers.tell(entry.turn)
        self._metrics.observe_generated(taken.num_tokens, taken.gaps_s)

    def _take_written(self, entry: LoggedUpdate, written: WrittenSteps, taken: _Taken) -> None:
        turn, lease = entry.turn, entry.turn.lease
        assert lease is not None, "only logged turns come here"
        turn.note_unwritten(-1)
        if written.error is None and lease.turn_id not in written.lost_turn_ids:
            self._take(turn, entry.choice, entry.update, taken)
        elif turn.error is None:
            turn.fail(written.error or TurnTakenOver())

    def _take(self, turn: Turn, choice: Choice, update: SequenceUpdate, taken: _Taken) -> None:
        is_first = turn.ttft_s is None
        num_before = len(choice.token_ids)
        taken.gaps_s += turn.take(choice, update)
        taken.num_tokens += len(choice.token_ids) - num_before
        if is_first and turn.ttft_s is not None:
            self._metrics.observe_first_token(ttft_s=turn.ttft_s, queue_s=turn.queue_s)
        # After a stop string the engine does not know that it has ended.
        if choice.is_finished and self._running.remove(choice) and update.finish_reason is None:
            self._engine.post(AbortSequence(choice.seq_id))

    def on_idle(self, stats: EngineStats) -> None:
        """Also when the engine begins: its totals are counted from there."""
        self._observe(stats)

    def _observe(self, stats: EngineStats) -> None:
        before, self.stats = self.stats, stats
        self._metrics.observe_engine(
            num_running=stats.num_running,
            num_waiting=stats.num_waiting,
            num_restoring=stats.num_restoring,
            num_blocks=stats.num_blocks,
            num_held_blocks=stats.num_held_blocks,
            num_idle_blocks=stats.num_idle_blocks,
            num_leased_blocks=stats.num_leased_blocks,
            **{name: getattr(stats, name) - getattr(before or stats, name) for name in TOTALS},
        )
        # What was found in the directory at the start counts as well.
        elsewhere = before.elsewhere if before else BlockTotals()
        if stats.elsewhere != elsewhere:
            self._metrics.elsewhere.observe(**asdict(stats.elsewhere.since(elsewhere)))
