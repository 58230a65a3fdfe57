"""Random tiny checkpoints, and a decoder driven the way an engine would drive it."""

from __future__ import annotations

import copy
import functools
import importlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import torch
from tokenizers import Tokenizer as Backend
from tokenizers import decoders, models, pre_tokenizers

from kernels.linear.cases import random_quantized
from kernels.linear.quantized import GGUFFormat
from models.cpu_kv import allocate_kv
from models.decoder import Decoder
from models.kv import KVMemory, PagedKV
from models.loader import LoadedModel, load_model
from models.operators import reference_kv_operators, reference_operators
from models.registry import resolve

TINY = {
    "vocab_size": 320,
    "hidden_size": 64,
    "intermediate_size": 96,
    "num_hidden_layers": 3,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 256,
    "bos_token_id": 1,
    "eos_token_id": 2,
}


_SERVE_LLAMA_CPP = """
import json, sys, urllib.request
import xllamacpp

def answer(file, requests):
    params = xllamacpp.CommonParams()
    params.model.path = file
    params.port, params.n_ctx, params.n_parallel, params.warmup = 0, 256, 1, False
    params.cpuparams.n_threads = 1
    params.cache_type_k = params.cache_type_v = xllamacpp.ggml_type.GGML_TYPE_F32
    params.flash_attn_type = xllamacpp.llama_flash_attn_type.LLAMA_FLASH_ATTN_TYPE_DISABLED
    server = xllamacpp.Server(params)
    for path, body in requests:
        request = urllib.request.Request(
            server.listening_address + path, json.dumps(body).encode(), {"content-type": "application/json"}
        )
        print(json.dumps(json.load(urllib.request.urlopen(request, timeout=600))))

answer(sys.argv[1], json.load(sys.stdin))
"""


@pytest.fixture(autouse=True, scope="session")
def _few_threads():
    torch.set_num_threads(1)


class Oracle:
    """A transformers model: its logits, and what it goes on with."""

    def __init__(self, network: torch.nn.Module) -> None:
        self.network = network.eval()

    @torch.inference_mode()
    def logits(self, ids: list[int]) -> torch.Tensor:
        return self.network(torch.tensor([ids]), use_cache=False).logits[0].float()

    @torch.inference_mode()
    def greedy(self, ids: list[int], num_tokens: int) -> list[int]:
        ids = list(ids)
        past, new = None, ids
        for _ in range(num_tokens):
            out = self.network(torch.tensor([new]), past_key_values=past, use_cache=True)
            past, new = out.past_key_values, [int(out.logits[0, -1].argmax())]
            ids += new
        return ids[-num_tokens:]


