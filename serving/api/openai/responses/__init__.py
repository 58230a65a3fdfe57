"""Responses and Conversations over HTTP and WebSocket."""
