"""Hostile and broken files, made by code: each with what reading it must come to. No file of them is stored."""
