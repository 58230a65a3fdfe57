"""Programs: built once from a decoder's parts, run once per step.

There is no reference.py here: the definition of a program is the decoder's own forward, op by op, whose bits
it has (tests/models/test_program.py).
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from kernels.experts.cpu import PackedExperts
from kernels.kv_blocks import KVBlocks
from kernels.library import Library, raise_for_status
from kernels.linear.cpu import ADD, PackedLinear
from kernels.lora.cpu import PackedLora, lora_table
from kernels.lora.embedding import EmbeddingLora, add_embeddings
from kernels.lora.reference import LoraPart
from kernels.memory import Shelf, empty
from kernels.parts import attention_part
from kernels.structs import ProgramOpStruct, StepStruct
from kernels.tensors import DTYPE_CODES, dtype_name

# enum OpKind of native/ops.h
_EMBED, _NORM, _LINEAR, _HEAD_NORM, _ROTATE_WRITE, _ATTEND, _SELECT, _LOGITS, _ADD_ROWS, _EXPERTS = range(10)

Int32Array = NDArray[np.int32]
Buffer = int


@dataclass(frozen=True, slots=True, eq=False)
class StepArrays:
    """One step's input, int32 and C-contiguous, shaped as `serving.engine.batch` says."""

    token_ids: Int32Array
    positions: Int32Array
    slot_mapping: Int32Array
    query_start: Int32Array
    seq_lens: Int32Array
    block_tables: Int32Array
    logit_rows: Int32Array
    adapters: Int32Array | None = None  # [num_tokens], each row's place among the program's, -1: none


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """A linear that adapters may add to."""

    names: tuple[str, ...]  # of the projections whose outputs it has, side by side
    sizes: tuple[int, ...]  # and how many these are
    linear: PackedLinear
    dtype: torch.dtype  # of what adapters have for it


@dataclass(frozen=True, slots=True)
class EmbeddingSite:
    """The program's first operation, where adapters may add to the embeddings."""

    name: str
    out: Buffer
    scale: float
    dtype: torch.dtype  # of what adapters have for it


