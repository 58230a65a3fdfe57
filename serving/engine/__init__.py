"""The hot path: synchronous, one thread, no network, no event loop, no pydantic."""
