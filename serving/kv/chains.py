"""Which blocks go with a chain when it is given up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from serving.kv.block_file import Run
from serving.kv.keys import KeySpace


def own_blocks(space: KeySpace, token_ids: Sequence[int], block_size: int, runs: Iterable[Run]) -> set[bytes]:
    """Of the chain of these tokens, the blocks that no other one goes on from, and the tails behind them.

    A tail does not keep what it stands on: it may be the chain's own, with tokens that its session lost.

    Args:
        runs: all that are stored.
    """
    keys = list(space.chain(token_ids, block_size))
    starts = {parent: index * block_size for index, parent in enumerate((space.root, *keys))}
    children: dict[bytes, set[bytes]] = defaultdict(set)
    tails: dict[bytes, set[bytes]] = defaultdict(set)
    found: set[bytes] = set()
    for run in runs:
        for parent, key in zip((run.parent, *run.keys), run.keys, strict=False):
            (tails if run.is_tail else children)[parent].add(key)
        if run.is_tail and (start := starts.get(run.parent)) is not None:
            found.add(space.key(run.parent, token_ids[start : start + run.num_tail_tokens]))
    for key in reversed(keys):
        if children[key] - found:
            break
        found |= {key, *tails[key]}
    return found
