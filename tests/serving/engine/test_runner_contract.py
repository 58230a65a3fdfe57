"""What the engine relies on, run against each runner there is."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest
import torch

from kernels.kv_blocks import KVFormat
from kernels.linear.quantized import QuantizedFormat
from kernels.neuron.switches import NeuronKernels
from models.cpu_operators import cpu_operators
from models.neuron.bucket import Bucket
from models.neuron.torch_native.graphs import EAGER, Backend
from models.operators import Operators, reference_operators
from serving.engine.batch import FED_BACK, Batch
from serving.engine.runner import Runner
from serving.engine.toy_runner import ToyRunner

BLOCK_SIZE = 4
NUM_BLOCKS = 200  # as in test_device_sampling.py: the same graphs
FEW_BUCKETS = (Bucket(4, 1, 160), Bucket(4, 8, 160))  # of graphs that take seconds each to capture


@dataclass(frozen=True)
class Kind:
    """How to make one kind of runner; without operators: the toy, or Neuron."""

    operators: Callable[[], Operators] | None = None
    dtype: torch.dtype = torch.float32
    kv_format: KVFormat | None = None
    quantization: QuantizedFormat | None = None
    num_ranks: int = 1
    neuron_tp: int = 0
    native: Backend | None = None  # how TorchNeuron's graphs run
    nki: str = "none"  # kernels in them


KINDS = {
    "toy": Kind(),
    "cpu reference, float32": Kind(reference_operators),
    "cpu kernels, float32": Kind(cpu_operators, kv_format="float32"),
    "cpu kernels, bfloat16": Kind(cpu_operators, torch.bfloat16, "bfloat16"),
    "cpu kernels, int8 KV": Kind(cpu_operators, kv_format="int8"),
    "cpu kernels, q4_1": Kind(cpu_operators, kv_format="bfloat16", quantization="q4_1"),
    "cpu kernels, int8": Kind(cpu_operators, torch.bfloat16, "int8", "int8"),
    "neuron emulation, float32": Kind(neuron_tp=1),
    "neuron emulation, float32, tp 2": Kind(neuron_tp=2),
    "neuron emulation, float32, tp 4": Kind(neuron_tp=4),
    "neuron emulation, bfloat16": Kind(neuron_tp=1, dtype=torch.bfloat16),
    "native, eager, float32": Kind(native=EAGER),
    "native, captured, float32": Kind(native="aot_eager"),
    "native, captured, NKI": Kind(native="aot_eager", nki="top_k"),
    "native, inductor, float32": Kind(native="inductor"),
    "native, eager, bfloat16": Kind(native=EAGER, dtype=torch.bfloat16),
    "native, captured, 2 ranks": Kind(native="aot_eager", num_ranks=2),
    "native, eager, 4 ranks": Kind(native=EAGER, num_ranks=4),  # KV heads twice
    "2 ranks, float32": Kind(cpu_operators, kv_format="float32", num_ranks=2),
    "2 ranks, int8 KV": Kind(cpu_operators, kv_format="int8", num_ranks=2),
    "4 ranks, bfloat16": Kind(cpu_operators, torch.bfloat16, "bfloat16", num_ranks=4),  # KV heads twice
}
# Bits, where the arithmetic promises it; torch leaves the order of its sums to the library.
TOLERANCE = {
    "cpu reference, float32": 1e-5,
    "neuron emulation, float32": 1e-5,
    "neuron emulation, float32, tp 2": 1e-5,
    "neuron emulation, float32, tp 4": 1e-5,
    "neuron emulation, bfloat16": 0.05,
    "native, eager, float32": 1e-5,
    "native, captured, float32": 1e-5,
    "native, captured, NKI": 1e-5,
    "native, inductor, float32": 1e-5,
    "native, eager, bfloat16": 0.05,
    "native, captured, 2 ranks": 1e-5,
    "native, eager, 4 ranks": 1e-5,
}


SLOW = {  # to trace or to start; another of its kind is there by default
    "neuron emulation, float32, tp 4",
    "neuron emulation, bfloat16",
    "native, captured, NKI",
    "native, inductor, float32",
    "native, eager, bfloat16",
    "native, captured, 2 ranks",
    "native, eager, 4 ranks",
    "2 ranks, int8 KV",
    "4 ranks, bfloat16",
}


def marks(kind: str) -> list[pytest.MarkDecorator]:
    # Inductor still imports what torch itself calls deprecated.
    warns = [pytest.mark.filterwarnings("ignore:.*torch.jit")] if KINDS[kind].native == "inductor" else []
    return [pytest.mark.slow, *warns] if kind in SLOW else warns


@pytest.fixture(params=[pytest.param(kind, marks=marks(kind)) for kind in KINDS])
def name(request) -> str:
    return request.param


@pytest.fixture
def make(
    name, tiny_llama, tiny_neuron, tiny_native, start_tiny_native, start_tiny_llama, take_started
) -> Callable[[], Runner]:
    """Makes runners of one kind, all with the same weights, of which none knows of another."""
    kind = KINDS[name]
    if kind.neuron_tp:
        sizes = {"num_blocks": NUM_BLOCKS, "block_size": BLOCK_SIZE, "tp": kind.neuron_tp}
        return lambda: tiny_neuron(kind.dtype, **sizes)
    if kind.native is not None:
        sizes = {"num_blocks": NUM_BLOCKS, "block_size": BLOCK_SIZE, "backend": kind.native}
        if kind.native is not EAGER:
            sizes["buckets"] = FEW_BUCKETS
        if kind.num_ranks > 1:
            return lambda: take_started(name, lambda: start_tiny_native(kind.dtype, kind.num_ranks, **sizes))
        sizes["kernels"] = NeuronKernels.parse(kind.nki)
        return lambda: take_started(name, lambda: tiny_native(kind.dtype, **sizes))
    if kind.operators is None:
        return lambda: ToyRunner(61, NUM_BLOCKS, BLOCK_SIZE)
    if kind.num_ranks > 1:
        sizes = {"num_blocks": NUM_BLOCKS, "block_size": BLOCK_SIZE, "kv_format": kind.kv_format}
        return lambda: take_started(name, lambda: start_tiny_llama(kind.dtype, kind.num_ranks, **sizes))
    operators = kind.operators()
    return lambda: tiny_llama(
        operators,
        kind.dtype,
        num_blocks=NUM_BLOCKS,
        block_size=BLOCK_SIZE,
        quantization=kind.quantization,
        kv_format=kind.kv_format,
    )


@pytest.fixture(scope="session")
def started() -> dict[str, list[Runner]]:
    return defaultdict(list)


@pytest.fixture
def take_started(started):
    """Runners that take seconds to start, or to capture: each test takes those of the tests before.

    What their blocks hold is then another test's: nothing may depend on it.
    """
    num_taken = 0

    def take(name: str, start: Callable[[], Runner]) -> Runner:
        nonlocal num_taken
        if num_taken == len(started[name]):
            started[name].append(start())
        num_taken += 1
        return started[name][num_taken - 1]

    return take


@pytest.fixture
def runner(make) -> Runner:
    return make()


@pytest.fixture
def same(name) -> Callable[[np.ndarray, np.ndarray], None]:
    def check(actual, expected):
        np.testing.assert_allclose(actual, expected, rtol=0, atol=TOLERANCE.get(name, 0))

    return check


def make_batch(*parts: tuple[list[int], int, list[int]], all_rows: bool = False) -> Batch:
    """Each part: all of a sequence's tokens so far, how many of them are new, its block table."""
    width = max(len(table) for *_, table in parts)
    token_ids, positions, slots, starts, rows = [], [], [], [0], []
    for tokens, num_new, table in parts:
        new = range(len(tokens) - num_new, len(tokens))
        token_ids += [tokens[p] for p in new]
        positions += list(new)
        slots += [table[p // BLOCK_SIZE] * BLOCK_SIZE + p % BLOCK_SIZE for p in new]
        starts.append(len(token_ids))
        rows += list(range(starts[-2], starts[-1])) if all_rows else [starts[-1] - 1]
    tables = [table + [0] * (width - len(table)) for *_, table in parts]
    lens = [len(tokens) for tokens, *_ in parts]
    return Batch(
        *(np.array(x, dtype=np.int32) for x in (token_ids, positions, slots, starts, lens, tables, rows))
    )


def logits(runner: Runner, batch: Batch) -> np.ndarray:
    return runner.submit(batch).result().logits.copy()


def tokens_of(seed: int, length: int) -> list[int]:
    return np.random.default_rng(seed).integers(0, 61, length).tolist()


def test_logits_are_one_float32_row_per_logit_row(runner):
    out = logits(runner, make_batch((tokens_of(0, 6), 6, [1, 2]), all_rows=True))
    assert out.dtype == np.float32
    assert out.shape == (6, runner.vocab_size)


@pytest.mark.parametrize("chunks", [[13], [1] * 13, [5, 8], [4, 4, 5], [12, 1]])
def test_the_chunks_a_prompt_comes_in_do_not_matter(runner, make, same, chunks):
    tokens, table = tokens_of(1, 13), [3, 1, 7, 2]
    whole = logits(make(), make_batch((tokens, 13, table)))
    done = 0
    for size in chunks:
        done += size
        out = logits(runner, make_batch((tokens[:done], size, table)))
    same(out, whole)


def test_the_sequences_beside_it_do_not_matter(runner, make, same):
    parts = [
        (tokens_of(2, 9), 9, [1, 2, 3]),
        (tokens_of(3, 1), 1, [9]),
        (tokens_of(4, 17), 17, [4, 5, 6, 7, 8]),
    ]
    together = logits(runner, make_batch(*parts))
    alone = make()
    for row, part in enumerate(parts):
        same(together[row], logits(alone, make_batch(part))[0])


def test_prefill_and_decode_mix_in_one_step(runner, make, same):
    first, second = tokens_of(5, 10), tokens_of(6, 7)
    logits(runner, make_batch((first[:9], 9, [1, 2, 3])))
    mixed = logits(runner, make_batch((first, 1, [1, 2, 3]), (second, 7, [4, 5])))
    fresh = make()
    same(mixed[0], logits(fresh, make_batch((first, 10, [6, 7, 8])))[0])
    same(mixed[1], logits(fresh, make_batch((second, 7, [1, 2])))[0])


def test_block_ids_do_not_matter(runner, same):
    tokens = tokens_of(7, 11)
    same(
        logits(runner, make_batch((tokens, 11, [1, 2, 3]))),
        logits(runner, make_batch((tokens, 11, [NUM_BLOCKS, 5, 17]))),
    )


def test_a_copied_block_serves_as_the_original(runner, same):
    tokens = tokens_of(8, 7)
    logits(runner, make_batch((tokens[:6], 6, [1, 2])))
    runner.copy_block(2, 9)
    same(logits(runner, make_batch((tokens, 1, [1, 9]))), logits(runner, make_batch((tokens, 1, [1, 2]))))


def test_shared_blocks_serve_two_sequences_at_once(runner, same):
    head = tokens_of(9, 8)
    logits(runner, make_batch((head, 8, [1, 2])))
    out = logits(runner, make_batch(([*head, 5], 1, [1, 2, 3]), ([*head, 5], 1, [1, 2, 4])))
    same(out[0], out[1])


def test_blocks_read_out_and_written_back_elsewhere_serve_as_the_original(runner, make, same):
    tokens = tokens_of(10, 9)
    logits(runner, make_batch((tokens[:8], 8, [1, 2])))
    payload = runner.read_blocks(np.array([1, 2], np.int32))
    assert payload.shape[0] == 2
    assert payload.shape[2] == 2
    assert payload.shape[4] == BLOCK_SIZE
    assert payload.nbytes == 2 * runner.bytes_per_block
    other = make()
    other.write_blocks(np.array([30, 20], np.int32), payload)
    same(
        logits(other, make_batch((tokens, 1, [30, 20, 4]))),
        logits(runner, make_batch((tokens, 1, [1, 2, 3]))),
    )


GREEDY = (1.0, 1.0, 0.0, 0.0)  # top_k, top_p, temperature, u


def sampled(batch: Batch) -> Batch:
    return replace(batch, sampling=np.array([GREEDY] * len(batch.logit_rows), np.float32))


def test_tokens_that_are_fed_back_are_those_that_the_step_before_sampled(runner, make):
    if not runner.samples:
        pytest.skip("tokens are fed back by a runner that samples")
    first, second = tokens_of(11, 5), tokens_of(12, 9)
    tables = [1, 2], [3, 4, 5]
    prompts = make_batch((first[:-1], 4, tables[0]), (second[:-1], 8, tables[1]))
    decodes = sampled(make_batch((first, 1, tables[0]), (second, 1, tables[1])))

    def following(*tokens: int) -> Batch:
        made = sampled(make_batch(([*first, 0], 1, tables[0]), ([*second, 0], 1, tables[1])))
        return replace(made, token_ids=np.array(tokens, np.int32))

    runner.submit(prompts)
    before = runner.submit(decodes)
    ahead = runner.submit(following(FED_BACK, FED_BACK))
    other = make()
    other.submit(prompts)
    known = other.submit(decodes).result().token_ids
    assert before.result().token_ids.tolist() == known.tolist()
    assert ahead.result().token_ids.tolist() == other.submit(following(*known)).result().token_ids.tolist()
    # And once more after the result was taken, and KV was read meanwhile.
    runner.read_blocks(np.array([1], np.int32))
    assert (runner.submit(following(FED_BACK, FED_BACK)).result().token_ids >= 0).all()
