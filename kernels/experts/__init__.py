"""A mixture of experts: a router, and MLPs of which each row goes through a few."""
