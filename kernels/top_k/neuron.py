"""top_k on a NeuronCore."""

from __future__ import annotations

from kernels.neuron.backend import NkiTensor, jit, nisa, nl
from kernels.neuron.exact import MAX_EXACT_INTEGER
from kernels.neuron.grid import share_of

TILE_ROWS = 128  # one row of logits per partition
CHUNK_COLUMNS = 8192
MAX_CANDIDATES = 16_384  # of the second search
TAKEN = float("-inf")  # in place of a logit that has been chosen


@jit
def top_k(logits: NkiTensor, k: int) -> tuple[NkiTensor, NkiTensor]:
    """Same contract as reference.top_k; k = 1 is the greedy choice.

    Dimensions: n rows (any), v = vocab_size of this rank, 8 <= v < 2^24; kk = k rounded up to eights, kk <=
    v, ceil(v / 8192) * kk <= 16384.
    Args (HBM): logits float32 [n, v], -inf for what may not be chosen; k, a constant of the graph.
    Returns logits float32 [n, k] and token ids int32 [n, k] (HBM), by (logit descending, id ascending).
    Under tensor parallelism with the head split by vocabulary, the graph adds each rank's first id, gathers
    the ranks' candidates and takes the top k of these again.

    Numerics: exact; nothing is rounded. A row with fewer than k tokens above -inf ends with ids whose logit
    is -inf, the same one perhaps several times. Equal logits rely on nc_find_index8 giving equal values their
    places in ascending order, as NKI 0.6 documents it; the simulator of NKI 0.5 gives all of them the first.

    Engines: Vector (three passes over the chunk per 8 results), GpSimd (ids of the second search), DMA.
    SBUF per partition: chunk 4*8192 (twice where the next is loaded meanwhile), candidates 8*kk per chunk.
    PSUM: none. Bytes: 4*n*v. Flops: none. Bound by Vector Engine: 3*v*kk/8 cycles for each 128 rows, and with
    few rows most of its lanes idle. Two programs (LNC=2) take half of the rows each;
    of a single row the second has none.

        for each tile of 128 rows:
            for each chunk of up to 8192 columns:
                repeat kk / 8 times:  max8, nc_find_index8, nc_match_replace8(-inf)
                append values and ids to the candidates
            with more than one chunk: the same search among the candidates, ids by nc_n_gather
    """
    num_rows, vocab_size = logits.shape
    rounds = (k + 7) // 8
    num_chunks = (vocab_size + CHUNK_COLUMNS - 1) // CHUNK_COLUMNS
    width = (vocab_size + num_chunks - 1) // num_chunks
    assert 8 <= vocab_size < MAX_EXACT_INTEGER, (
        f"top_k: vocab_size is {vocab_size}, 8 to 2^24 - 1 are possible"
    )
    assert k >= 1, f"top_k: k is {k}, at least 1"
    assert 8 * rounds <= vocab_size, (
        f"top_k: k is {k} of {vocab_size}; k rounded up to eights must not exceed it"
    )
    assert num_chunks * 8 * rounds <= MAX_CANDIDATES, (
        f"top_k: k is {k} with {num_chunks} chunks, too many candidates"
    )
    values_out = nl.ndarray((num_rows, k), dtype=nl.float32, buffer=nl.shared_hbm)
    ids_out = nl.ndarray((num_rows, k), dtype=nl.int32, buffer=nl.shared_hbm)
    first, end = share_of(num_rows)
    for start in range(first, end, TILE_ROWS):
        rows = min(TILE_ROWS, end - start)
        values = nl.ndarray((rows, num_chunks * 8 * rounds), dtype=nl.float32, buffer=nl.sbuf)
        ids = nl.ndarray((rows, num_chunks * 8 * rounds), dtype=nl.float32, buffer=nl.sbuf)
        for chunk in range(num_chunks):
            columns = slice(chunk * width, min((chunk + 1) * width, vocab_size))
            found = slice(chunk * 8 * rounds, (chunk + 1) * 8 * rounds)
            _search_chunk(
                logits[start : start + rows, columns], chunk * width, values[:, found], ids[:, found]
            )
        if num_chunks > 1:
            values, ids = _search_candidates(values, ids, 8 * rounds)
        token_ids = nl.ndarray((rows, k), dtype=nl.int32, buffer=nl.sbuf)
        nisa.tensor_copy(dst=token_ids, src=ids[:, 0:k])
        nisa.dma_copy(dst=values_out[start : start + rows, :], src=values[:, 0:k])
        nisa.dma_copy(dst=ids_out[start : start + rows, :], src=token_ids)
    return values_out, ids_out


def _search_chunk(logits: NkiTensor, first_id: int, values: NkiTensor, ids: NkiTensor) -> None:
    """The largest of a chunk and their ids, as float32, which holds them exactly."""
    data = nl.ndarray(logits.shape, dtype=nl.float32, buffer=nl.sbuf)
    nisa.dma_copy(dst=data, src=logits)
    places = nl.ndarray(values.shape, dtype=nl.uint32, buffer=nl.sbuf)
    _search(data, values, places)
    nisa.tensor_scalar(dst=ids, data=places, op0=nl.add, operand0=float(first_id))


def _search(data: NkiTensor, values: NkiTensor, places: NkiTensor) -> None:
    """Fill `values` with the largest, eight at a time, `places` with where they stand. Uses up `data`."""
    for first in range(0, values.shape[1], 8):
        eight = values[:, first : first + 8]
        nisa.max8(dst=eight, src=data)
        nisa.nc_find_index8(dst=places[:, first : first + 8], data=data, vals=eight)
        nisa.nc_match_replace8(dst=data, data=data, vals=eight, imm=TAKEN)


def _search_candidates(values: NkiTensor, ids: NkiTensor, count: int) -> tuple[NkiTensor, NkiTensor]:
    """Chunks follow one another, each in order, so that the first of equal candidates has the lowest id."""
    rows = values.shape[0]
    best = nl.ndarray((rows, count), dtype=nl.float32, buffer=nl.sbuf)
    places = nl.ndarray((rows, count), dtype=nl.uint32, buffer=nl.sbuf)
    _search(values, best, places)
    best_ids = nl.ndarray((rows, count), dtype=nl.float32, buffer=nl.sbuf)
    nisa.nc_n_gather(dst=best_ids, data=ids, indices=places)
    return best, best_ids
