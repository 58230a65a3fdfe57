"""Agents and their sessions in the log."""
