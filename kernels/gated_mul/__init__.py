"""The gated activations of MLPs: silu(gate) * up and its relatives."""
