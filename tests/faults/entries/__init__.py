"""Faulted entries: strike robots at work on an accounting system, and count the slips that stand there afterwards."""
