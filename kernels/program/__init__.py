"""A decoder's step as a flat list of operations, run without Python in between."""
