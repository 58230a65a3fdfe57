"""How a kernel divides its work among the physical cores of a logical one.

On trn2 a logical NeuronCore is two physical ones by default (LNC=2). A kernel that is launched as kernel[2]
runs as two programs that share HBM, each with SBUF, PSUM and engines of its own; a kernel inside a graph must
be launched with as many programs as the graph is compiled for. Launched without a grid, it is one program.
"""

from __future__ import annotations

from kernels.neuron.backend import nl


def num_programs() -> int:
    if nl.program_ndim() == 0:
        return 1
    programs: int = nl.num_programs(axes=0)
    return programs


def share_of(num_items: int) -> tuple[int, int]:
    """First and end of this program's items: a run of them, one more for the first programs, or none."""
    if nl.program_ndim() == 0:
        return 0, num_items
    programs, program = nl.num_programs(axes=0), nl.program_id(axis=0)
    part = (num_items + programs - 1) // programs
    first = min(program * part, num_items)
    return first, min(first + part, num_items)
