"""Draws the set of trades."""