class Driver:
    """Sequences over one decoder and one paged KV, their blocks dealt in random order."""

    def __init__(
        self,
        decoder: Decoder,
        num_seqs: int,
        *,
        block_size: int = 32,
        max_len: int = 256,
        is_fast: bool = False,
    ) -> None:
        """`is_fast`: over the KV of the C++ kernels; else over torch tensors."""
        self.decoder = decoder
        self.block_size = block_size
        num_blocks_each = -(-max_len // block_size)
        ids = list(range(1, num_seqs * num_blocks_each + 1))
        random.Random(0).shuffle(ids)
        self.tables = torch.tensor(ids, dtype=torch.int32).view(num_seqs, num_blocks_each)
        self.lengths = [0] * num_seqs
        sizes = {"num_blocks": len(ids), "block_size": block_size}
        if is_fast:
            kv_format = "bfloat16" if decoder.dtype is torch.bfloat16 else "float32"
            self.kv: KVMemory = allocate_kv(decoder.config, kv_format=kv_format, **sizes)
        else:
            self.kv = PagedKV.allocate(
                decoder.config, dtype=decoder.dtype, operators=reference_kv_operators(), **sizes
            )

    def step(self, chunks: dict[int, list[int]]) -> dict[int, torch.Tensor]:
        """Give these sequences new tokens; returns the logits of all of them, [len(chunk), vocab]."""
        starts = {seq: self.lengths[seq] for seq in chunks}
        positions = [p for seq, chunk in chunks.items() for p in range(starts[seq], starts[seq] + len(chunk))]
        slots = []
        for seq, chunk in chunks.items():
            for position in range(starts[seq], starts[seq] + len(chunk)):
                block = int(self.tables[seq, position // self.block_size])
                slots.append(block * self.block_size + position % self.block_size)
            self.lengths[seq] += len(chunk)
        sizes = [len(chunk) for chunk in chunks.values()]
        query_start = [sum(sizes[:i]) for i in range(len(sizes) + 1)]
        logits = self.decoder(
            _int32([token for chunk in chunks.values() for token in chunk]),
            _int32(positions),
            _int32(slots),
            _int32(query_start),
            _int32([self.lengths[seq] for seq in chunks]),
            self.tables[list(chunks)],
            _int32(list(range(len(positions)))),
            self.kv,
        )
        return dict(zip(chunks, logits.split(sizes), strict=True))

    def prefill(self, prompts: list[list[int]], chunk_size: int) -> list[torch.Tensor]:
        """All prompts in one batch, `chunk_size` tokens of each per step; the logits of every token."""
        rows: list[list[torch.Tensor]] = [[] for _ in prompts]
        for start in range(0, max(map(len, prompts)), chunk_size):
            due = {
                i: prompt[start : start + chunk_size]
                for i, prompt in enumerate(prompts)
                if start < len(prompt)
            }
            for seq, logits in self.step(due).items():
                rows[seq].append(logits)
        return [torch.cat(parts) for parts in rows]

    def greedy(self, prompts: list[list[int]], num_tokens: int, chunk_size: int) -> list[list[int]]:
        out = [[int(logits[-1].argmax())] for logits in self.prefill(prompts, chunk_size)]
        for _ in range(num_tokens - 1):
            for seq, logits in self.step({i: [tokens[-1]] for i, tokens in enumerate(out)}).items():
                out[seq].append(int(logits[-1].argmax()))
        return out


def _int32(values: list[int]) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.int32)


def tiny_backend(vocab_size: int) -> Backend:
    """A byte-level tokenizer without merges: ids 0 to 2 are special, then the 256 bytes."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocab = {token: i for i, token in enumerate(["<unk>", "<s>", "</s>", *alphabet])}
    backend = Backend(models.BPE(vocab=vocab, merges=[]))
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    backend.decoder = decoders.ByteLevel()
    backend.add_special_tokens(["<unk>", "<s>", "</s>"])
    assert backend.get_vocab_size() <= vocab_size
    return backend


@pytest.fixture(scope="session")
def read_gguf_once() -> Iterator[None]:
    """Else transformers parses the whole file for each part, and maps the names for each module."""
    import gguf

    with pytest.MonkeyPatch.context() as patch:
        for name in ("GGUFReader", "get_tensor_name_map"):
            patch.setattr(gguf, name, functools.cache(getattr(gguf, name)))
        yield


@pytest.fixture(scope="session")
def gguf_writer() -> Iterator[ModuleType]:
    folder = str(Path(__file__).parent)
    sys.path.insert(0, folder)
    yield importlib.import_module("gguf_writer")
    sys.path.remove(folder)


@pytest.fixture
def write_gguf(gguf_writer: ModuleType) -> Callable[..., Path]:
    """A transformers model as the GGUF file that llama.cpp's converter would write."""
    writer: Callable[..., Path] = gguf_writer.write_gguf
    return writer


@pytest.fixture
def mixed_gguf(gguf_writer: ModuleType, tmp_path: Path) -> Callable[..., tuple[Path, Oracle]]:
    """A random network as a file of several formats, and the network with the weights that they stand for."""

    def write(family: str, formats: dict[str, GGUFFormat], **options: object) -> tuple[Path, Oracle]:
        """`formats`: of the matrices whose names have this part."""
        wide = {"hidden_size": 256, "intermediate_size": 512, "head_dim": 64, "initializer_range": 0.1}
        _, oracle = _save_random(tmp_path, family, **{**wide, **options})
        blocks = {}
        for name, tensor in oracle.network.state_dict().items():
            weight_format = next((formats[part] for part in formats if part in name), None)
            if tensor.dim() == 2 and weight_format is not None:
                blocks[name] = random_quantized(weight_format, *tensor.shape)
                tensor.copy_(blocks[name].dequantize())
        path: Path = gguf_writer.write_gguf(tmp_path / "mixed.gguf", oracle.network, family, blocks=blocks)
        return path, oracle

    return write


@pytest.fixture
def driver() -> type[Driver]:
    return Driver


@pytest.fixture
def oracle() -> type[Oracle]:
    return Oracle


@pytest.fixture
def prompts() -> list[list[int]]:
    rng = random.Random(7)
    return [[rng.randrange(3, TINY["vocab_size"]) for _ in range(length)] for length in (37, 5, 64)]


def _save_random(
    root: Path, family: str, *, max_shard_size: str = "5GB", seed: int = 0, **options: object
) -> tuple[Path, Oracle]:
    transformers = pytest.importorskip("transformers")
    torch.manual_seed(seed)
    config = transformers.AutoConfig.for_model(family, **{**TINY, **options})
    network = transformers.AutoModelForCausalLM.from_config(config, attn_implementation="eager")
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            # transformers starts biases at 0 and norms at 1, which would hide a forgotten one.
            parameter.normal_(1.0 if "norm" in name else 0.0, 0.15)
    directory = root / family
    network.save_pretrained(directory, max_shard_size=max_shard_size)
    tiny_backend(TINY["vocab_size"]).save(str(directory / "tokenizer.json"))
    return directory, Oracle(network)


@pytest.fixture
def save_tiny(tmp_path: Path) -> Callable[..., tuple[Path, Oracle]]:
    """Make a random model of a family, save it as transformers does, and return where, and the oracle."""
    return partial(_save_random, tmp_path)


@pytest.fixture
def save_lora(tmp_path: Path, write_lora: Callable[..., Any]) -> Callable[..., tuple[Path, Oracle]]:
    """Write a random adapter as PEFT does, and return where, and the oracle with it merged in."""

    def save(oracle: Oracle, projections: list[str], *, seed: int = 0, rank: int = 4) -> tuple[Path, Oracle]:
        merged, folder = copy.deepcopy(oracle.network), tmp_path / f"adapter-{seed}"
        linears = {
            name: module for name, module in merged.named_modules() if name.split(".")[-1] in projections
        }
        shapes = {name: tuple(linear.weight.shape) for name, linear in linears.items()}
        for name, (down, up) in write_lora(folder, shapes, seed=seed, rank=rank).items():
            linears[name].weight.data += 2 * up @ down
        return folder, Oracle(merged)

    return save


@pytest.fixture(scope="session")
def save_random(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """The same for fixtures that outlive a test, and without the oracle."""
    return lambda family, **options: _save_random(tmp_path_factory.mktemp("model"), family, **options)[0]


@pytest.fixture
def load() -> Callable[..., LoadedModel]:
    def load_path(path: Path | str, dtype: torch.dtype = torch.float32) -> LoadedModel:
        return load_model(resolve(str(path)), dtype=dtype, operators=reference_operators())

    return load_path


@pytest.fixture(scope="session")
def llama_cpp(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[dict[str, Any]]]:
    """Answers of llama.cpp's server over a file, one for each (path, body).

    It is the package xllamacpp, which pip installs into a temporary folder: it is no dependency.
    """
    folder = tmp_path_factory.mktemp("xllamacpp")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), "xllamacpp"]
    installed = subprocess.run(command, capture_output=True, text=True, check=False)
    if installed.returncode != 0:
        reason = (installed.stderr.strip().splitlines() or ["no reason given"])[-1]
        pytest.skip(f"pip cannot install xllamacpp: {reason}")

    def ask(file: Path, requests: list[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
        done = subprocess.run(
            [sys.executable, "-c", _SERVE_LLAMA_CPP, str(file)],
            input=json.dumps(requests),
            env=os.environ | {"PYTHONPATH": str(folder)},
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]

    return ask
