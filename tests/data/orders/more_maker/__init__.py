"""Layouts of the documents that make_more.py draws."""
