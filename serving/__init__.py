"""Requests, sessions and time: everything between the socket and the model."""
