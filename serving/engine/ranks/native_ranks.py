"""The ranks of a model through TorchNeuron: one process for each logical core, as its runtime demands."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from models.decoder import Decoder
from models.neuron.artifact_cache import ArtifactCache
from models.neuron.cores import claim_core_of_rank
from models.neuron.device_errors import explained
from models.neuron.plan import NeuronPlan
from models.neuron.shared_cache import SharedCache
from models.neuron.torch_native.backend import open_device
from models.neuron.torch_native.bundle import BundleSource, bundled
from models.neuron.torch_native.compile import rank_without_weights
from models.neuron.torch_native.decoder import NativeDecoder
from models.neuron.torch_native.graphs import Graphs
from models.neuron.torch_native.kernels import graph_kernels
from models.neuron.torch_native.loaded import LoadedNativeModel
from models.neuron.torch_native.operators import rank_operators
from models.parallel.checkpoint import ShardedCheckpoint, load_rank
from models.parallel.collectives import Collectives
from models.parallel.functional import connect_functional_gloo, world_ranks
from models.parallel.heads import HeadLayout
from serving.engine.neuron_runner import NeuronRunner
from serving.engine.ranks.messages import COLLECTIVE_TIMEOUT_S

Progress = Callable[[str, int, int], None]  # (what is being done, steps done, steps in all)


@dataclass(frozen=True, slots=True)
class NativeRanks:
    """What they have in common; a RankSpec."""

    plan: NeuronPlan
    sharded: ShardedCheckpoint | None  # None: the graphs are compiled, and nothing is served
    backend: str  # of torch.compile
    cores: tuple[int, ...]  # of each rank; none: an emulation on the CPU, over gloo
    cache_dir: Path
    num_threads: int  # of each rank in the emulation
    bundle: BundleSource | None = None  # of all ranks, which have the same graphs; None: nothing is compiled
    command: str | None = None  # what makes the bundle, where nothing may be compiled

    @property
    def heads(self) -> HeadLayout:
        return self.plan.shape.heads

    @property
    def bytes_per_block(self) -> int:
        return self.plan.shape.bytes_per_block

    def make_runner(
        self, rank: int, rendezvous: Path, progress: Progress = lambda what, done, total: None
    ) -> NeuronRunner:
        """All ranks make the same graphs in the same order: the collectives in them are executed."""
        device, group = self._join(rank, rendezvous)
        kernels = graph_kernels(self.plan.kernels, device)
        decoder = NativeDecoder(self._decoder(rank, group), self.plan.shape.layout, device, kernels)
        model = LoadedNativeModel(Graphs(decoder, self.plan.shape, self.backend))
        with explained(), self._bundled(rank):
            model.warm_up(progress)
        return NeuronRunner(model)

    def _bundled(self, rank: int) -> AbstractContextManager[None]:
        """From the machine's own cache, where the first rank brought it before the others were started.

        None of them ends its warm-up before all have begun theirs, and so none writes what another reads.
        """
        if self.bundle is None:
            return nullcontext()
        cache = SharedCache(ArtifactCache(self.cache_dir), None, pushes=False)
        return bundled(self.bundle, cache, command=self.command, keeps=rank == 0)

    def _join(self, rank: int, rendezvous: Path) -> tuple[torch.device, Collectives]:
        size = self.heads.num_ranks
        if not self.cores:
            torch.set_num_threads(self.num_threads)
            group = connect_functional_gloo(rendezvous, rank, size, timeout_s=COLLECTIVE_TIMEOUT_S)
            return torch.device("cpu"), group
        claim_core_of_rank(os.environ, self.cores[rank])
        device = open_device(self.cache_dir, rank=rank, size=size, rendezvous=rendezvous)
        return device, world_ranks()

    def _decoder(self, rank: int, group: Collectives) -> Decoder:
        if self.sharded is None:
            return rank_without_weights(self.plan, group)
        # The table of RoPE is as long as the plan says.
        sharded = replace(self.sharded, config=self.plan.config)
        return load_rank(sharded, rank, rank_operators(self.plan.config.vocab_size, group))
