"""Many replicas on paper: from a file of what is known and what is assumed to chips, power and cost."""
