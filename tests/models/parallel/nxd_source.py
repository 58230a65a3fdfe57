"""neuronx_distributed's parallel layers, run from a checkout of its source over gloo, without a Neuron SDK.

What the layers import of the SDK and of torch_xla but do not call in their CPU mode (NXD_CPU_MODE) are
stand-ins here: attributes of empty modules.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import os
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import MagicMock

import ranks
import torch
import torch.distributed as dist

from models.parallel.operators import ParallelLayers

STAND_INS = ("torch_xla", "torch_neuronx", "neuronxcc", "libneuronxla", "nki", "nkilib")


class _StandIn(ModuleType):
    __path__: Sequence[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = MagicMock(name=name)
        if name == "get_platform_target":
            value.return_value = "trn2"
        setattr(self, name, value)
        return value


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name.partition(".")[0] not in STAND_INS:
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


def load(source: Path) -> ParallelLayers:
    """What we use of neuronx_distributed.parallel_layers in a checkout."""
    os.environ["NXD_CPU_MODE"] = "1"
    package = source / "src" / "neuronx_distributed"
    if "neuronx_distributed" not in sys.modules:
        sys.meta_path.append(_Finder())
        # Its own __init__ imports the whole library: the folder alone will do.
        module = ModuleType("neuronx_distributed")
        module.__path__ = [str(package)]
        sys.modules["neuronx_distributed"] = module
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        layers = importlib.import_module("neuronx_distributed.parallel_layers.layers")
        mappings = importlib.import_module("neuronx_distributed.parallel_layers.mappings")
    return ParallelLayers(
        layers.ColumnParallelLinear,
        layers.RowParallelLinear,
        layers.ParallelEmbedding,
        mappings.reduce_from_tensor_model_parallel_region,
    )


def initialise(source: Path, rendezvous: Path, group: Any) -> Any:
    """Its tensor-parallel group of the same ranks, as torch.distributed makes it."""
    load(source)
    state = importlib.import_module("neuronx_distributed.parallel_layers.parallel_state")
    if not dist.is_initialized():
        os.environ["GLOO_SOCKET_IFNAME"] = "lo"
        store = dist.FileStore(str(rendezvous), group.size())
        dist.init_process_group("gloo", store=store, rank=group.rank(), world_size=group.size())
        state.initialize_model_parallel(tensor_model_parallel_size=group.size())
    return state.get_tensor_model_parallel_group()


def small_network_of_theirs(
    source: Path, rendezvous: Path, sizes: tuple[int, int, int], group: Any
) -> dict[str, Any]:
    torch_group = initialise(source, rendezvous, group)
    torch.manual_seed(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ranks.small_network(*sizes, torch_group, group.rank(), load(source))


def generate_with_theirs(
    source: Path, rendezvous: Path, directory: Path, prompt: list[int], num_tokens: int, group: Any
) -> tuple[Any, list[int]]:
    """Our decoder, its linears, embedding and head being theirs."""
    torch_group = initialise(source, rendezvous, group)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        decoder = ranks.rank_decoder(directory, group.rank(), torch_group, is_fast=False, layers=load(source))
    kv = ranks.make_kv(decoder.config, is_fast=False)
    logits, tokens = ranks.generate(decoder, kv, prompt, num_tokens)
    return logits.numpy(), tokens
