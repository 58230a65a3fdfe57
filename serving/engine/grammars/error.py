"""What is wrong with a grammar."""

from __future__ import annotations


class InvalidGrammar(ValueError):
    """It is malformed, uses what is not supported, or is too large; the message says which."""
