"""Finds the blocks that are registered: by key, and by what follows a prefix."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(slots=True)
class BlockContent:
    """What is registered of a block: the tokens its first slots hold, after the prefix `parent`."""

    key: bytes
    parent: bytes
    token_ids: tuple[int, ...]


@dataclass(slots=True)
class BlockIndex:
    by_key: dict[bytes, int] = field(default_factory=dict)
    # Children of a prefix, split by their first token: a popular system prompt has many.
    by_parent: dict[tuple[bytes, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    num_children: dict[bytes, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, block_id: int, content: BlockContent) -> None:
        self.by_key[content.key] = block_id
        self.by_parent[content.parent, content.token_ids[0]].append(block_id)
        self.num_children[content.parent] += 1

    def remove(self, block_id: int, content: BlockContent) -> None:
        del self.by_key[content.key]
        siblings = self.by_parent[content.parent, content.token_ids[0]]
        siblings.remove(block_id)
        if not siblings:
            del self.by_parent[content.parent, content.token_ids[0]]
        self.num_children[content.parent] -= 1
        if self.num_children[content.parent] == 0:
            del self.num_children[content.parent]
