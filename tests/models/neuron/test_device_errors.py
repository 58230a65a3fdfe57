"""What the runtime refuses is said in a sentence, with what to do."""

import pytest

from models.errors import DeviceError
from models.neuron.device_errors import FAILURES, explained


@pytest.mark.parametrize(
    ("message", "what", "what_to_do"),
    [
        ("nrt_init failed: NRT_LOAD_NOT_ENOUGH_NC", "taken by another process", "neuron-ls"),
        ("NeuronCore(s) not available - Requested:2 Available:0", "taken by another process", "neuron-ls"),
        ("nrt_execute status=1005 NRT_EXEC_NC_BUSY", "taken by another process", "neuron-ls"),
        ("NEFF is invalid; broken or hacked", "cannot be loaded", "tenure compile"),
        ("nrt_load status=4 NRT_RESOURCE", "memory is too small", "--tp"),
        ("Estimated peak HBM usage (18.2) exceeds 16GB", "memory is too small", "--kv-memory"),
        ("nrt_execute status=5 NRT_TIMEOUT", "did not finish", "NEURON_RT_EXEC_TIMEOUT"),
        ("Unsupported topology. Supported number of Neuron Cores", "that many cores", "--tp"),
        ("status=6 NRT_HW_ERROR", "hardware error", "replace the instance"),
        ("NRT_STATE_CHILD", "forked process", "spawn"),
    ],
)
def test_known_failures(message, what, what_to_do):
    with pytest.raises(DeviceError) as raised, explained():
        raise RuntimeError(message)
    assert what in str(raised.value)
    assert what_to_do in str(raised.value)
    assert message in str(raised.value)


def test_other_errors_pass_as_they_are():
    with pytest.raises(RuntimeError, match="shapes differ") as raised, explained():
        raise RuntimeError("shapes differ")
    assert not isinstance(raised.value, DeviceError)


def test_every_phrase_is_in_lower_case_as_it_is_looked_for():
    assert all(phrase == phrase.lower() for failure in FAILURES for phrase in failure.phrases)
