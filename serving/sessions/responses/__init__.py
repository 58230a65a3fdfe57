"""Responses and conversations in the log."""
