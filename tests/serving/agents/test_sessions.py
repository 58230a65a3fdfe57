"""Agents over a real server, with OpenAI's own client: what it makes, sends, reads and is refused."""
