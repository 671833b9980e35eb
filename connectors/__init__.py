"""See docs/explain/style.md, section 2."""
