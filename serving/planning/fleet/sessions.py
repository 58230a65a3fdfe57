"""What sessions are like: drawn from means and a variation, or from the sessions of a trace."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from serving.errors import StartupError, reason_of
from serving.planning.workload import Script

TRACE_BLOCK_TOKENS = 512  # of a hash id in Mooncake's traces


class SessionSource(Protocol):
    """Equal ones draw the same."""

    def __hash__(self) -> int: ...

    def scripts(self, num: int, sessions_per_s: float, max_tokens: int, seed: int) -> list[Script]:
        """Sessions with Poisson arrivals, cut where they would outgrow `max_tokens`.

        The first sessions of a longer draw are those of a shorter one, and another rate moves them
        closer together, no more: two plans differ by what was changed, not by chance.
        """
        ...


@dataclass(frozen=True, slots=True)
class DrawnSessions:
    """Lognormal numbers with these means; `variation` is the standard deviation over the mean, of each."""

    turns: float
    first_tokens: float
    new_tokens: float
    reply_tokens: float
    gap_s: float
    variation: float

    def scripts(self, num: int, sessions_per_s: float, max_tokens: int, seed: int) -> list[Script]:
        rngs = [np.random.default_rng([seed, part]) for part in range(6)]
        starts = _starts(rngs[0], num, sessions_per_s)
        counts = np.maximum(1, np.rint(self._draw(rngs[1], self.turns, num))).astype(np.int64)
        total, first = int(counts.sum()), np.cumsum(counts) - counts
        new = self._draw(rngs[2], self.new_tokens, total)
        new[first] = self._draw(rngs[3], self.first_tokens, num)
        new_tokens = np.maximum(1, np.rint(new)).astype(np.int64)
        reply = np.maximum(1, np.rint(self._draw(rngs[4], self.reply_tokens, total))).astype(np.int64)
        gaps = self._draw(rngs[5], self.gap_s, total)
        new_list, reply_list, gap_list = new_tokens.tolist(), reply.tolist(), gaps.tolist()
        scripts = []
        for start_s, begin, count in zip(starts.tolist(), first.tolist(), counts.tolist(), strict=True):
            part = slice(begin, begin + count)
            scripts.append(cut(Script(start_s, new_list[part], reply_list[part], gap_list[part]), max_tokens))
        return scripts

    def _draw(self, rng: np.random.Generator, mean: float, num: int) -> NDArray[np.float64]:
        if not self.variation or not mean:
            return np.full(num, mean)
        sigma = math.sqrt(math.log(1 + self.variation**2))
        return rng.lognormal(math.log(mean) - sigma**2 / 2, sigma, num)


@dataclass(frozen=True, slots=True)
class TracedSessions:
    """The sessions of a trace, drawn with replacement; each keeps its turns, tokens and gaps."""

    file: Path

    def scripts(self, num: int, sessions_per_s: float, max_tokens: int, seed: int) -> list[Script]:
        known = read_trace(self.file)
        starts = _starts(np.random.default_rng([seed, 0]), num, sessions_per_s)
        chosen = np.random.default_rng([seed, 1]).integers(0, len(known), num)
        return [
            cut(Script(start_s, s.new_tokens, s.reply_tokens, s.gap_s), max_tokens)
            for start_s, s in zip(starts.tolist(), (known[i] for i in chosen.tolist()), strict=True)
        ]


def _starts(rng: np.random.Generator, num: int, sessions_per_s: float) -> NDArray[np.float64]:
    return np.cumsum(rng.standard_exponential(num)) / sessions_per_s


def cut(script: Script, max_tokens: int) -> Script:
    """The turns that fit; of a first prompt that does not, its beginning."""
    new, reply = script.new_tokens, script.reply_tokens
    num_tokens = 0
    for turn in range(script.num_turns):
        num_tokens += new[turn] + reply[turn]
        if num_tokens > max_tokens:
            if turn == 0:
                answer = min(reply[0], max(1, max_tokens // 2))
                return Script(script.start_s, [min(new[0], max_tokens - answer)], [answer], [0.0])
            return Script(script.start_s, new[:turn], reply[:turn], script.gap_s[:turn])
    return script


@lru_cache(maxsize=4)
def read_trace(file: Path) -> list[Script]:
    """The sessions of a trace in Mooncake's format.

    One JSON object a line: `timestamp` (ms), `input_length`, `output_length`, `hash_ids` (one for each 512
    tokens of the prompt, the last of them perhaps fewer; each stands for its block and all before it): the
    published traces of github.com/kvcache-ai/Mooncake, FAST25-release/traces. A trace does not name sessions:
    a request goes on from the one whose last whole block it has, if its prompt is longer than that one's
    prompt and reply. The gap before it is from the request before: how long the reply took is not known.

    Raises: StartupError naming the line, its field and value.
    """
    sessions: list[tuple[list[int], list[int], list[float], list[int]]] = []  # new, reply, at_ms; history
    by_block: dict[tuple[int, int], int] = {}  # (place, hash id) of a session's last whole block
    for request in _requests(file):
        at_ms, num_input, num_output, hash_ids = request
        parent = next(
            (
                by_block[key]
                for key in ((place, hash_ids[place]) for place in range(len(hash_ids) - 1, -1, -1))
                if key in by_block
            ),
            None,
        )
        if parent is not None and sessions[parent][3][0] < num_input:
            new, reply, times, history = sessions[parent]
            new.append(num_input - history[0])
        else:
            parent = len(sessions)
            sessions.append(([num_input], [], [], [0]))
            _, reply, times, history = sessions[parent]
        reply.append(num_output)
        times.append(at_ms)
        history[0] = num_input + num_output
        if (num_whole := min(len(hash_ids), num_input // TRACE_BLOCK_TOKENS)) > 0:
            by_block[num_whole - 1, hash_ids[num_whole - 1]] = parent
    if not sessions:
        raise StartupError(f"The trace {file} has no requests.")
    return [
        Script(0.0, new, reply, [*((b - a) / 1000 for a, b in itertools.pairwise(times)), 0.0])
        for new, reply, times, _ in sessions
    ]


def _requests(file: Path) -> Iterator[tuple[float, int, int, list[int]]]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise StartupError(f"The trace {file} cannot be read: {reason_of(error)}") from error
    last_ms = -math.inf
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise StartupError(f"{file}, line {number}: it is no JSON: {error}.") from error
        if not isinstance(row, dict):
            raise StartupError(f"{file}, line {number}: it must be an object, got {row!r}.")
        at_ms = row.get("timestamp")
        if isinstance(at_ms, bool) or not isinstance(at_ms, int | float) or not 0 <= at_ms < math.inf:
            raise StartupError(f"{file}, line {number}: `timestamp` must be milliseconds, got {at_ms!r}.")
        if at_ms < last_ms:
            raise StartupError(
                f"{file}, line {number}: `timestamp` is {at_ms:g}, before {last_ms:g} of the line above: "
                "sort it."
            )
        last_ms = at_ms
        for name in ("input_length", "output_length"):
            value = row.get(name)
            if isinstance(value, bool) or not isinstance(value, int) or value < 1:
                raise StartupError(f"{file}, line {number}: `{name}` must be at least 1, got {value!r}.")
        hash_ids = row.get("hash_ids")
        if not isinstance(hash_ids, list) or not all(type(value) is int for value in hash_ids):
            raise StartupError(f"{file}, line {number}: `hash_ids` must be whole numbers, got {hash_ids!r}.")
        yield at_ms, row["input_length"], row["output_length"], hash_ids
