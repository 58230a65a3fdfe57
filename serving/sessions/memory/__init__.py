"""The tables of memories. What is done with them is in `serving.memory`."""
