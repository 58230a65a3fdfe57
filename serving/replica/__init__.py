"""One copy of a model: joins the event loop, the engine thread and the log."""
