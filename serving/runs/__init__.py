"""Durable work of one or more turns: responses, who makes them, and who takes over. What the API calls."""
