"""The log: branches, items and the exact token ids the model saw and sampled."""
