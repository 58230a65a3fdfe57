"""One folder per operation: the torch reference, the fast implementation, and the cases that check it."""
