"""A model on its device: steps, and KV by block."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.neuron.bucket import Bucket
from models.neuron.payload import bits, padded
from models.neuron.shape import TRANSFER_BLOCKS, NeuronShape
from models.neuron.torch_native.decoder import StepOutputs
from models.neuron.torch_native.graphs import Graphs, Progress
from models.neuron.torch_native.packed import pack

P = ParamSpec("P")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class NativeStep:
    """A step that is queued or under way."""

    outputs: Future[StepOutputs]

    @property
    def next_token_ids(self) -> Future[StepOutputs]:
        """For the queue: they are the third output, and stay on the device."""
        return self.outputs

    def token_ids(self) -> Tensor:
        return self.outputs.result()[0].cpu()

    def logits(self) -> Tensor:
        return self.outputs.result()[1].cpu()


class LoadedNativeModel:
    """One process, one device, and one thread that calls the graphs, in the order in which it is asked."""

    def __init__(self, graphs: Graphs) -> None:
        self._graphs = graphs
        self._thread = ThreadPoolExecutor(
            1, "neuron-native", initializer=torch.set_num_threads, initargs=(torch.get_num_threads(),)
        )

    @property
    def shape(self) -> NeuronShape:
        return self._graphs.shape

    def warm_up(self, progress: Progress) -> None:
        """Compile every graph. Raises what torch.compile raises."""
        self._queue(self._graphs.warm_up, progress).result()

    def step(
        self, bucket: Bucket, inputs: Mapping[str, Tensor], token_ids_on_device: Any = None
    ) -> NativeStep:
        packed = pack(bucket, inputs, self.shape.layout.block_size)

        def run() -> StepOutputs:
            if token_ids_on_device is None:
                return self._graphs.step(bucket, packed)
            # It is done: whatever made it stands before this in the queue.
            return self._graphs.step(bucket, packed._replace(token_ids=token_ids_on_device.result()[2]))

        return NativeStep(self._queue(run))

    def read_blocks(self, block_ids: NDArray[np.int32]) -> NDArray[np.generic]:
        if not len(block_ids):
            layout = self.shape.layout
            sizes = (0, layout.num_layers, 2, *layout.layer_shape[1:])
            return bits(torch.empty(sizes, dtype=layout.dtype))
        parts = []
        for start in range(0, len(block_ids), TRANSFER_BLOCKS):
            ids = block_ids[start : start + TRANSFER_BLOCKS]
            payload = self._queue(self._graphs.gather, padded(ids)).result()
            parts.append(bits(payload.cpu())[: len(ids)])
        return np.concatenate(parts)

    def write_blocks(self, block_ids: NDArray[np.int32], payload: NDArray[np.generic]) -> None:
        for start in range(0, len(block_ids), TRANSFER_BLOCKS):
            ids = block_ids[start : start + TRANSFER_BLOCKS]
            # The padding goes to the null block.
            part = np.zeros((TRANSFER_BLOCKS, *payload.shape[1:]), payload.dtype)
            part[: len(ids)] = payload[start : start + len(ids)]
            rows = torch.from_numpy(part).view(self.shape.layout.dtype)
            self._queue(self._graphs.scatter, padded(ids), rows).result()

    def copy_block(self, source: int, target: int) -> None:
        """On the device: what one graph gives goes into the other."""
        self._queue(lambda: self._graphs.scatter(padded([target]), self._graphs.gather(padded([source]))))

    def close(self) -> None:
        self._thread.shutdown()
        del self._graphs

    def _queue(self, call: Callable[P, Result], *args: P.args, **options: P.kwargs) -> Future[Result]:
        return self._thread.submit(call, *args, **options)
