"""What NeuronCore-v2 and -v3 can hold and address."""

from __future__ import annotations

from dataclasses import dataclass

NUM_PARTITIONS = 128  # of SBUF and of PSUM
MAX_STATIONARY_COLUMNS = 128
MAX_MOVING_COLUMNS = 512
PSUM_BANK_BYTES = 2048  # per partition
NUM_PSUM_BANKS = 8
MAX_DIMENSIONS = 4  # of an instruction's access pattern, the partitions among them
SEARCH_ELEMENTS = range(8, 16_385)  # per partition, of max8, nc_find_index8 and nc_match_replace8


class NkiLimitError(ValueError):
    """A kernel did what the hardware cannot do."""


@dataclass(frozen=True, slots=True)
class Target:
    name: str
    sbuf_bytes: int  # per partition
    has_scalar_bias: bool  # nisa.activation takes a constant as bias, not only a [P, 1] tile
    transposes_bits: bool  # Tensor Engine transposes NaN and infinity unharmed
    max_programs: int  # of a launch: physical cores that can make one logical core


TARGETS = {
    "trn1": Target(
        "trn1", sbuf_bytes=192 * 1024, has_scalar_bias=False, transposes_bits=False, max_programs=1
    ),
    "trn2": Target("trn2", sbuf_bytes=224 * 1024, has_scalar_bias=True, transposes_bits=True, max_programs=2),
}
