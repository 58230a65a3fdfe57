"""The gated activation of Llama-shaped MLPs: silu(gate) * up."""
