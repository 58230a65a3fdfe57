"""The shim's limits, each by a kernel that breaks it; and what its instructions compute."""

from __future__ import annotations

import pytest
import torch

from kernels.neuron.backend import emulated, is_installed, nisa, nl, simulate
from kernels.neuron.shim import NkiLimitError

pytestmark = pytest.mark.skipif(
    is_installed(), reason="NKI is installed here: its simulator runs, not the shim"
)


def sbuf(*shape, dtype=None):
    return nl.ndarray(shape, dtype=dtype or nl.float32, buffer=nl.sbuf)


def psum(*shape, dtype=None):
    return nl.ndarray(shape, dtype=dtype or nl.float32, buffer=nl.psum)


def zeros(*shape, dtype=None):
    tile = sbuf(*shape, dtype=dtype)
    nisa.memset(dst=tile, value=0)
    return tile


def returned(tile):
    out = nl.ndarray(tile.shape, dtype=tile.dtype, buffer=nl.shared_hbm)
    nisa.dma_copy(dst=out, src=tile)
    return out


HBM = torch.arange(12.0).view(4, 3)


def refuses(program, match, target="trn1", argument=HBM):
    with pytest.raises(NkiLimitError, match=match):
        simulate(program, target)(argument)


def computed(program, *args, target="trn1"):
    return simulate(lambda *tensors: returned(program(*tensors)), target)(*args)


def loaded(tensor):
    tile = nl.ndarray(tensor.shape, dtype=tensor.dtype, buffer=nl.sbuf)
    nisa.dma_copy(dst=tile, src=tensor)
    return tile


class TestMemories:
    def test_a_tile_has_at_most_128_partitions(self):
        refuses(lambda x: sbuf(129, 4), r"1 to 128 partitions and a free dimension, got \(129, 4\)")

    def test_a_tile_has_a_free_dimension(self):
        refuses(lambda x: sbuf(4), "a free dimension")

    @pytest.mark.parametrize(("target", "kib"), [("trn1", 192), ("trn2", 224)])
    def test_sbuf_holds_192_or_224_kib_a_partition(self, target, kib):
        simulate(lambda x: returned(zeros(1, kib * 256)), target)(HBM)
        refuses(
            lambda x: sbuf(1, kib * 256 + 1),
            f"SBUF holds {kib * 1024} bytes per partition on {target}",
            target,
        )

    def test_tiles_share_sbuf(self):
        refuses(lambda x: [sbuf(1, 25_000), sbuf(1, 25_000)], "need 200000 at one time")

    def test_a_tile_that_nobody_refers_to_makes_room(self):
        def program(x):
            for _ in range(3):
                tile = None
                tile = zeros(1, 40_000)
            return returned(tile)

        simulate(program)(HBM)

    def test_psum_has_eight_banks_of_2_kib(self):
        simulate(lambda x: ([psum(128, 512) for _ in range(8)], returned(zeros(1, 1)))[1])(HBM)
        refuses(lambda x: [psum(128, 1) for _ in range(9)], "PSUM has 8 banks of 2048 bytes per partition")

    def test_floats_that_were_never_written_are_nan(self):
        assert computed(lambda x: sbuf(2, 3), HBM).isnan().all()

    def test_integers_that_were_never_written_are_their_largest_value(self):
        assert (computed(lambda x: sbuf(2, 3, dtype=nl.int32), HBM) == 2**31 - 1).all()

    def test_a_kernel_returns_tensors_of_shared_hbm(self):
        refuses(lambda x: sbuf(2, 3), "returns tensors in shared_hbm, got one in sbuf")


