"""Ragged causal attention of new tokens over their sequences' paged KV."""
