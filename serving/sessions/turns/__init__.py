"""Turns in the log, from their beginning on."""
