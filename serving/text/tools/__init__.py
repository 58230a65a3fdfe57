"""Tools: how a model family writes calls, how they are constrained and read."""
