"""What the processes of the tests' ranks run. Each imports this module by its name."""

from __future__ import annotations

import os
import traceback
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist

from models.checkpoint import open_checkpoint
from models.config import ModelConfig
from models.cpu_kv import allocate_kv
from models.cpu_operators import cpu_operators
from models.decoder import Decoder
from models.families import family_of
from models.kv import KVMemory, PagedKV
from models.operators import reference_kv_operators, reference_operators
from models.parallel import mappings, parallel_state
from models.parallel.collectives import Collectives, connect_gloo
from models.parallel.operators import OUR_LAYERS, ParallelLayers, cpu_parallel_operators, parallel_operators
from models.parallel.shard import Sharding
from models.registry import resolve

BLOCK_SIZE, NUM_BLOCKS = 16, 8


def serve_jobs(rank: int, size: int, rendezvous: Path, jobs: Any, results: Any) -> None:
    """Call each job with the rank's group, and answer (True, what it returned) or (False, why it failed)."""
    torch.set_num_threads(1)
    group = connect_gloo(rendezvous, rank, size, timeout_s=60)
    while (job := jobs.get()) is not None:
        try:
            results.put((True, job(group)))
        except Exception:
            results.put((False, traceback.format_exc()))


# ---- a decoder, one sequence at a time ----------------------------------------------------------


def whole_decoder(directory: Path, *, is_fast: bool) -> Decoder:
    checkpoint = open_checkpoint(resolve(str(directory)))
    operators = cpu_operators() if is_fast else reference_operators()
    return family_of(checkpoint.config).decoder(checkpoint.config, operators, checkpoint.weights.read).eval()


def rank_decoder(
    directory: Path, rank: int, group: Any, *, is_fast: bool, layers: ParallelLayers = OUR_LAYERS
) -> Decoder:
    checkpoint = open_checkpoint(resolve(str(directory)))
    sharding = Sharding(checkpoint.config, group.size())
    vocab_size = checkpoint.config.vocab_size
    operators = (
        cpu_parallel_operators(vocab_size, group)
        if is_fast
        else parallel_operators(vocab_size, group, rank, layers)
    )

    def take(name: str) -> torch.Tensor:
        part = sharding.cut(name, checkpoint.weights.read(name), rank)
        assert tuple(part.shape) == sharding.shapes[name], name
        return part

    return family_of(checkpoint.config).decoder(sharding.rank_config, operators, take).eval()


def make_kv(config: ModelConfig, *, is_fast: bool) -> KVMemory:
    sizes = {"num_blocks": NUM_BLOCKS, "block_size": BLOCK_SIZE}
    if is_fast:
        return allocate_kv(config, kv_format="float32", **sizes)
    return PagedKV.allocate(config, dtype=torch.float32, operators=reference_kv_operators(), **sizes)


@torch.inference_mode()
def generate(
    decoder: Decoder, kv: KVMemory, prompt: list[int], num_tokens: int
) -> tuple[torch.Tensor, list[int]]:
    """The logits of the prompt's tokens, in two chunks, and what greedy decoding goes on with."""
    cut = len(prompt) // 2
    logits = torch.cat([_step(decoder, kv, prompt[:cut], 0), _step(decoder, kv, prompt[cut:], cut)])
    tokens = [int(logits[-1].argmax())]
    while len(tokens) < num_tokens:
        row = _step(decoder, kv, tokens[-1:], len(prompt) + len(tokens) - 1)
        tokens.append(int(row[-1].argmax()))
    return logits, tokens


def _step(decoder: Decoder, kv: KVMemory, token_ids: list[int], start: int) -> torch.Tensor:
    end = start + len(token_ids)
    arrays = (
        token_ids,
        list(range(start, end)),
        [BLOCK_SIZE + position for position in range(start, end)],  # blocks 1, 2, ... in order
        [0, len(token_ids)],
        [end],
        [list(range(1, NUM_BLOCKS + 1))],
        list(range(len(token_ids))),
    )
    return decoder(*(torch.tensor(array, dtype=torch.int32) for array in arrays), kv)


def generate_on_rank(
    directory: Path, prompt: list[int], num_tokens: int, is_fast: bool, group: Collectives
) -> tuple[Any, list[int], Any]:
    """(logits, greedy tokens, the rank's KV payload of all blocks)."""
    decoder = rank_decoder(directory, group.rank(), group, is_fast=is_fast)
    kv = make_kv(decoder.config, is_fast=is_fast)
    logits, tokens = generate(decoder, kv, prompt, num_tokens)
    return logits.numpy(), tokens, kv.read_blocks(torch.arange(1, NUM_BLOCKS + 1).int().numpy())


# ---- collectives and layers ---------------------------------------------------------------------


