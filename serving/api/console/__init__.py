"""The console: a page for a browser that uses the HTTP API as any client does."""
