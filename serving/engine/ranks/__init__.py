"""One model over several processes, one rank each."""
