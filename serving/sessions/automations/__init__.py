"""Automations in the log: schedules, and what came of each occurrence."""
