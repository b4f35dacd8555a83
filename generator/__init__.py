"""Rashomon: compare how several outlets cover one story, claim by claim."""

__version__ = "0.1.0"
