"""The Neuron packages are not here; what then."""

import subprocess
import sys

import pytest

from models.errors import BackendError
from models.neuron.nxd.backend import PINS, import_neuron, load_backend


def placeholder(module: str):
    """As PyPI's packages of these names do."""
    raise ImportError("WRONG PACKAGE. Please install the package from the Neuron repository")


@pytest.mark.parametrize("import_module", [placeholder, lambda module: __import__("no_such_module")])
def test_placeholders_count_as_absent_and_the_error_says_what_to_do(import_module):
    with pytest.raises(BackendError) as raised:
        import_neuron("neuronx_distributed", import_module)
    assert all(f"{name}=={version}" in str(raised.value) for name, version in PINS.items())
    assert "--emulate" in str(raised.value)


def test_the_emulation_says_that_it_is_one():
    backend = load_backend(emulate=True)
    assert backend.is_emulation
    assert ("emulation", "1") in backend.versions


def test_a_compile_worker_of_the_emulation_needs_no_torch():
    program = (
        "import sys, models.neuron.nxd.compile_worker, models.neuron.nxd.backend as b;"
        "b.load_compiler(emulate=True);"
        "print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
