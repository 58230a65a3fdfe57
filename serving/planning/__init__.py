"""Capacity on paper: what a step costs, and what follows for a workload on a machine."""