class TestViews:
    @pytest.mark.parametrize("key", [(slice(0, 5),), (4,), (slice(None), slice(3, 4)), (slice(2, 2),)])
    def test_an_index_out_of_bounds_is_refused(self, key):
        refuses(lambda x: x[key], "out of bounds")

    def test_a_pattern_out_of_bounds_is_refused(self):
        refuses(lambda x: x.ap(pattern=[[3, 5], [1, 3]]), "reaches elements 0 to 14 of a tensor of 12")

    def test_an_index_keeps_the_partitions_of_a_tile_and_drops_a_dimension_of_hbm(self):
        def program(x):
            tile = zeros(4, 3, 2)
            assert (tile[1].shape, tile[:, 1].shape, tile[:, 1, 0].shape) == ((1, 3, 2), (4, 2), (4, 1))
            assert (x[1].shape, x[:, 1].shape, x[..., 0].shape) == ((3,), (4,), (4,))
            return returned(tile)

        simulate(program)(HBM)

    def test_a_reshape_moves_no_partitions(self):
        refuses(lambda x: sbuf(4, 6).reshape((8, 3)), "A reshape keeps the 4 partitions")

    def test_a_reshape_copies_nothing(self):
        refuses(lambda x: x[:, 0:2].reshape((8,)), "Cannot reshape")

    def test_partitions_do_not_broadcast(self):
        refuses(lambda x: sbuf(1, 6).broadcast(0, 8), "partition dimension")

    def test_only_ones_broadcast(self):
        refuses(lambda x: x.broadcast(1, 6), "Only a dimension of size 1 broadcasts")

    def test_a_pattern_on_chip_strides_by_partitions(self):
        refuses(lambda x: sbuf(4, 6).ap(pattern=[[12, 2], [1, 6]]), "the partition's 6 elements, got 12")


class TestOperands:
    @pytest.mark.parametrize(("partitions", "start", "steps"), [(32, 16, 32), (33, 32, 64), (65, 1, 128)])
    def test_where_a_tile_may_start_depends_on_its_partitions(self, partitions, start, steps):
        def program(x):
            nisa.memset(dst=sbuf(128, 1)[start : start + partitions], value=0.0)

        refuses(program, f"dst has {partitions} partitions from {start} on; .* multiple of {steps}")

    def test_dma_reaches_any_partition(self):
        def program(x):
            tile = zeros(8, 3)
            nisa.dma_copy(dst=tile[3:7, :], src=x)
            return tile

        assert torch.equal(computed(program, HBM)[3:7], HBM)

    def test_a_pattern_has_at_most_four_dimensions(self):
        refuses(lambda x: nisa.memset(dst=sbuf(2, 2, 2, 2, 2), value=0.0), "at most 4 dimensions")

    def test_engines_do_not_read_hbm(self):
        refuses(
            lambda x: nisa.tensor_copy(dst=sbuf(4, 3), src=x),
            "src must be in sbuf or psum, it is in shared_hbm",
        )

    def test_an_operand_is_a_tile(self):
        refuses(lambda x: nisa.tensor_copy(dst=sbuf(4, 3), src=1.0), "src must be a tile")

    def test_operands_have_the_same_elements(self):
        refuses(lambda x: nisa.tensor_copy(dst=sbuf(4, 3), src=zeros(4, 4)), r"dst has shape \(4, 3\)")

    def test_two_inputs_are_not_both_in_psum(self):
        def program(x):
            nisa.tensor_tensor(dst=sbuf(4, 3), data1=psum(4, 3), data2=psum(4, 3), op=nl.add)

        refuses(program, "tensor_tensor: two inputs cannot both be in psum")

    def test_two_inputs_in_sbuf_start_at_one_partition(self):
        def program(x):
            tile = zeros(64, 3)
            nisa.tensor_tensor(dst=sbuf(32, 3), data1=tile[0:32], data2=tile[32:64], op=nl.add)

        refuses(program, "start at one partition, got 0 and 32")

    def test_a_scalar_operand_is_a_float32_column(self):
        def program(x):
            column = zeros(4, 1, dtype=nl.bfloat16)
            nisa.tensor_scalar(dst=sbuf(4, 3), data=zeros(4, 3), op0=nl.add, operand0=column)

        refuses(program, r"operand0 must be float32 \[4, 1\], got bfloat16")

    def test_bitvec_operators_take_integers(self):
        def program(x):
            nisa.tensor_scalar(dst=sbuf(4, 3), data=zeros(4, 3), op0=nl.right_shift, operand0=1)

        refuses(program, "right_shift takes integers, got float32")

    def test_a_predicate_is_unsigned(self):
        def program(x):
            nisa.tensor_copy_predicated(dst=zeros(4, 3), src=0.0, predicate=zeros(4, 3))

        refuses(program, "predicate must be of unsigned integers, got float32")

    def test_a_predicated_source_has_the_destinations_dtype(self):
        def program(x):
            nisa.tensor_copy_predicated(
                dst=zeros(4, 3), src=zeros(4, 3, dtype=nl.bfloat16), predicate=zeros(4, 3, dtype=nl.uint8)
            )

        refuses(program, "src is bfloat16, dst is float32")

    def test_only_trn2_takes_a_constant_bias(self):
        def program(x):
            tile = zeros(4, 3)
            nisa.activation(dst=tile, op=nl.exp, data=tile, bias=1.0)
            return tile

        refuses(program, r"bias must be a \[P, 1\] tile on trn1")
        torch.testing.assert_close(computed(program, HBM, target="trn2"), torch.ones(4, 3).exp())

    def test_an_arithmetic_operator_is_no_activation(self):
        refuses(
            lambda x: nisa.activation(dst=sbuf(4, 3), op=nl.add, data=zeros(4, 3)), "add is no activation"
        )

    def test_rsqrt_means_nothing_outside_its_range(self):
        def program(x):
            tile = loaded(x)
            nisa.activation(dst=tile, op=nl.rsqrt, data=tile)
            return tile

        inverse = computed(program, torch.tensor([[0.0, 2.0**-90, 4.0]]))
        assert inverse[0, :2].isnan().all()
        assert inverse[0, 2] == 0.5

    def test_partitions_do_not_reduce(self):
        refuses(
            lambda x: nisa.tensor_reduce(dst=sbuf(4, 1), op=nl.add, data=zeros(4, 3), axis=(0,)),
            "only last dimensions reduce",
        )


