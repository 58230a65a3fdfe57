"""Emulates neuronx_distributed's NxDModel: several graphs over the same weights and states, per rank."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from models.kv import lazy_zeros
from models.neuron.nxd.emulation.compiler import CompilationArtifacts, graph_digest
from models.neuron.nxd.emulation.ranks import DeviceTensor, Ranks, as_tensor
from models.neuron.nxd.emulation.tracing import ModelParamInfo, TraceArtifacts

_MODES = ("default", "ranked", "ranked_to_cpu", "async")


@dataclass(frozen=True)
class _Saved:
    """What `save` writes."""

    world_size: int
    graphs: dict[str, TraceArtifacts]
    neffs: dict[str, bytes]


class NxDModel:
    """Signatures, order of calls and errors are the original's; the arithmetic is the CPU's."""

    def __init__(
        self,
        world_size: int,
        start_rank: int | None = None,
        local_ranks_size: int | None = None,
        state_initializer: None = None,
        layout_transformer: None = None,
    ) -> None:
        assert start_rank is None, "one process has all ranks"
        assert local_ranks_size is None or local_ranks_size == world_size
        assert state_initializer is None
        assert layout_transformer is None
        self.world_size = world_size
        self.local_ranks_size = world_size
        self.loaded_on_neuron = False
        self.weights: list[dict[str, Tensor]] = [{} for _ in range(world_size)]
        self.states: list[dict[str, Tensor]] = [{} for _ in range(world_size)]
        self.model_params: list[ModelParamInfo] = []
        self.input_shape_map: dict[str, list[str]] = {}
        self._graphs: dict[str, TraceArtifacts] = {}
        self._neffs: dict[str, bytes] = {}
        self._state_examples: dict[str, Tensor] | None = None
        self._ranks = Ranks(world_size)

    def add(
        self, key: str, trace_artifacts: TraceArtifacts, compilation_artifacts: CompilationArtifacts
    ) -> NxDModel:
        self._add(key, trace_artifacts, compilation_artifacts.get_neff_bytes())
        return self

    def _add(self, key: str, trace_artifacts: TraceArtifacts, neff: bytes) -> None:
        if not self.model_params:
            self.model_params = trace_artifacts.model_params
        assert self.model_params == trace_artifacts.model_params, (
            "The model provided appears to have a different signature than all other models added prior."
        )
        # As the original: the first graph decides what the states are.
        if self._state_examples is None:
            self._state_examples = trace_artifacts.graph.states
        self._graphs[key] = trace_artifacts
        self._neffs[key] = neff
        names = [arg.param_name for arg in trace_artifacts.provided_args]
        route = route_key(names, [arg.tensor for arg in trace_artifacts.provided_args])
        self.input_shape_map.setdefault(route, []).append(key)

    def get_available_keys(self) -> set[str]:
        return set(self._graphs)

    def get_neff(self, key: str) -> bytes:
        if key not in self._neffs:
            raise KeyError(f"key={key!r} not found.")
        return self._neffs[key]

    def set_weights(self, sharded_checkpoint: list[dict[str, Tensor]]) -> None:
        if self.loaded_on_neuron:
            raise ValueError(
                "set_weights() was called when the model was already loaded on neuron. If you need to "
                "replace your weights, call `replace_weights()` instead."
            )
        self.weights = [dict(checkpoint) for checkpoint in sharded_checkpoint]

    def to_neuron(self) -> None:
        if self.loaded_on_neuron:
            return
        self.states = [
            {
                name: lazy_zeros(tuple(example.shape), example.dtype)  # as large as a core's memory
                for name, example in (self._state_examples or {}).items()
            }
            for _ in range(self.world_size)
        ]
        for key, artifacts in self._graphs.items():
            self._check_neff(key, artifacts)
            self._check_tensors(key, artifacts)
        self.loaded_on_neuron = True

    def replace_weights(self, sharded_checkpoint: list[dict[str, Tensor]]) -> None:
        """As the original, it makes the states anew: what they held is lost."""
        self._ranks.drain()
        self.loaded_on_neuron = False
        self.set_weights(sharded_checkpoint)
        self.to_neuron()

    def _check_neff(self, key: str, artifacts: TraceArtifacts) -> None:
        digest = hashlib.sha256(artifacts.hlo.SerializeToString()).hexdigest()
        if graph_digest(self._neffs[key]) != digest:
            raise RuntimeError(f"NRT_LOAD: the NEFF of {key} is invalid (emulation)")

    def _check_tensors(self, key: str, artifacts: TraceArtifacts) -> None:
        for rank in range(self.world_size):
            for name, shape in artifacts.graph.weights.items():
                if name not in self.weights[rank]:
                    raise RuntimeError(f"{key}: rank {rank} has no weight {name}")
                if self.weights[rank][name].shape != shape:
                    actual = list(self.weights[rank][name].shape)
                    raise RuntimeError(f"{key}: {name} of rank {rank} is {actual}, traced {list(shape)}")
            missing = set(artifacts.graph.states) ^ set(self.states[rank])
            if missing:
                raise RuntimeError(f"{key}: its states differ from the first graph's: {sorted(missing)}")

    def save(self, path_to_save: str, save_weights: bool = False) -> None:
        """All graphs and their NEFFs; as the original, without states."""
        assert not save_weights, "the emulation saves no weights"
        saved = _Saved(self.world_size, self._graphs, self._neffs)
        torch.save(saved, path_to_save)

    @classmethod
    def load(
        cls, path_to_model: str, start_rank: int | None = None, local_ranks_size: int | None = None
    ) -> NxDModel:
        """What `save` wrote; weights are yet to be set. Raises ValueError for any other file, or none."""
        try:
            saved = torch.load(path_to_model, weights_only=False)
        except FileNotFoundError as error:
            raise ValueError(f"The provided filename {path_to_model} does not exist") from error
        if not isinstance(saved, _Saved):
            raise ValueError("The Torchscript Model Supplied was not produced with the NxDModel.save method.")
        model = cls(saved.world_size, start_rank, local_ranks_size)
        for key, artifacts in saved.graphs.items():
            model._add(key, artifacts, saved.neffs[key])
        return model

    def read_from_neuron_buffer(self, buffer_key: str, rank: int) -> Tensor:
        assert self.loaded_on_neuron, "Model must be loaded on neuron before calling these methods"
        for tensors in (self.states, self.weights):
            if len(tensors) > rank and buffer_key in tensors[rank]:
                return tensors[rank][buffer_key].clone()
        raise KeyError(f"Could not find neuron buffer: {buffer_key} in rank {rank}")

    def write_to_neuron_buffer(self, tensor: Tensor, buffer_key: str, rank: int) -> None:
        assert self.loaded_on_neuron, "Model must be loaded on neuron before calling these methods"
        for tensors in (self.states, self.weights):
            if len(tensors) > rank and buffer_key in tensors[rank]:
                held = tensors[rank][buffer_key]
                if tensor.shape != held.shape:
                    raise KeyError(
                        f"Cannot write tensor of shape {tensor.shape} to neuron buffer with shape "
                        f"{held.shape}"
                    )
                tensors[rank][buffer_key] = tensor.to(held.dtype, copy=True)
                return
        raise KeyError(f"Could not find neuron buffer: {buffer_key} in rank {rank}")

    def router(self, inputs: Sequence[Any], arg_names: Sequence[str]) -> list[str]:
        """The keys of the graphs of these shapes. Raises KeyError where there is none."""
        return self.input_shape_map[route_key(arg_names, inputs)]

    def __call__(
        self, *args: Any, model_name: str | None = None, forward_mode: str = "default", **kwargs: Any
    ) -> Any:
        return self.forward(*args, model_name=model_name, forward_mode=forward_mode, **kwargs)

    def forward(
        self, *args: Any, model_name: str | None = None, forward_mode: str = "default", **kwargs: Any
    ) -> Any:
        """Run one graph.

        default:       tensors -> rank 0's outputs, one alone or a tuple
        ranked, async: each input [rank] -> outputs [output][rank], which stay on the device
        ranked_to_cpu: each input [rank] -> outputs [output][rank], tensors

        Raises: RuntimeError before `to_neuron`; KeyError for shapes that no graph has; AssertionError where
        `model_name` is missing for shapes of several graphs, or is not the graph of these shapes.
        """
        if not self.loaded_on_neuron:
            raise RuntimeError("Model not initialized. Call set_weights() followed by to_neuron()")
        assert forward_mode in _MODES, f"{forward_mode=} is not supported. It must be one of {_MODES}"
        assert not args, "the emulation takes inputs by name"
        names = [param.param_name for param in self.model_params if param.param_name in kwargs]
        assert len(names) == len(kwargs), f"Not all kwargs were parsed: {sorted(set(kwargs) - set(names))}"
        ranks = range(self.local_ranks_size)
        by_rank = [
            {name: kwargs[name] if forward_mode == "default" else kwargs[name][rank] for name in names}
            for rank in ranks
        ]
        key = self._route(by_rank[0], names, model_name)
        outputs = self._submit(key, by_rank)
        if forward_mode in ("ranked", "async"):
            return [list(of_ranks) for of_ranks in zip(*outputs, strict=True)]
        on_cpu = [[tensor.cpu() for tensor in of_rank] for of_rank in outputs]
        if forward_mode == "ranked_to_cpu":
            return [list(of_ranks) for of_ranks in zip(*on_cpu, strict=True)]
        return on_cpu[0][0] if len(on_cpu[0]) == 1 else tuple(on_cpu[0])

    def _route(self, inputs: Mapping[str, Any], names: list[str], model_name: str | None) -> str:
        keys = self.router([inputs[name] for name in names], names)
        if len(keys) > 1:
            assert model_name is not None, (
                f"Got {len(keys)} possible routes but model_name wasn't provided. The Model Name must be "
                "provided if input routing is ambiguous."
            )
            return model_name
        assert model_name is None or model_name == keys[0], (
            f"Provided model_name does not match model name found by the shape router. Found {keys[0]} but "
            f"got {model_name}"
        )
        return keys[0]

    def _submit(self, key: str, by_rank: list[dict[str, Any]]) -> list[list[DeviceTensor]]:
        graph = self._graphs[key].graph
        for arg in self._graphs[key].provided_args:
            given = by_rank[0][arg.param_name].dtype
            if given != arg.tensor.dtype:
                raise RuntimeError(f"{key}: {arg.param_name} is {given}, traced {arg.tensor.dtype}")

        def step(rank: int) -> list[Tensor]:
            inputs = {name: as_tensor(value) for name, value in by_rank[rank].items()}
            return graph.run(self.weights[rank], self.states[rank], inputs)

        promises = self._ranks.submit(step)
        return [
            [DeviceTensor(promise, index, example) for index, example in enumerate(graph.outputs)]
            for promise in promises
        ]


def route_key(names: Sequence[str], tensors: Sequence[Any]) -> str:
    return (
        "("
        + ", ".join(f"{name}: {list(tensor.shape)}" for name, tensor in zip(names, tensors, strict=True))
        + ")"
    )
