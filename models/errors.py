"""What can be wrong with a model that somebody points us at, and with compiling and running it on Neuron.

CheckpointError     the files are wrong, damaged, missing or of a kind that is not supported
TemplateError       the chat template refused the messages
NeuronError         of the Neuron side, with what to do
├── BackendError        the software that drives an accelerator is not here
├── PlanError           weights, KV and working space do not fit a core, or the ranks do not fit the model
├── ArtifactsMissing    graphs are not in the cache, and compiling is not allowed
├── RemoteCacheError    the bucket of compiled graphs does not answer, or refuses
├── CompileError        a graph failed to compile, or took too long
└── DeviceError         the runtime refused to load or to run a graph

They pickle.
"""

from __future__ import annotations

from collections.abc import Mapping


class CheckpointError(Exception):
    """The message names the file, the tensor or key at fault, and what to do."""


class TemplateError(Exception):
    """The message is the template's own where it raised one."""


class NeuronError(Exception):
    """The message says what happened and what to do."""


class BackendError(NeuronError):
    """The message says what is missing and how to install it."""


class PlanError(NeuronError):
    """The message has the numbers."""


class ArtifactsMissing(NeuronError):
    """Names the graphs, each `missing` or `damaged`."""

    def __init__(self, graphs: Mapping[str, str], root: str) -> None:
        self.graphs = dict(graphs)
        self.root = root
        names = ", ".join(f"{tag} ({state})" for tag, state in graphs.items())
        super().__init__(
            f"{len(graphs)} compiled graphs are not in {root}: {names}. Run `tenure compile` with the same "
            "options and versions first, or leave out --no-compile."
        )

    def __reduce__(self) -> tuple[type[ArtifactsMissing], tuple[dict[str, str], str]]:
        return type(self), (self.graphs, self.root)


class RemoteCacheError(NeuronError):
    """Names the URL; `what` was to be done: used, read or written."""

    def __init__(self, url: str, what: str, reason: str) -> None:
        self.url, self.what, self.reason = url, what, reason
        super().__init__(
            f"The compiled graphs at {url} cannot be {what} ({reason}). Correct --compile-cache-url or its "
            "credentials (s3:// needs the extra `s3`), or leave it out."
        )

    def __reduce__(self) -> tuple[type[RemoteCacheError], tuple[str, str, str]]:
        return type(self), (self.url, self.what, self.reason)


class CompileError(NeuronError):
    """With the end of the compiler's log."""


class DeviceError(NeuronError):
    """With the runtime's own message."""