class TestTensorEngine:
    def matmul(self, k=8, m=4, n=6, moving_k=None, dst=None, dtype=None, accumulate=False):
        def program(x):
            nisa.nc_matmul(
                dst=dst() if dst else psum(m, n),
                stationary=zeros(k, m, dtype=dtype),
                moving=zeros(moving_k or k, n),
                accumulate=accumulate,
            )

        return program

    def test_stationary_has_at_most_128_columns(self):
        refuses(self.matmul(m=129, dst=lambda: psum(128, 6)), "stationary has 129 columns, at most 128")

    def test_moving_has_at_most_512_columns(self):
        refuses(self.matmul(n=513), "moving has 513 columns, at most 512")

    def test_the_contraction_is_as_long_on_both_sides(self):
        refuses(self.matmul(moving_k=9), "stationary has 8 partitions, moving has 9")

    def test_the_product_fits_dst(self):
        refuses(self.matmul(dst=lambda: psum(4, 7)), r"dst has shape \(4, 7\), the product \[4, 6\]")

    def test_the_product_goes_to_psum(self):
        refuses(self.matmul(dst=lambda: sbuf(4, 6)), "nc_matmul: dst must be in psum, it is in sbuf")

    def test_operands_come_from_sbuf(self):
        refuses(
            lambda x: nisa.nc_matmul(
                dst=psum(4, 6), stationary=psum(8, 4), moving=zeros(8, 6), accumulate=False
            ),
            "stationary must be in sbuf, it is in psum",
        )

    def test_the_product_is_float32(self):
        refuses(self.matmul(dst=lambda: psum(4, 6, dtype=nl.bfloat16)), "dst must be float32")

    def test_float32_meets_float32_only(self):
        def program(x):
            nisa.nc_matmul(
                dst=psum(4, 6),
                stationary=zeros(8, 4, dtype=nl.bfloat16),
                moving=zeros(8, 6),
                accumulate=False,
            )

        refuses(program, "both be bfloat16 or both float32")

    def test_the_product_lies_in_one_bank(self):
        refuses(self.matmul(dst=lambda: psum(4, 520)[:, 508:514]), "must lie in one PSUM bank of 2048 bytes")

    def test_what_no_product_has_written_is_not_accumulated_onto(self):
        def program(x):
            dst = psum(4, 6)
            nisa.memset(dst=dst, value=0.0)
            nisa.nc_matmul(dst=dst, stationary=zeros(8, 4), moving=zeros(8, 6), accumulate=True)

        refuses(program, "accumulates onto PSUM that no matmul has written")

    def test_products_accumulate_in_float32(self):
        def program(a, b):
            dst, out = psum(2, 2), sbuf(2, 2)
            for i in range(3):
                nisa.nc_matmul(dst=dst, stationary=loaded(a), moving=loaded(b), accumulate=i > 0)
            nisa.tensor_copy(dst=out, src=dst)
            return out

        a, b = torch.randn(2, 5, 2).bfloat16()
        torch.testing.assert_close(computed(program, a, b), 3 * (a.float().T @ b.float()))

    def test_128_by_128_transpose_at_once(self):
        refuses(lambda x: nisa.nc_transpose(dst=psum(128, 4), data=zeros(4, 129)), r"at most \[128, 128\]")

    def test_a_transpose_keeps_the_dtype(self):
        refuses(
            lambda x: nisa.nc_transpose(dst=psum(3, 4), data=zeros(4, 3, dtype=nl.bfloat16)),
            "data is bfloat16, dst is float32",
        )

    @pytest.mark.parametrize(("target", "spoiled"), [("trn1", 4), ("trn2", 1)])
    def test_not_a_number_spoils_a_row_of_a_transpose_on_trn1(self, target, spoiled):
        def program(x):
            dst, out = psum(3, 4), sbuf(3, 4)
            nisa.nc_transpose(dst=dst, data=loaded(x))
            nisa.tensor_copy(dst=out, src=dst)
            return out

        x = HBM.clone()
        x[1, 2] = torch.nan
        result = computed(program, x, target=target)
        assert result[2].isnan().sum() == spoiled
        assert torch.equal(result[:2], x.T[:2])


