"""What can be wrong with a model that somebody points us at, or with what it needs. All pickle.

CheckpointError   the files are wrong, damaged, missing or of a kind that is not supported
TemplateError     the chat template refused the messages
BackendError      the software that drives an accelerator is not here
"""

from __future__ import annotations


class CheckpointError(Exception):
    """The message names the file, the tensor or key at fault, and what to do."""


class TemplateError(Exception):
    """The message is the template's own where it raised one."""


class BackendError(Exception):
    """The message says what is missing and how to install it."""