class ProgramBuilder:
    """Collects operations. A buffer holds one row per token; its width is in elements."""

    def __init__(self, library: Library, dtype: torch.dtype) -> None:
        self._library = library
        self._dtype = dtype
        self._ops: list[ProgramOpStruct] = []
        self._widths: list[int] = []
        self._keep: list[object] = []  # whatever the operations point to
        self._sites: list[Site] = []
        self._embedding: EmbeddingSite | None = None

    def buffer(self, width: int) -> Buffer:
        self._widths.append(width)
        return len(self._widths) - 1

    def embed(self, table: PackedLinear, out: Buffer, *, scale: float = 1.0, name: str = "") -> None:
        """out = scale * the table's rows of token_ids.

        Args:
            name: of the module, where adapters may add to it; the program begins with it.
        """
        if name:
            assert not self._ops, "what adapters add to embeddings, they add behind the first operation"
            dtype = torch.float32 if table.dtype is torch.float32 else torch.bfloat16
            self._embedding = EmbeddingSite(name, out, scale, dtype)
        self._add(_EMBED, out=out, scale=scale, **self._weight(table))

    def norm(self, x: Buffer, out: Buffer, weight: Tensor, eps: float, offset: float = 0.0) -> None:
        """out = rms_norm(x); `out` may be x."""
        pointer = self._pointer(weight)
        self._add(_NORM, x=x, out=out, weight=pointer, in_features=len(weight), eps=eps, offset=offset)

    def linear(
        self,
        x: Buffer,
        out: Buffer,
        packed: PackedLinear,
        *,
        first_column: int = 0,
        add: bool = False,
        parts: Sequence[tuple[str, int]] = (),
        epilogue: int | None = None,
    ) -> None:
        """out = packed(x), or with `add` out += packed(x); out's columns from `first_column` on.

        Args:
            epilogue: in place of the weight's own.
            parts: name and number of outputs of each projection that it is, where adapters may add to it.
        """
        epilogue = ADD if add else packed.epilogue if epilogue is None else epilogue
        fields = {**self._weight(packed), "epilogue": epilogue, "first_column": first_column}
        self._add(_LINEAR, x=x, out=out, site=self._site(packed, parts), **fields)

    def add(self, x: Buffer, out: Buffer, *, scale: float = 1.0) -> None:
        """out += scale * x, of the same width."""
        assert self._widths[x] == self._widths[out], "only buffers of one width are added"
        self._add(_ADD_ROWS, x=x, out=out, scale=scale)

    def experts(self, x: Buffer, out: Buffer, packed: PackedExperts) -> None:
        """out = packed(x)."""
        self._keep.append(packed)
        self._add(_EXPERTS, x=x, out=out, experts=ctypes.addressof(packed.struct))

    def head_norm(
        self,
        x: Buffer,
        weight: Tensor,
        eps: float,
        offset: float = 0.0,
        *,
        first_head: int,
        num_heads: int,
        head_dim: int,
    ) -> None:
        """Each of x's heads [first_head, first_head + num_heads) normed in place."""
        self._add(
            _HEAD_NORM,
            x=x,
            weight=self._pointer(weight),
            eps=eps,
            offset=offset,
            first_head=first_head,
            num_heads=num_heads,
            head_dim=head_dim,
        )

    def rotate_write(
        self, qkv: Buffer, *, layer: int, num_heads: int, head_dim: int, rope: int | None
    ) -> None:
        """q and k rotated in place by that one of the tables, or not; k and v to their slots."""
        rope = -1 if rope is None else rope
        self._add(_ROTATE_WRITE, x=qkv, layer=layer, num_heads=num_heads, head_dim=head_dim, rope=rope)

    def attend(
        self,
        qkv: Buffer,
        out: Buffer,
        *,
        layer: int,
        num_heads: int,
        scale: float,
        sliding_window: int,
        softcap: float = 0.0,
        sinks: Tensor | None = None,
    ) -> None:
        """`sinks`: float32 [num_heads]."""
        self._keep.append(sinks)
        self._add(
            _ATTEND,
            x=qkv,
            out=out,
            layer=layer,
            num_heads=num_heads,
            scale=scale,
            sliding_window=sliding_window,
            softcap=softcap,
            sinks=0 if sinks is None else sinks.data_ptr(),
        )

    def select(self, x: Buffer, out: Buffer) -> None:
        """out = x's logit_rows; what follows works on these rows."""
        self._add(_SELECT, x=x, out=out)

    def logits(
        self,
        x: Buffer,
        packed: PackedLinear,
        *,
        scale: float = 1.0,
        softcap: float = 0.0,
        parts: Sequence[tuple[str, int]] = (),
    ) -> None:
        site = self._site(packed, parts)
        self._add(_LOGITS, x=x, scale=scale, softcap=softcap, site=site, **self._weight(packed))

    def _site(self, packed: PackedLinear, parts: Sequence[tuple[str, int]]) -> int:
        """Its number among those that adapters may add to; -1: none of them."""
        if not parts:
            return -1
        names, sizes = zip(*parts, strict=True)
        self._sites.append(Site(names, sizes, packed, _adapter_dtype(packed)))
        return len(self._sites) - 1

    def build(self, ropes: Sequence[tuple[Tensor, Tensor]], vocab_size: int) -> Program:
        """`ropes`: tables of cosines and sines, float32 [max_positions, angles], all of one shape."""
        return Program(
            self._library,
            self._dtype,
            self._ops,
            self._widths,
            ropes,
            vocab_size,
            tuple(self._keep),
            tuple(self._sites),
            self._embedding,
        )

    def _weight(self, packed: PackedLinear) -> dict[str, int]:
        self._keep.append(packed)
        return {
            "weight": packed.packed.data_ptr(),
            "bias": 0 if packed.bias is None else packed.bias.data_ptr(),
            "in_features": packed.in_features,
            "out_features": packed.out_features,
            "out_width": packed.out_width,
            "format": packed.format,
            "epilogue": packed.epilogue,
        }

    def _pointer(self, tensor: Tensor) -> int:
        assert tensor.dtype is self._dtype, "norms have the program's dtype"
        self._keep.append(tensor)
        return tensor.data_ptr()

    def _add(self, kind: int, **fields: float) -> None:
        self._ops.append(ProgramOpStruct(kind=kind, **fields))


