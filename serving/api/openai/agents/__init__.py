"""Agents, their sessions, and what happens in them."""
