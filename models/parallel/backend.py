"""neuronx_distributed's own layers, resolved when they are asked for: nothing else imports them."""

from __future__ import annotations

import importlib

from models.errors import BackendError
from models.parallel.operators import ParallelLayers

MODULE = "neuronx_distributed.parallel_layers.layers"


def neuron_layers() -> ParallelLayers:
    """The layers to trace for Trainium. Raises BackendError where there is no neuronx_distributed.

    PyPI's package of that name is a placeholder that raises ImportError, and so counts as absent.
    """
    try:
        layers = importlib.import_module(MODULE)
    except ImportError as error:
        raise BackendError(
            f"neuronx_distributed is not installed here ({str(error).strip().splitlines()[0]}). Install the "
            "AWS Neuron SDK 2.31 (torch-neuronx 2.9, neuronx-distributed 0.19) from the Neuron package index "
            "that AWS's setup guide names; what PyPI has under these names are placeholders."
        ) from error
    return ParallelLayers(layers.ColumnParallelLinear, layers.RowParallelLinear, layers.ParallelEmbedding)
