"""YAML with places: one shape for settings, rules, forms and robots."""
