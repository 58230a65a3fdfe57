"""Who did what, in the log."""
