"""Emulates neuronx_distributed's ModelBuilder (V2) and NxDParallelState."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType

from torch import Tensor, nn

from models.neuron.nxd.emulation.compiler import compile as compile_graph
from models.neuron.nxd.emulation.nxd_model import NxDModel
from models.neuron.nxd.emulation.tracing import TraceArtifacts, trace

_world_sizes: list[int] = []  # of the NxDParallelStates that are open


class NxDParallelState:
    """While it is open, models are built for `world_size` ranks."""

    def __init__(
        self,
        world_size: int = 1,
        rank: int = 0,
        tensor_model_parallel_size: int = 1,
        pipeline_model_parallel_size: int = 1,
        context_parallel_size: int = 1,
        expert_model_parallel_size: int = 1,
        lnc_size: int | None = None,
    ) -> None:
        del rank, lnc_size
        assert pipeline_model_parallel_size == context_parallel_size == expert_model_parallel_size == 1
        assert tensor_model_parallel_size == world_size, "the emulation has tensor parallelism only"
        self.world_size = world_size

    def __enter__(self) -> NxDParallelState:
        _world_sizes.append(self.world_size)
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        _world_sizes.pop()


class ModelBuilder:
    def __init__(self, model: nn.Module, weights_to_skip_layout_optimization: set[str] | None = None) -> None:
        self.model = model
        self.weights_to_skip_layout_optimization = weights_to_skip_layout_optimization
        self.trace_artifacts_collection: dict[str, TraceArtifacts] = {}
        self.world_size = _world_sizes[-1] if _world_sizes else 1

    def trace(
        self,
        args: None = None,
        kwargs: dict[str, Tensor] | None = None,
        tag: str | None = None,
        spmd: bool = True,
    ) -> ModelBuilder:
        assert tag is not None, "the emulation makes no names"
        self.trace_artifacts_collection[tag] = trace(self.model, args, kwargs, spmd)
        return self

    def compile(
        self,
        priority_model_key: str | None = None,
        compiler_workdir: str | os.PathLike[str] | None = None,
        compiler_args: str | dict[str, str] | None = None,
        max_workers: int | None = None,
    ) -> NxDModel:
        """Compile all traces. Raises ValueError without traces, or where a tag has no compiler flags."""
        traces = self.trace_artifacts_collection
        if not traces:
            raise ValueError("No traces available for compilation. Call trace() first.")
        if priority_model_key and priority_model_key not in traces:
            raise ValueError(f"Invalid priority_model_key: {priority_model_key}")
        if isinstance(compiler_args, dict) and traces.keys() - compiler_args.keys():
            raise ValueError(f"Missing compiler args for buckets: {traces.keys() - compiler_args.keys()}")
        flags = compiler_args if isinstance(compiler_args, dict) else dict.fromkeys(traces, compiler_args)
        with ThreadPoolExecutor(max_workers) as pool:
            compiled = {
                tag: pool.submit(
                    compile_graph, artifacts.hlo, artifacts.metaneff, compiler_workdir, flags[tag], tag
                )
                for tag, artifacts in traces.items()
            }
        model = NxDModel(self.world_size)
        for tag, artifacts in traces.items():
            model.add(tag, artifacts, compiled[tag].result())
        return model
