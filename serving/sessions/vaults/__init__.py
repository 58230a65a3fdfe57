"""Vaults of credentials in the log."""