class TestDma:
    def test_dma_does_not_reach_psum(self):
        refuses(lambda x: nisa.dma_copy(dst=psum(4, 3), src=x), "dst is in psum")
        refuses(lambda x: nisa.dma_copy(dst=x, src=psum(4, 3)), "src is in psum")

    def test_both_sides_have_as_many_elements(self):
        refuses(lambda x: nisa.dma_copy(dst=sbuf(4, 2), src=x), r"dst has shape \(4, 2\), src has \(4, 3\)")

    @staticmethod
    def gather(mode):
        def program(x, indices):
            tile = zeros(3, 3)
            rows = x.ap(pattern=[[3, 3], [1, 3]], offset=0, vector_offset=loaded(indices), indirect_dim=0)
            nisa.dma_copy(dst=tile, src=rows, oob_mode=mode())
            return tile

        return program

    def test_rows_are_gathered(self):
        indices = torch.tensor([[3], [0], [3]], dtype=torch.int32)
        assert torch.equal(computed(self.gather(lambda: nisa.oob_mode.error), HBM, indices), HBM[[3, 0, 3]])

    @pytest.mark.parametrize("index", [4, -1])
    def test_an_index_out_of_bounds_is_an_error_or_skipped(self, index):
        indices = torch.tensor([[3], [index], [0]], dtype=torch.int32)
        with pytest.raises(NkiLimitError, match=f"index {index} is out of bounds for 4 rows"):
            computed(self.gather(lambda: nisa.oob_mode.error), HBM, indices)
        result = computed(self.gather(lambda: nisa.oob_mode.skip), HBM, indices)
        assert torch.equal(result, torch.stack((HBM[3], torch.zeros(3), HBM[0])))

    def test_only_hbm_is_gathered_from(self):
        def program(x):
            return zeros(4, 3).ap(pattern=[[3, 4], [1, 3]], vector_offset=zeros(4, 1, dtype=nl.int32))

        refuses(program, "addresses HBM only")

    def test_indices_are_32_bit_integers_in_sbuf(self):
        refuses(
            lambda x: x.ap(pattern=[[3, 4], [1, 3]], vector_offset=zeros(4, 1)),
            "32-bit integers in SBUF, got float32",
        )

    def test_an_indirect_pattern_strides_by_rows(self):
        refuses(
            lambda x: x.ap(pattern=[[2, 4], [1, 2]], vector_offset=zeros(4, 1, dtype=nl.int32)),
            "whose stride is 3; got stride 2",
        )

    def test_there_is_one_index_per_row(self):
        def program(x):
            rows = x.ap(pattern=[[3, 2], [1, 3]], vector_offset=zeros(4, 1, dtype=nl.int32))
            nisa.dma_copy(dst=sbuf(2, 3), src=rows)

        refuses(program, "4 indices for 2 rows")

    def test_a_pattern_does_not_leave_the_tensor_from_its_row_on(self):
        def program(x, indices):
            rows = x.ap(pattern=[[3, 1], [1, 4]], vector_offset=loaded(indices))
            nisa.dma_copy(dst=sbuf(1, 4), src=rows)

        with pytest.raises(NkiLimitError, match="reaches element 12 of 12"):
            simulate(program)(HBM, torch.tensor([[3]], dtype=torch.int32))

    def test_bytes_are_counted_without_the_rows_that_are_skipped(self):
        indices = torch.tensor([[3], [9], [0]], dtype=torch.int32)
        program = self.gather(lambda: nisa.oob_mode.skip)
        with emulated() as shim:
            simulation = shim.Simulation(lambda *tensors: returned(program(*tensors)), "trn1")
            simulation(HBM, indices)
        assert simulation.usage.dma_bytes == 3 * 4 + 2 * 3 * 4 + 3 * 3 * 4


