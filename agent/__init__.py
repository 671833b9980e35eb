"""Denpyo: orders in, slips keyed once, with proof."""
