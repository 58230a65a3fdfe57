"""What the traces of a model follow from, so that a saved model can be found without tracing.

Whatever is not in here and changes a graph would let a start load the graphs of before. So it holds more
than it needs: every source file of `models` and `kernels`, the versions of the packages that trace, and the
variables that those read. A change that leaves the graphs as they were costs a trace, and no compilation.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace

from models.neuron.artifact_cache import SAVED_MODEL, key_of
from models.neuron.code_digest import code_digest
from models.neuron.nxd.backend import Backend
from models.neuron.plan import NeuronPlan
from models.neuron.shape import TRANSFER_BLOCKS

# They change what torch-xla, torch-neuronx and neuronx-cc make of the same module.
ENVIRONMENT = ("NEURON_CC_FLAGS", "XLA_FLAGS", "XLA_IR_DEBUG", "XLA_HLO_DEBUG")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Every part as text."""

    config: str  # the architecture; neither weights nor tokenizer
    dtype: str
    shape: str  # buckets, KV layout, heads of the ranks
    kernels: tuple[str, ...]
    flags: str
    versions: tuple[tuple[str, str], ...]
    environment: tuple[str, ...]
    code_sha256: str

    @classmethod
    def of(cls, plan: NeuronPlan, backend: Backend) -> Recipe:
        return cls(
            config=repr(replace(plan.config, file="", bos_token_id=None, eos_token_ids=())),
            dtype=str(plan.dtype),
            shape=f"{plan.shape!r} {TRANSFER_BLOCKS}",
            kernels=plan.kernels.names,
            flags=plan.core.compiler_flags,
            versions=backend.versions,
            environment=tuple(f"{name}={os.environ.get(name, '')}" for name in ENVIRONMENT),
            code_sha256=code_digest(),
        )

    @property
    def key(self) -> str:
        parts = (self.config, self.dtype, self.shape, self.kernels, self.flags, self.versions)
        return key_of(*parts, self.environment, self.code_sha256)

    @property
    def file_name(self) -> str:
        return SAVED_MODEL
