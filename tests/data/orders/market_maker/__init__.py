"""Documents of sixty market layouts that make_market.py draws."""
