"""Chat templates: what each does with messages, and messages rendered by it."""
