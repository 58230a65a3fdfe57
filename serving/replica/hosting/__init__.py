"""Where the engine runs: on a thread of this process, or in a child."""
