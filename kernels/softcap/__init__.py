"""Logits scaled, and kept within a soft cap."""
