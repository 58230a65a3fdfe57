"""How much KV a replica may hold, and how long a sequence may be with it."""

from __future__ import annotations

from pathlib import Path

from serving.errors import StartupError

DEFAULT_SHARE = 0.4  # of what is available once the weights are in; the rest is the host's
_GIB = 1024**3


def available_bytes() -> int:
    """Memory that this process could still take: the machine's, or its control group's if that is less."""
    return min(_machine_available_bytes(), _cgroup_available_bytes())


def _machine_available_bytes() -> int:
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    raise StartupError("/proc/meminfo has no MemAvailable. Say how much memory KV may take with --kv-memory.")


def _cgroup_available_bytes() -> int:
    """Of a version 2 control group, as containers have; no limit elsewhere."""
    limit, current = (Path("/sys/fs/cgroup") / name for name in ("memory.max", "memory.current"))
    if not limit.exists() or not current.exists() or limit.read_text().strip() == "max":
        return 1 << 62
    return max(0, int(limit.read_text()) - int(current.read_text()))


def num_kv_blocks(
    kv_memory_bytes: int | None, bytes_per_block: int, blocks_of_longest: int, num_models: int = 1
) -> int:
    """Usable blocks in the given memory, or in the default share of what is available.

    By default never more than 64 sequences of full length could use.

    Args:
        num_models: that divide it equally.
    """
    if kv_memory_bytes is not None:
        num_blocks = kv_memory_bytes // num_models // bytes_per_block - 1  # less the null block
        if num_blocks < 1:
            shared = f", for {num_models} models together" if num_models > 1 else ""
            raise StartupError(
                f"--kv-memory is {kv_memory_bytes} bytes{shared}, and this model needs {2 * bytes_per_block} "
                "for one block of KV and the null block. Give it more."
            )
        return num_blocks
    share = int(available_bytes() * DEFAULT_SHARE / num_models) // bytes_per_block - 1
    if share < 1:
        raise StartupError(
            f"There are {available_bytes() / _GIB:.2f} GiB of memory available, too little for KV. "
            "Free some, or set --kv-memory."
        )
    return min(share, 64 * blocks_of_longest)


def longest_sequence(asked: int | None, model_max: int, num_kv_tokens: int) -> int:
    """max_model_len: what was asked for, if model and memory allow it; else as much as they do."""
    if asked is None:
        return min(model_max, num_kv_tokens)
    if asked > model_max:
        raise StartupError(
            f"--max-model-len is {asked} and the model was made for {model_max} positions. Lower it."
        )
    if asked > num_kv_tokens:
        raise StartupError(
            f"--max-model-len is {asked} and the KV memory holds {num_kv_tokens} tokens. Lower it, or raise "
            "--kv-memory."
        )
    return asked
