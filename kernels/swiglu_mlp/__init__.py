"""down(silu(gate(x)) * up(x)), the feed-forward part of a decoder layer, as one operation."""
