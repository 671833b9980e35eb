"""Normalise, match to the masters, check: what makes a read order a right one."""
