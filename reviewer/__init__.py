"""Offline legal review of vendors' privacy policies."""

__version__ = "0.1.0"
