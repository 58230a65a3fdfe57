"""HTTP in, server-sent events out. Knows a Backend protocol, never an engine."""
