"""Documents of sixty hands that make_fresh.py draws."""
