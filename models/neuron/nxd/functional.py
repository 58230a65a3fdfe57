"""A module whose forward assigns buffers, as a function from states to states."""

from __future__ import annotations

import warnings
from collections.abc import Collection

import torch
from torch import Tensor, nn
from torch.export import ExportedProgram


class WithStates(nn.Module):
    """Returns what `module` returns, and then its buffers as it leaves them.

    torch.export drops the assignment of a buffer unless its new value is returned.
    """

    def __init__(self, module: nn.Module, state_names: Collection[str]) -> None:
        super().__init__()
        self.module = module
        self.state_names = tuple(state_names)

    def forward(self, inputs: dict[str, Tensor]) -> tuple[tuple[Tensor, ...], tuple[Tensor, ...]]:
        outputs = self.module(**inputs)
        states = tuple(self.module.get_buffer(name) for name in self.state_names)
        return (outputs if isinstance(outputs, tuple) else (outputs,)), states


class NotingStates(WithStates):
    """Takes every buffer for a state, and notes in `assigned` which of them forward assigned."""

    def __init__(self, module: nn.Module) -> None:
        super().__init__(module, [name for name, _ in module.named_buffers()])
        self.assigned: set[str] = set()

    def forward(self, inputs: dict[str, Tensor]) -> tuple[tuple[Tensor, ...], tuple[Tensor, ...]]:
        before = [self.module.get_buffer(name) for name in self.state_names]
        outputs, after = super().forward(inputs)
        pairs = zip(self.state_names, before, after, strict=True)
        # The set itself stays: export puts a module's attributes back as they were.
        self.assigned.clear()
        self.assigned.update(name for name, old, new in pairs if old is not new)
        return outputs, after


def export(wrapped: WithStates, inputs: dict[str, Tensor], *, strict: bool) -> ExportedProgram:
    """The graph for these inputs' shapes; its outputs are the module's, then the states'.

    The module's buffers are as before when this returns.
    """
    module = wrapped.module
    before = {name: module.get_buffer(name) for name in wrapped.state_names}
    try:
        with warnings.catch_warnings(), torch.no_grad():
            # torch.export's own, about its internals and about the assignment of buffers that is wanted here
            warnings.simplefilter("ignore")
            return torch.export.export(wrapped, (inputs,), strict=strict)
    finally:
        for name, buffer in before.items():
            owner, _, leaf = name.rpartition(".")
            setattr(module.get_submodule(owner), leaf, buffer)
