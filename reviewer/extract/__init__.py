"""Reads the form's values out of a document: `extract_document`."""

from reviewer.extract.engine import RULE_SET, extract_document

__all__ = ["RULE_SET", "extract_document"]
