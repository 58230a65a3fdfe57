"""Which NeuronCores a process takes."""

import pytest

from models.errors import PlanError
from models.neuron.cores import claim_core_of_rank, claim_cores, claimed_cores, parse_cores
from models.neuron.instances import find_core

TRN1, TRN2 = find_core("trn1.32xlarge"), find_core("trn2.48xlarge")


@pytest.mark.parametrize(
    ("text", "cores"), [("4", (4,)), ("0-3", (0, 1, 2, 3)), ("0,1,4-5", (0, 1, 4, 5)), (" 2, 3 ", (2, 3))]
)
def test_core_lists_as_the_runtime_reads_them(text, cores):
    assert parse_cores(text) == cores


@pytest.mark.parametrize("text", ["", "all", "1,,2", "0-x", "1,1"])
def test_what_is_no_core_list_is_refused(text):
    with pytest.raises(PlanError, match="NEURON_RT_VISIBLE_CORES"):
        parse_cores(text)


def test_the_first_of_the_cores_that_ray_gave():
    environ = {"NEURON_RT_VISIBLE_CORES": "8,9,10,11"}
    claim_cores(environ, 2, TRN1)
    assert environ == {"NEURON_RT_VISIBLE_CORES": "8,9", "NEURON_LOGICAL_NC_CONFIG": "1"}


def test_without_a_list_the_runtime_picks_as_many_as_are_needed_and_no_more():
    environ: dict[str, str] = {}
    claim_cores(environ, 8, TRN2)
    assert environ == {"NEURON_RT_NUM_CORES": "8", "NEURON_LOGICAL_NC_CONFIG": "2"}


def test_too_few_cores():
    with pytest.raises(PlanError, match="--tp is 4, and this process was given 2 NeuronCores"):
        claim_cores({"NEURON_RT_VISIBLE_CORES": "0-1"}, 4, TRN1)


@pytest.mark.parametrize(("core", "given"), [(TRN2, "1"), (TRN1, "2")], ids=lambda value: str(value)[:20])
def test_another_size_of_logical_cores(core, given):
    with pytest.raises(PlanError, match=f"NEURON_LOGICAL_NC_CONFIG is {given}, and .* {core.instance}"):
        claim_cores({"NEURON_LOGICAL_NC_CONFIG": given}, 4, core)


@pytest.mark.parametrize(("core", "first"), [(TRN2, 64), (TRN1, 32)], ids=["trn2", "trn1"])
def test_cores_that_the_instance_has_not_as_logical_ones(core, first):
    claim_cores({"NEURON_RT_VISIBLE_CORES": f"{first - 2}-{first - 1}"}, 2, core)
    with pytest.raises(PlanError, match=rf"has the {first} logical cores 0 to {first - 1} \(LNC="):
        claim_cores({"NEURON_RT_VISIBLE_CORES": f"{first - 1}-{first}"}, 2, core)


@pytest.mark.parametrize(
    ("given", "cores"), [({"NEURON_RT_VISIBLE_CORES": "4-7"}, (4, 5)), ({}, (0, 1))], ids=["ray", "alone"]
)
def test_a_rank_with_a_process_of_its_own_takes_one_of_the_cores(given, cores):
    environ = dict(given)
    claim_cores(environ, 2, find_core("trn2.48xlarge"))
    assert claimed_cores(environ, 2) == cores
    claim_core_of_rank(environ, cores[1])
    assert environ == {"NEURON_RT_VISIBLE_CORES": str(cores[1]), "NEURON_LOGICAL_NC_CONFIG": "2"}
