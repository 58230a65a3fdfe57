"""Which blocks go with a chain when it is given up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from serving.kv.block_file import Run
from serving.kv.keys import KeySpace
from serving.kv.stored_files import StoredFile

Choose = Callable[[Sequence[StoredFile]], set[bytes]]  # of all that are stored, the blocks that are to go


def own_blocks(
    space: KeySpace, token_ids: Sequence[int], block_size: int, runs: Iterable[Run], num_kept_tokens: int = 0
) -> set[bytes]:
    """Of the chain of these tokens, the blocks that no other one goes on from, and the tails behind them.

    A tail does not keep what it stands on: it may be the chain's own, with tokens that its session lost.

    Args:
        runs: of all files that are stored.
        num_kept_tokens: blocks and tails that have none but the first of them are not in it.
    """
    keys = list(space.chain(token_ids, block_size))
    num_kept = num_kept_tokens // block_size
    starts = {
        parent: index * block_size for index, parent in enumerate((space.root, *keys)) if index >= num_kept
    }
    children: dict[bytes, set[bytes]] = defaultdict(set)
    tails: dict[bytes, set[bytes]] = defaultdict(set)
    found: set[bytes] = set()
    for run in runs:
        for parent, key in zip((run.parent, *run.keys), run.keys, strict=False):
            (tails if run.is_tail else children)[parent].add(key)
        start = starts.get(run.parent) if run.is_tail else None
        if start is not None and (end := start + run.num_tail_tokens) > num_kept_tokens:
            found.add(space.key(run.parent, token_ids[start:end]))
    for key in reversed(keys[num_kept:]):
        if children[key] - found:
            break
        found |= {key, *tails[key]}
    return found


def anonymous_blocks(
    files: Iterable[StoredFile], used_before: float, folder: str | None = None
) -> set[bytes]:
    """Blocks that were written for prompts without a session, and that no session's chain goes on from.

    Args:
        files: all that are stored.
        used_before: seconds since the epoch; what was used later is not in it.
        folder: the tenant's whose they are; None: all of them.
    """
    found: set[bytes] = set()
    continued: set[bytes] = set()
    for file in sorted(files, key=lambda file: -file.run.first_block):
        run = file.run
        is_asked_for = run.is_anonymous and file.last_used_s < used_before and folder in (None, run.folder)
        if is_asked_for and continued.isdisjoint(run.keys):
            found.update(run.keys)
        elif not run.is_tail:  # a tail does not keep what it stands on
            continued.add(run.parent)
    return found
