"""NKI where it is installed, a clear error where it is not, the shim only on request."""

from __future__ import annotations

import subprocess
import sys

import pytest
import torch

from kernels.neuron import backend
from kernels.rms_norm.neuron import rms_norm

without_nki = pytest.mark.skipif(backend.is_installed(), reason="NKI is installed here")


@without_nki
def test_a_kernel_without_nki_says_what_is_missing():
    with pytest.raises(
        backend.NkiNotInstalled, match=r"nki\.language\.ndarray was called, but NKI is not installed"
    ):
        rms_norm(torch.ones(2, 8), torch.ones(8), 1e-5)


@without_nki
def test_a_simulation_leaves_no_shim_behind():
    backend.simulate(rms_norm)(torch.ones(2, 8), torch.ones(8), 1e-5)
    with pytest.raises(backend.NkiNotInstalled):
        rms_norm(torch.ones(2, 8), torch.ones(8), 1e-5)


def test_pypis_placeholder_counts_as_absent(tmp_path):
    (tmp_path / "nki").mkdir()
    (tmp_path / "nki" / "__init__.py").write_text('raise ImportError("WRONG PACKAGE")')
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import kernels.paged_attention.neuron\n"
        "from kernels.neuron import backend\n"
        "assert not backend.is_installed()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_real_nki_is_used_and_its_simulator_too(tmp_path):
    package = tmp_path / "nki"
    package.mkdir()
    (package / "__init__.py").write_text(
        "import os\n"
        "def jit(kernel):\n    kernel.is_compiled = True\n    return kernel\n"
        "def simulate(kernel):\n"
        "    return lambda *args: (kernel.is_compiled, os.environ['NEURON_PLATFORM_TARGET_OVERRIDE'])\n"
    )
    (package / "language.py").write_text("")
    (package / "isa.py").write_text("")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import nki.isa, nki.language\n"
        "from kernels.neuron import backend\n"
        "from kernels.rms_norm.neuron import rms_norm\n"
        "assert backend.is_installed() and backend.nl is nki.language and backend.nisa is nki.isa\n"
        "assert backend.simulate(rms_norm, 'trn2')(1) == (True, 'trn2')\n"
        "assert 'kernels.neuron.shim' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_the_kernels_imports_neither_nki_nor_the_shim():
    code = (
        "import sys, kernels.rms_norm.neuron, kernels.paged_attention.neuron_decode\n"
        "assert 'kernels.neuron.shim' not in sys.modules and 'ml_dtypes' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
