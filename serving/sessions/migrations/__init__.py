"""What each version of the log's schema added, as it was then. Nothing here changes once it is released.

A step says all of its tables and columns itself: the definitions of today have gone on.
"""
