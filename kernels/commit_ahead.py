"""Commits the memory of blocks shortly before they are first used, beside the work."""

from __future__ import annotations

import threading

from torch import Tensor

from kernels import memory

AHEAD_BYTES = 64 * 1024 * 1024
AHEAD_TOKENS = 1024  # about what a step of a small model takes


class CommitAhead:
    """Keeps AHEAD_BYTES of the blocks above the highest used one committed, or those of AHEAD_TOKENS.

    A page that is first written in the middle of a step costs the step the time in which the system finds and
    clears it: 12 % of a prompt of 512 tokens, in a virtual machine whose host does the same once more. Blocks
    are handed out from the lowest id on, so it is known which ones come next.
    """

    def __init__(self, blocks: Tensor, block_size: int) -> None:
        """`blocks`: [num_blocks, bytes], of `block_size` tokens each."""
        self._blocks = blocks
        self._ahead = max(1, min(AHEAD_BYTES // blocks.shape[1], AHEAD_TOKENS // block_size))
        self._num_committed = 0
        self._highest = 0
        self._is_closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="commit-ahead", daemon=True)
        self._thread.start()

    def reach(self, block_id: int) -> None:
        """This block is in use. Cheap, and never waits for the system."""
        if block_id > self._highest:
            with self._changed:
                self._highest = block_id
                self._changed.notify()

    def close(self) -> None:
        """Wait for what is being committed, and end."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._is_closed or self._wanted() > self._num_committed)
                if self._is_closed:
                    return
                wanted = self._wanted()
            if not memory.commit(self._blocks[self._num_committed : wanted]):
                return  # this system cannot: pages come when they are written
            self._num_committed = wanted

    def _wanted(self) -> int:
        """Blocks that should be committed, from the lowest id on; in steps, or each block would wake us."""
        step = max(1, self._ahead // 4)
        return min(len(self._blocks), (self._highest + self._ahead) // step * step + step)