class TestSearch:
    @pytest.mark.parametrize("elements", [7, 16_385])
    def test_8_to_16384_elements_are_searched(self, elements):
        refuses(
            lambda x: nisa.max8(dst=sbuf(1, 8), src=zeros(1, elements)), "8 to 16384 elements per partition"
        )

    def test_the_result_has_eight_columns(self):
        refuses(lambda x: nisa.max8(dst=sbuf(1, 9), src=zeros(1, 20)), r"dst must be \[1, 8\]")

    def test_equal_values_have_their_places_in_ascending_order_and_missing_ones_all_bits_set(self):
        def program(x, vals):
            places = sbuf(1, 8, dtype=nl.uint32)
            nisa.nc_find_index8(dst=places, data=loaded(x), vals=loaded(vals))
            return places

        x = torch.tensor([[1.0, 5, 5, 2, 5, 0, 0, 0]])
        vals = torch.tensor([[5.0, 5, 5, 5, 2, 1, 9, 0]])
        assert computed(program, x, vals).tolist() == [[1, 2, 4, 2**32 - 1, 3, 0, 2**32 - 1, 5]]

    def test_a_gather_within_partitions_is_bounded(self):
        def program(x):
            indices = sbuf(1, 2, dtype=nl.uint32)
            nisa.memset(dst=indices, value=9)
            nisa.nc_n_gather(dst=sbuf(1, 2), data=zeros(1, 9), indices=indices)

        refuses(program, "index 9 is out of bounds for 9 elements")

    def test_gpsimd_does_not_reach_psum(self):
        refuses(
            lambda x: nisa.iota(dst=psum(4, 3), pattern=[[1, 3]]), "iota: dst must be in sbuf, it is in psum"
        )

    def test_an_iota_fills_its_tile(self):
        refuses(lambda x: nisa.iota(dst=sbuf(4, 3), pattern=[[1, 4]]), "does not fill dst's 3 elements")


