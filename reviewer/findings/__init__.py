"""Findings: rules over effective values, observations and context, and their wording; reads no text."""
