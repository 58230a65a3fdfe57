"""Structured log lines: an event name, then fields."""
