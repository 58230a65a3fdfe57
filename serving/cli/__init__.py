"""The `tenure` command: one file per subcommand. `main` is what the installed script calls."""

from serving.cli.app import main

__all__ = ["main"]
