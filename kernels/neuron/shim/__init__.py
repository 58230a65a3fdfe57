"""A NumPy stand-in for the calls of NKI that our kernels make. It is not the AWS simulator.

It executes a kernel eagerly, call by call, and holds it to the documented limits of NeuronCore-v2 (trn1) and
NeuronCore-v3 (trn2): 128 partitions and where a tile may start, the tile sizes of the matrix unit, what lies
in one PSUM bank, the capacity of SBUF and PSUM, which memory an instruction may read and write, operand
dtypes, and bounds. Floats that were never written are NaN, integers their largest value. It models no timing,
no engine parallelism and none of the piece-wise polynomials of the Scalar Engine, and it accepts Python that
NKI's compiler may refuse.

Facts: the NKI API stubs and architecture guides of the AWS Neuron SDK 2.32, restricted to what 0.5 has too.
"""

from __future__ import annotations

from kernels.neuron.shim import isa, language
from kernels.neuron.shim.limits import TARGETS, NkiLimitError, Target
from kernels.neuron.shim.machine import Usage
from kernels.neuron.shim.simulation import Simulation

__all__ = ["TARGETS", "NkiLimitError", "Simulation", "Target", "Usage", "isa", "language"]