def use_the_processs_group(rendezvous: Path, group: Collectives) -> tuple[Any, ...]:
    """The group that initialize_model_parallel makes of torch.distributed's ranks, by the mappings."""
    store = dist.FileStore(str(rendezvous), group.size())
    os.environ["GLOO_SOCKET_IFNAME"] = "lo"
    dist.init_process_group("gloo", store=store, rank=group.rank(), world_size=group.size())
    parallel_state.initialize_model_parallel(group.size())
    try:
        x = torch.arange(4.0) * 10 ** parallel_state.get_tensor_model_parallel_rank()
        return (
            parallel_state.get_tensor_model_parallel_size(),
            mappings.reduce_from_tensor_model_parallel_region(x).tolist(),
            mappings.gather_from_tensor_model_parallel_region(x[1:2]).tolist(),
            mappings.gather_from_tensor_model_parallel_region_with_dim(x[None, 1:3], 0).tolist(),
            mappings.scatter_to_tensor_model_parallel_region(torch.arange(4.0)).tolist(),
        )
    finally:
        parallel_state.destroy_model_parallel()
        dist.destroy_process_group()


PARTS = (1.0, 2.0**-8, 2.0**-9, 2.0**-9)  # of each rank; added one by one in bfloat16, they are 1


def reduce_and_gather(dtype: torch.dtype, group: Collectives) -> tuple[Any, ...]:
    x = torch.full((2, 3), PARTS[group.rank()], dtype=dtype)
    total, row = group.all_reduce(x), group.all_gather(x[:1], 0)
    return total.float().numpy(), row.float().numpy(), x.float().numpy()


def reduce_at_places(group: Collectives) -> Any:
    """The sum of one column of numbers, in each of many places of one tensor."""
    generator = torch.Generator().manual_seed(group.rank())
    column = torch.randn(1, generator=generator)
    return group.all_reduce(column.expand(10_007)).numpy()


def small_network(
    hidden: int, inner: int, vocab_size: int, group: Any, rank: int, layers: ParallelLayers = OUR_LAYERS
) -> dict[str, Any]:
    """Embedding, column, row and a gathered head, of sizes that the ranks need not divide."""
    weights = {name: torch.randn(shape) for name, shape in network_shapes(hidden, inner, vocab_size).items()}
    same = {"tensor_model_parallel_group": group}
    modules = {
        "embedding": layers.ParallelEmbedding(vocab_size, hidden, pad=True, use_spmd_rank=True, **same),
        "up": layers.ColumnParallelLinear(hidden, inner, gather_output=False, pad=True, **same),
        "down": layers.RowParallelLinear(inner, hidden, input_is_parallel=True, pad=True, **same),
        "head": layers.ColumnParallelLinear(hidden, vocab_size, bias=False, pad=True, **same),
    }
    state = dict(weights)
    with torch.no_grad():
        for name, module in modules.items():
            module.eval()
            for kind in ("weight", "bias"):
                key = f"{name}.{kind}"
                if key in state:
                    module.preshard_hook(state, key)
                    getattr(module, kind).copy_(local_part(state[key], getattr(module, kind), rank))
        modules["embedding"].rank_util.rank.fill_(rank)
        ids = torch.arange(vocab_size, dtype=torch.int32)
        x = modules["embedding"](ids)
        # The padded outputs of a bias are the lowest numbers there are: relu makes zeros of them.
        y = modules["down"](torch.relu(modules["up"](x)))
        logits = modules["head"](y)
    attributes = {
        f"{name}.{kind}": attributes_of(getattr(module, kind))
        for name, module in modules.items()
        for kind in ("weight", "bias")
        if getattr(module, kind, None) is not None
    }
    return {
        "x": x.numpy(),
        "y": y.numpy(),
        "logits": logits.numpy(),
        "attributes": attributes,
        "presharded": {name: tensor.numpy() for name, tensor in state.items()},
    }


def network_shapes(hidden: int, inner: int, vocab_size: int) -> dict[str, tuple[int, ...]]:
    return {
        "embedding.weight": (vocab_size, hidden),
        "up.weight": (inner, hidden),
        "up.bias": (inner,),
        "down.weight": (hidden, inner),
        "down.bias": (hidden,),
        "head.weight": (vocab_size, hidden),
    }


def small_network_of_ours(hidden: int, inner: int, vocab_size: int, group: Collectives) -> dict[str, Any]:
    torch.manual_seed(0)
    return small_network(hidden, inner, vocab_size, group, group.rank())


def local_part(whole: torch.Tensor, parameter: torch.Tensor, rank: int) -> torch.Tensor:
    """What neuronx_distributed's shard_checkpoint takes for a rank, by the parameter's attributes."""
    if not getattr(parameter, "tensor_model_parallel", False):
        return whole
    size = whole.shape[parameter.partition_dim] // parameter.num_partitions
    return whole.narrow(parameter.partition_dim, rank * size, size)


ATTRIBUTES = (
    "tensor_model_parallel",
    "partition_dim",
    "partition_stride",
    "num_partitions",
    "rank_ordering",
)


def attributes_of(parameter: torch.Tensor) -> dict[str, Any]:
    return {name: getattr(parameter, name) for name in ATTRIBUTES if hasattr(parameter, name)}
