"""What a start imports: seconds before the first token, and memory as long as the server runs."""

from __future__ import annotations

import subprocess
import sys

START = "import serving.cli, serving.cli.serving_process, serving.api.app, serving.runs.build"
# Each belongs to a feature that loads it when it is asked for, or to no server at all.
NOT_IMPORTED = {
    "torch._dynamo",
    "torch._inductor",
    "torch.distributed.fsdp",
    "sympy",
    "ray",
    "transformers",
    "scipy",
    "pandas",
    "boto3",
    "openai",
    "anthropic",
    "mcp",
    "opentelemetry.sdk",
    "fsspec.implementations.http",
    "kernels.neuron.shim",
}


def test_a_start_imports_nothing_that_only_other_features_need():
    command = f"{START}; import sys; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    imported = set(done.stdout.splitlines())
    assert "torch" in imported
    assert sorted(NOT_IMPORTED & imported) == []