class Program:
    """One step after another over the same buffers: not for two threads at once."""

    def __init__(
        self,
        library: Library,
        dtype: torch.dtype,
        ops: list[ProgramOpStruct],
        widths: list[int],
        ropes: Sequence[tuple[Tensor, Tensor]],
        vocab_size: int,
        keep: tuple[object, ...],
        sites: tuple[Site, ...],
        embedding: EmbeddingSite | None = None,
    ) -> None:
        self._library = library
        self._dtype = dtype
        self._ops = (ProgramOpStruct * len(ops))(*ops)
        self._widths = np.array(widths, np.int64)
        self._ropes = tuple(ropes)
        self._cosines = np.array([cos.data_ptr() for cos, _ in ropes], np.uintp)
        self._sines = np.array([sin.data_ptr() for _, sin in ropes], np.uintp)
        self._vocab_size = vocab_size
        self._keep = keep
        self._sites = sites
        self._embedding = embedding
        self._adapters: list[list[PackedLora | None]] = []  # of each adapter, what it adds to each site
        self._embeddings: list[EmbeddingLora | None] = []  # and to the embeddings
        self._free: list[int] = []  # places of adapters that were removed
        self._table = lora_table([])
        self._num_rows = 0  # that the buffers hold
        self._memory = empty((0,), dtype)
        self._buffers = np.zeros(len(widths), np.uintp)
        self._logits = np.empty((0, vocab_size), np.float32)
        self._logit_adapters = np.empty(0, np.int32)

    def add_adapter(self, parts: Mapping[str, LoraPart]) -> int:
        """Have an adapter from the next step on: its place among the program's.

        Args:
            parts: of each projection that it adds to, by name; see kernels/lora.

        Raises ValueError for a projection that the program does not have.
        """
        own_names = {name for site in self._sites for name in site.names}
        if self._embedding is not None:
            own_names.add(self._embedding.name)
        if unknown := sorted(set(parts) - own_names):
            raise ValueError(f"the program has no projection {unknown[0]}.")
        shelf = Shelf()  # of its own, so that all of it is given back with the adapter
        packed = [self._packed_at(site, parts, shelf) for site in self._sites]
        place = self._free.pop() if self._free else len(self._adapters)
        self._adapters[place : place + 1] = [packed]
        self._embeddings[place : place + 1] = [self._embedding_of(parts)]
        self._table = lora_table(list(zip(*self._adapters, strict=True)))
        return place

    def remove_adapter(self, place: int) -> None:
        """No step has it any more: another may take its place."""
        self._adapters[place] = [None] * len(self._sites)
        self._embeddings[place] = None
        self._free.append(place)
        self._table = lora_table(list(zip(*self._adapters, strict=True)))

    def _embedding_of(self, parts: Mapping[str, LoraPart]) -> EmbeddingLora | None:
        site = self._embedding
        part = None if site is None else parts.get(site.name)
        return None if site is None or part is None else EmbeddingLora(part, site.scale, site.dtype)

    def _packed_at(self, site: Site, parts: Mapping[str, LoraPart], shelf: Shelf) -> PackedLora | None:
        own = [parts.get(name) for name in site.names]
        if not any(own):
            return None
        return PackedLora(
            self._library,
            own,
            site.sizes,
            dtype=site.dtype,
            columns=site.linear.columns,
            base=site.linear,
            shelf=shelf,
        )

    def run(self, step: StepArrays, kv: KVBlocks) -> NDArray[np.float32]:
        """Compute the step: K and V go to their slots.

        Returns logits [len(logit_rows), vocab_size], valid until the next run.
        Raises ValueError for slots, blocks, lengths, positions or rows that do not fit.
        """
        self._library.need(attention_part(dtype_name(self._dtype), kv.format))
        self._reserve(len(step.token_ids), len(step.logit_rows))
        struct = self._struct(step, kv)
        first = 0
        if step.adapters is not None and any(self._embeddings):
            first = 1
            self._run(0, first, struct)
            add_embeddings(
                self._embedded(len(step.token_ids)), step.token_ids, step.adapters, self._embeddings
            )
        self._run(first, len(self._ops), struct)
        return self._logits[: len(step.logit_rows)]

    def _run(self, first: int, end: int, struct: StepStruct) -> None:
        ops = ctypes.addressof(self._ops) + first * ctypes.sizeof(ProgramOpStruct)
        raise_for_status(self._library.run_program(ops, end - first, ctypes.addressof(struct)))

    def _embedded(self, num_tokens: int) -> Tensor:
        """Where the embeddings of the step are, [num_tokens, hidden]."""
        assert self._embedding is not None
        width = int(self._widths[self._embedding.out])
        start = int(self._widths[: self._embedding.out].sum()) * self._num_rows
        return self._memory[start : start + num_tokens * width].view(num_tokens, width)

    def _reserve(self, num_tokens: int, num_logit_rows: int) -> None:
        if num_tokens > self._num_rows:
            self._num_rows = max(num_tokens, min(2 * self._num_rows, num_tokens + 256), 16)
            self._memory = empty((self._num_rows * int(self._widths.sum()),), self._dtype)
            starts = np.concatenate(([0], np.cumsum(self._widths)[:-1])) * self._num_rows
            offsets = (starts * self._dtype.itemsize).astype(np.uintp)
            self._buffers = np.uintp(self._memory.data_ptr()) + offsets
        if num_logit_rows > len(self._logits):
            self._logits = np.empty((num_logit_rows, self._vocab_size), np.float32)
            self._logit_adapters = np.empty(num_logit_rows, np.int32)

    def _struct(self, step: StepArrays, kv: KVBlocks) -> StepStruct:
        num_positions, num_angles = self._ropes[0][0].shape
        return StepStruct(
            token_ids=step.token_ids.ctypes.data,
            positions=step.positions.ctypes.data,
            slot_mapping=step.slot_mapping.ctypes.data,
            query_start=step.query_start.ctypes.data,
            seq_lens=step.seq_lens.ctypes.data,
            block_tables=step.block_tables.ctypes.data,
            logit_rows=step.logit_rows.ctypes.data,
            adapters=None if step.adapters is None else step.adapters.ctypes.data,
            logit_adapters=self._logit_adapters.ctypes.data,
            lora=ctypes.addressof(self._table),
            num_adapters=len(self._adapters),
            num_tokens=len(step.token_ids),
            num_seqs=len(step.seq_lens),
            max_blocks=step.block_tables.shape[1],
            num_logit_rows=len(step.logit_rows),
            logits=self._logits.ctypes.data,
            buffers=self._buffers.ctypes.data,
            widths=self._widths.ctypes.data,
            cos=self._cosines.ctypes.data,
            sin=self._sines.ctypes.data,
            num_positions=num_positions,
            num_angles=num_angles,
            kv=kv.struct,
            layer_stride=kv.layer_stride,
            dtype=DTYPE_CODES[self._dtype],
        )


def _adapter_dtype(packed: PackedLinear) -> torch.dtype:
    """As exact as the weight: what is added to one in bytes or less is read as bytes."""
    return torch.int8 if packed.dtype is None else packed.dtype
