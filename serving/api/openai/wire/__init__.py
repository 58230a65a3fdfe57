"""The bodies that OpenAI's clients send."""
