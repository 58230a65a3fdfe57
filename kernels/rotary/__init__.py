"""Rotary position embedding, half-split (rotate_half) convention."""
