"""From logits to tokens: greedy choice, the inverse CDF at a counter-based number, and log-probabilities."""
