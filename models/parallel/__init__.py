"""Tensor parallelism: one decoder over several ranks. Names and meaning are neuronx_distributed's."""
