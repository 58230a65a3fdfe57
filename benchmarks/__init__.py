"""Measurements: of any OpenAI-compatible server from outside, and of the kernels on their own."""