class TestCasts:
    def test_bfloat16_rounds_to_nearest_even(self):
        def program(x):
            tile = sbuf(1, 3, dtype=nl.bfloat16)
            nisa.tensor_copy(dst=tile, src=loaded(x))
            return tile

        x = torch.tensor([[1.00390625, 1.01171875, 3.3895e38]])
        assert torch.equal(computed(program, x), x.bfloat16())

    def test_floats_become_integers_rounded_to_even_and_saturated(self):
        def program(x):
            tile = sbuf(1, 5, dtype=nl.uint8)
            nisa.tensor_copy(dst=tile, src=loaded(x))
            return tile

        x = torch.tensor([[0.5, 1.5, 2.4, -3.0, 300.0]])
        assert computed(program, x).tolist() == [[0, 2, 2, 0, 255]]


def half_of_the_rows(x):
    """Each program copies two of the four rows."""
    out = nl.ndarray(x.shape, dtype=x.dtype, buffer=nl.shared_hbm)
    rows = slice(2 * nl.program_id(axis=0), 2 * nl.program_id(axis=0) + 2)
    nisa.dma_copy(dst=out[rows, :], src=loaded(x[rows, :]))
    return out


class TestTwoPrograms:
    def test_both_write_into_one_result(self):
        assert torch.equal(simulate(half_of_the_rows, "trn2", lnc=2)(HBM), HBM)
        alone = simulate(half_of_the_rows, "trn2")(HBM)
        assert alone[2:].isnan().all()

    def test_each_has_memories_of_its_own_and_their_work_adds_up(self):
        with emulated() as shim:
            simulation = shim.Simulation(half_of_the_rows, "trn2", 2)
            simulation(HBM)
            assert simulation.usage.sbuf_bytes == 3 * 4
            assert simulation.usage.dma_bytes == 2 * HBM.numel() * 4
            assert simulation.usage.instructions["dma_copy"] == 4

    def test_what_both_wrote_can_be_read_after_the_barrier(self):
        def swapped(x):
            shared = nl.ndarray(x.shape, dtype=x.dtype, buffer=nl.shared_hbm)
            out = nl.ndarray(x.shape, dtype=x.dtype, buffer=nl.shared_hbm)
            mine, others = 2 * nl.program_id(axis=0), 2 - 2 * nl.program_id(axis=0)
            nisa.dma_copy(dst=shared[mine : mine + 2, :], src=loaded(x[mine : mine + 2, :]))
            nisa.core_barrier(data=shared, cores=(0, 1))
            nisa.dma_copy(dst=out[mine : mine + 2, :], src=loaded(shared[others : others + 2, :]))
            return out

        assert torch.equal(simulate(swapped, "trn2", lnc=2)(HBM), HBM[[2, 3, 0, 1]])

    def test_a_program_that_fails_does_not_leave_the_other_at_the_barrier(self):
        def one_fails(x):
            if nl.program_id(axis=0) == 1:
                sbuf(129, 4)
            nisa.core_barrier(data=x, cores=(0, 1))
            return x

        with pytest.raises(NkiLimitError, match="128 partitions"):
            simulate(one_fails, "trn2", lnc=2)(HBM)

    def test_trn1_has_no_logical_cores_of_two(self):
        with pytest.raises(NkiLimitError, match="logical core of trn1 has at most 1"):
            simulate(half_of_the_rows, "trn1", lnc=2)(HBM)

    def test_one_program_has_nobody_to_wait_for(self):
        def alone(x):
            nisa.core_barrier(data=x, cores=(0, 1))

        refuses(alone, r"core_barrier: cores \(0, 1\), 1 programs", target="trn2")

    def test_a_barrier_is_about_shared_hbm(self):
        def on_chip(x):
            nisa.core_barrier(data=zeros(1, 1), cores=(0, 1))

        with pytest.raises(NkiLimitError, match="data is in sbuf"):
            simulate(on_chip, "trn2", lnc=2)(HBM)
