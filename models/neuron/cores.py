"""Which NeuronCores this process takes. The runtime reads the environment once, when it starts.

Ray gives an actor with `resources={"neuron_cores": n}` its cores in NEURON_RT_VISIBLE_CORES, and so does the
Kubernetes device plugin. One process holds all ranks of a model with nxd; with torch_native each rank has a
process and a core of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping

from models.errors import PlanError
from models.neuron.instances import Core

VISIBLE_CORES = "NEURON_RT_VISIBLE_CORES"
NUM_CORES = "NEURON_RT_NUM_CORES"
LOGICAL_NC_CONFIG = "NEURON_LOGICAL_NC_CONFIG"


def claim_cores(environ: MutableMapping[str, str], tp: int, core: Core) -> None:
    """Say in `environ` that this process takes `tp` logical cores: the first of those it was given, or any.

    Raises PlanError where it was given fewer, or what the variables say cannot be meant.
    """
    lnc = str(core.logical_nc_config)
    given = environ.get(LOGICAL_NC_CONFIG, lnc)
    if given != lnc:
        raise PlanError(
            f"{LOGICAL_NC_CONFIG} is {given}, and plans and graphs for {core.instance} are made for {lnc} "
            f"physical cores in a logical one, AWS's default. Unset it, and set the node up with LNC={lnc}."
        )
    environ[LOGICAL_NC_CONFIG] = lnc
    visible = environ.get(VISIBLE_CORES)
    if visible is None:
        environ[NUM_CORES] = str(tp)  # or the runtime would take every core of the machine
        return
    cores = parse_cores(visible)
    if len(cores) < tp:
        raise PlanError(
            f"--tp is {tp}, and this process was given {len(cores)} NeuronCores ({VISIBLE_CORES}={visible}). "
            f"Give it {tp}: under Ray with the resource neuron_cores."
        )
    if max(cores) >= core.num_cores:
        raise PlanError(
            f"{VISIBLE_CORES} is {visible}, and {core.instance} has the {core.num_cores} logical cores 0 to "
            f"{core.num_cores - 1} (LNC={lnc}). Correct --instance; or, if the node counts physical cores, "
            f"set it up with LNC={lnc}."
        )
    environ[VISIBLE_CORES] = ",".join(map(str, cores[:tp]))


def claimed_cores(environ: Mapping[str, str], tp: int) -> tuple[int, ...]:
    """What `claim_cores` has left there: the core of each rank."""
    visible = environ.get(VISIBLE_CORES)
    return tuple(range(tp)) if visible is None else parse_cores(visible)[:tp]


def claim_core_of_rank(environ: MutableMapping[str, str], core: int) -> None:
    """Say in `environ` that this process takes one core, and no other."""
    environ[VISIBLE_CORES] = str(core)
    environ.pop(NUM_CORES, None)


def parse_cores(text: str) -> tuple[int, ...]:
    """`4`, `0-3`, `0,1,4-5`, as the runtime reads NEURON_RT_VISIBLE_CORES. Raises PlanError."""
    cores: list[int] = []
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        try:
            cores.extend(range(int(first), int(last or first) + 1))
        except ValueError:
            raise PlanError(
                f"{VISIBLE_CORES} is {text!r}. Write core numbers and ranges, as 0-3 or 0,1."
            ) from None
    if len(set(cores)) != len(cores):
        raise PlanError(f"{VISIBLE_CORES} is {text!r}, which names a core twice.")
    return tuple(cores)
