"""What can be wrong with a model that somebody points us at. Both errors pickle.

CheckpointError   the files are wrong, damaged, missing or of a kind that is not supported
TemplateError     the chat template refused the messages
"""

from __future__ import annotations


class CheckpointError(Exception):
    """The message names the file, the tensor or key at fault, and what to do."""


class TemplateError(Exception):
    """The message is the template's own where it raised one."""
